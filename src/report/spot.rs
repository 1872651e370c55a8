//! What a reader can point at in a finished report, and where it was written: ¶12, 表1, 2.1., an id.
//!
//! Comes in: a report as it was composed; one that was read back knows no places. Goes out: its spots in reading order.

use super::runs::plain;
use super::{Block, Closing, Heading, Label, Paragraph, Quote, Report, Run};
use crate::finding::Place;

/// Something that can be pointed at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// What is printed beside it: ¶12, 表1, 2.1.
    pub name: String,
    /// Its id in the page: `p12`, `top-ports`, `section-2-1`.
    pub id: String,
    /// Its words: a paragraph's, a caption's or a heading's.
    pub words: String,
    /// Where it was written; no file where the house words it.
    pub place: Place,
}

/// Everything in `report` that can be pointed at; paragraphs in a draft only.
pub fn spots(report: &Report) -> Vec<Spot> {
    let mut spots = Vec::new();
    let noticed = report.corrections.iter().flat_map(|correction| &correction.paragraphs);
    spots.extend(noticed.filter_map(of_paragraph));
    let points = report.summary.iter().flat_map(|summary| &summary.points);
    spots.extend(points.filter_map(of_paragraph));
    of_blocks(&report.body, &mut spots);
    spots
}

fn of_blocks(blocks: &[Block], spots: &mut Vec<Spot>) {
    for block in blocks {
        match block {
            Block::Heading(heading) => spots.push(of_heading(heading)),
            Block::Paragraph(paragraph) => spots.extend(of_paragraph(paragraph)),
            Block::List(list) => list.items.iter().for_each(|item| of_blocks(item, spots)),
            Block::Table(table) => {
                spots.extend(table.label.iter().map(|label| of_label(label, &table.caption, &table.place)));
                spots.extend(table.notes.iter().filter_map(of_paragraph));
            }
            Block::Chart(figure) => {
                spots.push(of_label(&figure.label, &figure.caption, &figure.place));
                spots.extend(figure.notes.iter().filter_map(of_paragraph));
            }
            Block::Image(image) => {
                spots.push(of_label(&image.label, &image.caption, &image.place));
                spots.extend(image.notes.iter().filter_map(of_paragraph));
            }
            Block::Quote(Quote { paragraphs }) | Block::Closing(Closing { paragraphs }) => {
                spots.extend(paragraphs.iter().filter_map(of_paragraph));
            }
            Block::References(_) => {}
        }
    }
}

fn of_paragraph(paragraph: &Paragraph) -> Option<Spot> {
    let number = paragraph.number?;
    Some(Spot {
        name: format!("¶{number}"),
        id: format!("p{number}"),
        words: plain(&paragraph.runs),
        place: paragraph.place.clone(),
    })
}

fn of_label(label: &Label, caption: &[Run], place: &Place) -> Spot {
    Spot { name: label.text.clone(), id: label.anchor.clone(), words: plain(caption), place: place.clone() }
}

fn of_heading(heading: &Heading) -> Spot {
    Spot {
        name: heading.number.clone().unwrap_or_default(),
        id: heading.anchor.clone(),
        words: plain(&heading.runs),
        place: heading.place.clone(),
    }
}

/// The spot that people mean by `asked`: `¶12`, `p12`, `12`, `表1`, `［表1］`, `2.1`, `top_ports`.
pub fn found<'a>(spots: &'a [Spot], asked: &str) -> Option<&'a Spot> {
    let asked = bare(asked);
    let number = !asked.is_empty() && asked.bytes().all(|b| b.is_ascii_digit());
    let asked = if number { format!("p{asked}") } else { asked };
    let (id, name) = (asked.replace('_', "-"), asked.trim_end_matches('.'));
    spots
        .iter()
        .find(|spot| spot.id == id || (!name.is_empty() && bare(&spot.name).trim_end_matches('.') == name))
}

/// A name without brackets and blanks, in small letters, its digits narrow.
fn bare(name: &str) -> String {
    let kept = name.chars().filter(|c| !c.is_whitespace() && !"［］[]#".contains(*c));
    let narrow = |c: char| match c {
        '０'..='９' => char::from(b'0' + (u32::from(c) - u32::from('０')) as u8),
        '．' => '.',
        _ => c,
    };
    kept.map(narrow).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spot_is_found_by_all_that_people_call_it() {
        let spot = |name: &str, id: &str| Spot {
            name: name.to_owned(),
            id: id.to_owned(),
            words: String::new(),
            place: Place::default(),
        };
        let spots = [
            spot("¶1", "p1"),
            spot("2.", "section-2"),
            spot("2.1.", "overview"),
            spot("¶2", "p2"),
            spot("表1", "top-ports"),
            spot("Figure 2", "trend"),
        ];
        for (asked, id) in [
            ("¶2", Some("p2")),
            ("p2", Some("p2")),
            ("P2", Some("p2")),
            ("2", Some("p2")),
            ("２", Some("p2")),
            ("¶ 2", Some("p2")),
            ("2.", Some("section-2")),
            ("2.1", Some("overview")),
            ("overview", Some("overview")),
            ("表1", Some("top-ports")),
            ("［表１］", Some("top-ports")),
            ("top_ports", Some("top-ports")),
            ("#top-ports", Some("top-ports")),
            ("figure 2", Some("trend")),
            ("¶3", None),
            ("3", None),
            ("表", None),
            ("", None),
            (".", None),
        ] {
            assert_eq!(found(&spots, asked).map(|spot| spot.id.as_str()), id, "{asked}");
        }
    }
}

//! Errors in what is typed.

use std::ops::Range;

use super::written::{Edit, Written};

/// The digits and separators that end where byte `end` begins.
fn number_before(source: &str, end: usize) -> Option<Range<usize>> {
    let digits = |c: char| c.is_ascii_digit() || c == ',' || c == '.';
    let start = source[..end].char_indices().rev().take_while(|(_, c)| digits(*c)).last()?.0;
    Some(start..end)
}

/// The number before each place of `unit` with other first digits: errors that no rounding excuses.
fn numbers(written: &Written, unit: &str) -> Vec<Edit> {
    let of = |place: Range<usize>| {
        let range = number_before(&written.source, place.start)?;
        let text = &written.source[range.clone()];
        let digit = text.chars().next()?.to_digit(10)?;
        let other = |step: u32| format!("{}{}", (digit + 8 + step) % 9 + 1, &text[1..]);
        Some([1, 2, 4].map(|step| Edit { range: range.clone(), instead: other(step) }))
    };
    written.places(unit).into_iter().filter_map(of).flatten().collect()
}

/// Months that the quarter does not have, over those that it has.
pub fn month(written: &Written) -> Vec<Edit> {
    let months = [
        ("2013年4～6月", "2013年1～3月"),
        ("4月14日", "1月14日"),
        ("4月17日", "7月17日"),
        ("4月6日", "3月6日"),
        ("4月末", "7月末"),
        ("4月中旬", "1月中旬"),
        ("4月下旬", "9月下旬"),
        ("5月下旬", "8月下旬"),
        ("5月上旬", "8月上旬"),
        ("6月23日", "9月23日"),
        ("6月10日", "3月10日"),
        ("10月下旬", "7月下旬"),
        ("11月末", "8月末"),
        ("12月", "9月"),
        ("11月3日", "8月3日"),
    ];
    months.into_iter().flat_map(|(right, wrong)| written.each(right, wrong)).collect()
}

/// Last year's year.
pub fn year(written: &Written) -> Vec<Edit> {
    let mut edits = written.each("2013年", "2012年");
    edits.extend(written.each("2013年4～6月", "2014年4～6月"));
    edits.extend(written.each("2022年", "2021年"));
    let bound = written.of("title").filter(|bound| bound.expression.starts_with("quarter"));
    edits.extend(bound.map(|bound| Edit {
        range: bound.range.clone(),
        instead: bound.print.replace("2013", "2012").replace("2022", "2021"),
    }));
    edits.extend(
        edits.clone().into_iter().map(|edit| Edit {
            instead: edit.instead.replace("2012", "2010").replace("2021", "2023"),
            ..edit
        }),
    );
    edits
}

/// Another rank.
pub fn rank(written: &Written) -> Vec<Edit> {
    numbers(written, "位")
}

/// Another number of packets.
pub fn packets(written: &Written) -> Vec<Edit> {
    numbers(written, "パケット")
}

/// Another share or change.
pub fn share(written: &Written) -> Vec<Edit> {
    ["%", "割", "倍"].into_iter().flat_map(|unit| numbers(written, unit)).collect()
}

/// Another number of sensors.
pub fn sensors(written: &Written) -> Vec<Edit> {
    let mut edits = numbers(written, "台");
    let bound = ["home", "overseas", "all"].into_iter().flat_map(|name| written.of(name));
    edits.extend(bound.map(|bound| Edit { range: bound.range.clone(), instead: "14".to_owned() }));
    edits
}

/// The opposite word beside a rank or a change.
pub fn direction(written: &Written) -> Vec<Edit> {
    let words = [
        ("上がり", "下がり"),
        ("下がり", "上がり"),
        ("上がりました", "下降しました"),
        ("下がりました", "上昇しました"),
        ("増加しました", "低下しました"),
        ("増加しました", "急減しました"),
        ("上がり、", "低下し、"),
        ("増となり", "減となり"),
        ("減となり", "増となり"),
        ("位に上が", "位に下が"),
        ("位に下が", "位に上が"),
        ("に増加しました", "に減少しました"),
        ("割増", "割減"),
        ("割減", "割増"),
        ("}}減少", "}}増加"),
        ("が増加しました", "が減少しました"),
        ("増加しました", "減少しました"),
        ("減少しました", "増加しました"),
        ("徐々に減り", "徐々に増え"),
        ("徐々に増え", "徐々に減り"),
        ("本四半期も減少し", "本四半期も増加し"),
        ("位に入り", "位から外れ"),
        ("位を保ち", "位に上がり"),
    ];
    let tells = |edit: &Edit| {
        let sentence = written.sentence(edit.range.start);
        sentence.contains("/TCP")
            || sentence.contains("/UDP")
            || sentence.contains("{{")
            || sentence.contains('位')
    };
    words.into_iter().flat_map(|(right, wrong)| written.each(right, wrong)).filter(tells).collect()
}

/// A half-width bracket.
pub fn bracket(written: &Written) -> Vec<Edit> {
    let mut edits = written.each("（", "(");
    edits.extend(written.each("）", ")"));
    edits
}

/// A wave dash that is another character.
pub fn wave(written: &Written) -> Vec<Edit> {
    let mut edits = written.each("～", "〜");
    edits.extend(written.each("～", "~"));
    let bound = written.of("title");
    edits.extend(
        bound.map(|bound| Edit { range: bound.range.clone(), instead: bound.print.replace('～', "〜") }),
    );
    edits
}

/// A full-width digit.
pub fn digit(written: &Written) -> Vec<Edit> {
    ('0'..='9')
        .flat_map(|digit| {
            let wide = char::from_u32(u32::from(digit) - 0x30 + 0xFF10).unwrap();
            written.each(&digit.to_string(), &wide.to_string())
        })
        .collect()
}

/// Bytes of the captions of tables and charts.
fn captions(written: &Written) -> Vec<Range<usize>> {
    let key = "caption = \"";
    let found = written.source.match_indices(key);
    let ends = |start: usize| start + written.source[start..].find("\"\n").unwrap();
    found.map(|(at, _)| at + key.len()..ends(at + key.len())).collect()
}

/// The caption of another block.
pub fn caption(written: &Written) -> Vec<Edit> {
    let captions = captions(written);
    let pairs = captions.iter().flat_map(|own| captions.iter().map(move |other| (own, other)));
    let text = |range: &Range<usize>| written.source[range.clone()].to_owned();
    let differ = pairs.filter(|(own, other)| text(own) != text(other));
    differ.map(|(own, other)| Edit { range: own.clone(), instead: text(other) }).collect()
}

/// The ids that are referred to, with the bytes of each reference.
fn references(written: &Written) -> Vec<(Range<usize>, String)> {
    let places = written.places("[](#").into_iter();
    let whole = places.map(|place| {
        let end = place.end + written.source[place.end..].find(')').unwrap();
        (place.start..end + 1, written.source[place.end..end].to_owned())
    });
    whole.collect()
}

/// A lead-in that refers to another block.
pub fn reference(written: &Written) -> Vec<Edit> {
    let references = references(written);
    let mut edits = Vec::new();
    for (at, (range, id)) in references.iter().enumerate() {
        let first = !references[..at].iter().any(|(_, held)| held == id);
        let line = written.source[..range.start].rfind('\n').map_or(0, |end| end + 1);
        let is_lead_in = !written.source[line..].starts_with('>');
        let is_block = is_lead_in && written.source.contains(&format!("id = \"{id}\""));
        for (_, other) in references.iter().filter(|(_, other)| other != id && first && is_block) {
            edits.push(Edit { range: range.clone(), instead: format!("[](#{other})") });
        }
    }
    edits
}

/// A reference typed by hand.
pub fn label(written: &Written) -> Vec<Edit> {
    let labels = ["表1", "図2", "［図 1］"];
    let references = references(written).into_iter().enumerate();
    references.map(|(at, (range, _))| Edit { range, instead: labels[at % labels.len()].to_owned() }).collect()
}

/// A particle that is missing.
pub fn particle(written: &Written) -> Vec<Edit> {
    let words = [
        ("については", "ついては"),
        ("について", "ついて"),
        ("に対して", "対して"),
        ("において", "おいて"),
        ("によると", "よると"),
        ("によります", "よります"),
        ("に基づ", "基づ"),
        ("に比べ", "比べ"),
        ("と比べ", "比べ"),
        ("にかけて", "かけて"),
        ("に続いて", "続いて"),
    ];
    words.into_iter().flat_map(|(right, wrong)| written.each(right, wrong)).collect()
}

/// である in a text of です・ます.
pub fn style(written: &Written) -> Vec<Edit> {
    let words = [
        ("です。", "である。"),
        ("でした。", "であった。"),
        ("ました。", "た。"),
        ("ています。", "ている。"),
    ];
    words.into_iter().flat_map(|(right, wrong)| written.each(right, wrong)).collect()
}

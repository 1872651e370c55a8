//! `teiten diff`: says what differs between two editions, or in one from two deliveries.

use std::path::Path;

use serde::Serialize;
use teiten::compare::{self, Comparison, Delivery, Entry, Outline, Piece, Print, Shown, Sides};
use teiten::finding::{Finding, Place};
use teiten::lang::Lang;
use teiten::pipeline::{self, Difference, Failure};
use teiten::said;

use super::build::{anchored, no_folder, seen_from_here};
use super::crash::{fault, guarded};
use super::harmless::{escaped, harmless};
use super::say::{Voice, colourful};
use super::{Diff, Format, exit, page};

/// What both sides share, in characters, is shown whole up to this length between two changes.
const SHARED: usize = 40;
/// So much of it is shown beside a change, where it is longer.
const BESIDE: usize = 15;

/// What differs, for machines.
#[derive(Serialize)]
struct Answer<'a> {
    format: u32,
    unpublished: bool,
    comparisons: Vec<&'a Comparison>,
    only_old: &'a [Lang],
    only_new: &'a [Lang],
    delivery: Option<&'a Delivery>,
    prints: &'a [Print],
}

/// Compares what was asked for.
pub fn run(asked: &Diff, voice: &mut Voice) -> u8 {
    if let Some(finding) = usage(asked) {
        voice.findings(vec![finding.of_site()]);
        return exit::SITE;
    }
    if let Some(gone) = asked.sides.iter().find(|side| !anchored(side).is_dir()) {
        voice.findings(no_folder(gone).findings);
        return exit::SITE;
    }
    let sides: Vec<_> = asked.sides.iter().map(|side| anchored(side)).collect();
    let data: Vec<_> = asked.data.iter().map(|file| anchored(file)).collect();
    let name = harmless(&sides[0].file_name().unwrap_or_default().to_string_lossy());
    let progress = voice.progress();
    let compared = guarded(|| match (&sides[..], &data[..]) {
        ([edition], [old, new]) => {
            pipeline::diff_data(edition, old, new, &mut |step| progress.step(&name, step))
        }
        (sides, _) => {
            pipeline::diff(&sides[0], &sides[sides.len() - 1], &mut |step| progress.step(&name, step))
        }
    });
    drop(progress);
    match compared {
        Ok(difference) => tell(asked, &sides[0], difference, voice),
        Err(told) => failed(&fault(&told), voice),
    }
}

fn failed(failure: &Failure, voice: &mut Voice) -> u8 {
    voice.failure(failure);
    exit::of_failure(failure)
}

/// What cannot be asked.
fn usage(asked: &Diff) -> Option<Finding> {
    let wanted = if asked.data.is_empty() { 2 } else { 1 };
    let sides = || {
        Finding::error(
            "diff-sides",
            Place::default(),
            said!(
                "比べる版のフォルダーの数が違います。",
                "This is not the right number of folders to compare."
            ),
            said!(
                "旧と新の二つを指定してください。--dataを使うときは、版のフォルダーを一つだけ指定してください。",
                "Give two, the old and the new one; with --data give one edition."
            ),
        )
    };
    if asked.sides.len() == wanted { asked.html.as_deref().and_then(page::there) } else { Some(sides()) }
}

fn tell(asked: &Diff, edition: &Path, mut difference: Difference, voice: &mut Voice) -> u8 {
    let code = difference.findings.iter().map(exit::of_finding).max().unwrap_or(exit::MADE);
    for finding in &mut difference.findings {
        finding.place.file = seen_from_here(&finding.place.file, edition);
    }
    for print in difference.delivery.iter_mut().flat_map(|(_, prints)| prints) {
        print.place.file = seen_from_here(&print.place.file, edition);
    }
    voice.coverage(&difference.coverage);
    voice.findings(std::mem::take(&mut difference.findings));
    if difference.compared.is_empty() && difference.delivery.is_none() && code != exit::MADE {
        return code;
    }
    if voice.format == Format::Text {
        text(&difference, &voice.lang.clone()).iter().for_each(|line| voice.line(line));
    }
    let written =
        asked.html.as_deref().map_or(exit::MADE, |file| page::add(file, difference.page(&voice.lang), voice));
    let code = code.max(written);
    // Else what hinders is the answer.
    if voice.format == Format::Json && code == exit::MADE {
        voice.answer(&json(&difference));
    }
    code
}

fn json(difference: &Difference) -> String {
    let answer = Answer {
        format: 1,
        unpublished: difference.delivery.is_some(),
        comparisons: difference.compared.iter().map(|compared| &compared.comparison).collect(),
        only_old: &difference.only_old,
        only_new: &difference.only_new,
        delivery: difference.delivery.as_ref().map(|(delivery, _)| delivery),
        prints: difference.delivery.as_ref().map_or(&[], |(_, prints)| prints),
    };
    // Strings, integers and lists: nothing of it can fail to be JSON.
    escaped(&serde_json::to_string(&answer).unwrap_or_default())
}

/// The lines for people.
fn text(difference: &Difference, lang: &Lang) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some((delivery, prints)) = &difference.delivery {
        lines.push(harmless(compare::unpublished().in_lang(lang)));
        outline(&compare::of_delivery(delivery, prints, lang), &mut lines);
    }
    let only = compare::only_one_side(&difference.only_old, &difference.only_new);
    lines.extend(only.map(|said| harmless(said.in_lang(lang))));
    for compared in &difference.compared {
        outline(&compare::of_comparison(&compared.comparison, lang), &mut lines);
    }
    lines
}

fn outline(outline: &Outline, lines: &mut Vec<String>) {
    lines.push(harmless(&outline.title));
    let mut within = "";
    for Entry { within: here, title, lines: details, .. } in &outline.entries {
        if here != within && !here.is_empty() {
            lines.push(format!("\n■ {}", harmless(here)));
        }
        within = here;
        lines.push(format!("  {}", harmless(title)));
        for line in details {
            let gap = if line.name.is_empty() { "" } else { "  " };
            lines.push(format!("    {}{gap}{}", harmless(&line.name), shown(&line.shown, colourful())));
        }
    }
    lines.push(String::new());
}

/// What each side has, in a line.
fn shown(shown: &Shown, colour: bool) -> String {
    match shown {
        Shown::Pieces(held) => pieces(held, colour),
        Shown::Values(old, new) => {
            let (old, new) = (harmless(old), harmless(new));
            format!("{} → {}", painted(&old, Sides::Old, colour), painted(&new, Sides::New, colour))
        }
    }
}

/// A text word by word: [-old-] and {+new+}, and what is shared and long cut to what stands beside a change.
fn pieces(pieces: &[Piece], colour: bool) -> String {
    let last = pieces.len().saturating_sub(1);
    let changed = pieces.iter().any(|piece| piece.side != Sides::Both);
    let piece = |(at, piece): (usize, &Piece)| {
        let text = harmless(&piece.text);
        match piece.side {
            Sides::Both if changed => beside(&text, at == 0, at == last),
            Sides::Both => text,
            Sides::Old => painted(&format!("[-{text}-]"), Sides::Old, colour),
            Sides::New => painted(&format!("{{+{text}+}}"), Sides::New, colour),
        }
    };
    pieces.iter().enumerate().map(piece).collect()
}

/// `text` in the colour of its side: red and struck through, green and underlined.
fn painted(text: &str, side: Sides, colour: bool) -> String {
    match side {
        Sides::Old if colour => format!("\u{1b}[31;9m{text}\u{1b}[0m"),
        Sides::New if colour => format!("\u{1b}[32;4m{text}\u{1b}[0m"),
        _ => text.to_owned(),
    }
}

/// What is shared, its middle left out, or what is far from the only change beside it.
fn beside(text: &str, first: bool, last: bool) -> String {
    let letters: Vec<char> = text.chars().collect();
    if letters.len() <= SHARED {
        return text.to_owned();
    }
    let head: String = letters[..if first { 0 } else { BESIDE }].iter().collect();
    let tail: String = letters[letters.len() - if last { 0 } else { BESIDE }..].iter().collect();
    format!("{head}…{tail}")
}

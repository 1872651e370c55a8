//! `teiten values`: lists every value that the manuscripts of editions may bind, as it would print, ready to copy.

use std::collections::BTreeSet;
use std::path::Path;

use serde::Serialize;
use teiten::finding::{Finding, Place, nearest};
use teiten::lang::Lang;
use teiten::pipeline::{self, Listing};
use teiten::report::Listed;
use teiten::said;

use super::build::{anchored, no_folder, seen_from_here};
use super::crash::{fault, guarded};
use super::harmless::{escaped, harmless};
use super::say::Voice;
use super::{Format, Values, exit};

/// A binding for machines.
#[derive(Serialize)]
struct Line<'a> {
    lang: &'a Lang,
    expression: &'a str,
    print: &'a str,
    kind: &'a str,
    label: Option<&'a str>,
}

/// Lists the values of the edition that was asked for.
pub fn run(asked: &Values, voice: &mut Voice) -> u8 {
    let edition = anchored(&asked.edition);
    if !edition.is_dir() {
        voice.findings(no_folder(&asked.edition).findings);
        return exit::SITE;
    }
    let name = harmless(&edition.file_name().unwrap_or_default().to_string_lossy());
    let progress = voice.progress();
    let listed = guarded(|| pipeline::values(&edition, &mut |step| progress.step(&name, step)));
    drop(progress);
    match listed {
        Ok(listing) => tell(&edition, &asked.blocks, listing, voice),
        Err(told) => {
            voice.failure(&fault(&told));
            exit::OURS
        }
    }
}

fn tell(edition: &Path, blocks: &[String], mut listing: Listing, voice: &mut Voice) -> u8 {
    if !listing.values.is_empty() {
        listing.findings.extend(unknown(blocks, &listing));
    }
    let code = listing.findings.iter().map(exit::of_finding).max().unwrap_or(exit::MADE);
    let asked = |listed: &Listed| blocks.is_empty() || blocks.contains(&listed.root);
    listing.values.values_mut().for_each(|values| values.retain(asked));
    for finding in &mut listing.findings {
        finding.place.file = seen_from_here(&finding.place.file, edition);
    }
    voice.coverage(&listing.coverage);
    voice.findings(listing.findings);
    let values = listing.values.iter().map(|(lang, values)| (lang, values.as_slice()));
    match voice.format {
        Format::Text => {
            values.for_each(|(lang, values)| table(lang, values).iter().for_each(|line| voice.line(line)))
        }
        // What hinders is the answer, then.
        Format::Json if code != exit::MADE => {}
        Format::Json => voice.answer(&array(values)),
    }
    code
}

/// Names that were asked for and that no value begins with.
fn unknown(blocks: &[String], listing: &Listing) -> Vec<Finding> {
    let roots: BTreeSet<&str> =
        listing.values.values().flatten().map(|listed| listed.root.as_str()).collect();
    let known = roots.iter().copied().collect::<Vec<_>>().join(", ");
    let finding = |name: &String| {
        let name = harmless(name);
        Finding::error(
            "values-of",
            Place::default(),
            said!("「{name}」で始まる値はありません。", "No value begins with “{name}”."),
            match nearest(&name, roots.iter().copied()) {
                Some(near) => said!("「{near}」ではありませんか。", "Did you mean “{near}”?"),
                None => said!("次の名前を書けます：{known}", "What can be written: {known}"),
            },
        )
    };
    blocks.iter().filter(|name| !roots.contains(name.as_str())).map(finding).collect()
}

/// Values for people: a block under its id, a row under its label, bindings above each other.
fn table(lang: &Lang, values: &[Listed]) -> Vec<String> {
    let written: Vec<_> = values.iter().map(|listed| format!("{{{{ {} }}}}", listed.expression)).collect();
    let width = |root: &str| {
        let of_root = values.iter().zip(&written).filter(|(listed, _)| listed.root == root);
        of_root.map(|(_, written)| written.chars().count()).max().unwrap_or(0)
    };
    let (mut lines, mut wide) = (Vec::new(), 0);
    let mut before: (Option<&str>, Option<&str>) = (None, None);
    for (listed, written) in values.iter().zip(&written) {
        let here = (Some(listed.root.as_str()), listed.label.as_deref());
        if here.0 != before.0 {
            wide = width(&listed.root);
            lines.push(format!("# {} [{lang}]", listed.root));
        }
        if let (true, Some(label)) = (here != before, here.1) {
            lines.push(format!("## {label}"));
        }
        before = here;
        lines.push(format!("  {written:wide$}  {}", listed.print));
    }
    lines.iter().map(|line| harmless(line)).collect()
}

/// A JSON array with an object a line.
fn array<'a>(values: impl Iterator<Item = (&'a Lang, &'a [Listed])>) -> String {
    let of_lang = |(lang, values): (&'a Lang, &'a [Listed])| {
        values.iter().map(move |listed| Line {
            lang,
            expression: &listed.expression,
            print: &listed.print,
            kind: listed.kind,
            label: listed.label.as_deref(),
        })
    };
    let objects = values.flat_map(of_lang).filter_map(|line| serde_json::to_string(&line).ok());
    escaped(&super::say::array(&objects.collect::<Vec<_>>()))
}

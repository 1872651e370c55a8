//! `teiten ask`: puts a question to the observations without a manuscript, and tells or writes the answer.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::Path;

use serde::Serialize;
use teiten::finding::{Finding, Place};
use teiten::manuscript::{Inquiry, Shape};
use teiten::pipeline::{self, Answered, Asked, Failure};
use teiten::quarter::Span;
use teiten::report::{Audience, Reach, Reply};
use teiten::said;

use super::build::{anchored, no_folder, seen_from_here};
use super::columns::columns;
use super::crash::{fault, guarded};
use super::harmless::{escaped, harmless};
use super::say::{Line, Voice};
use super::{Ask, Format, exit};

/// Ranks of a table, where nobody says how many.
const RANKS: u32 = 10;

/// Lines of a chart, where nobody says how many.
const LINES: u32 = 5;

/// An answer for machines.
#[derive(Serialize)]
struct Answer<'a> {
    notice: Option<&'a str>,
    title: &'a str,
    header: &'a [String],
    rows: &'a [Vec<String>],
    notes: &'a [String],
    rules: &'a [String],
    coverage: &'a Reach,
    sentence: Option<&'a str>,
    findings: Vec<Line>,
}

/// Asks what was asked for.
pub fn run(asked: &Ask, voice: &mut Voice) -> u8 {
    let edition = anchored(&asked.edition);
    if !edition.is_dir() {
        voice.findings(no_folder(&asked.edition).findings);
        return exit::SITE;
    }
    let days = match days(asked).and_then(|days| out(asked).map(|()| days)) {
        Ok(days) => days,
        Err(finding) => {
            voice.findings(vec![finding.of_site()]);
            return exit::SITE;
        }
    };
    let audience = if asked.public { Audience::Public } else { Audience::House };
    let question =
        Asked { edition: &edition, lang: &voice.lang.clone(), inquiry: inquiry(asked), days, audience };
    let name = harmless(&edition.file_name().unwrap_or_default().to_string_lossy());
    let progress = voice.progress();
    let answered = guarded(|| pipeline::inquire(&question, &mut |step| progress.step(&name, step)));
    drop(progress);
    match answered {
        Ok(answered) => tell(asked, &edition, answered, voice),
        Err(told) => {
            voice.failure(&fault(&told));
            exit::OURS
        }
    }
}

fn inquiry(asked: &Ask) -> Inquiry {
    let is_chart = asked.chart || asked.out.as_deref().and_then(ending) == Some("svg");
    let shape = match asked.series.as_slice() {
        [] if is_chart => Shape::Trend(asked.top.unwrap_or(LINES)),
        [] => Shape::Ranking(asked.top.unwrap_or(RANKS)),
        keys => Shape::Chosen(keys.to_vec()),
    };
    let Ask { rank, conditions, source, measure, .. } = asked.clone();
    Inquiry { rank, shape, conditions, source, measure }
}

/// The days that were typed.
fn days(asked: &Ask) -> Result<Option<Span>, Box<Finding>> {
    let Some(typed) = &asked.days else { return Ok(None) };
    let form = || {
        Finding::error(
            "days-form",
            Place::file(format!("--days {typed}")),
            said!("「{typed}」は期間として読めません。", "“{typed}” is no period."),
            said!(
                "「2022-12-01..2022-12-31」「2022-12」「2022q4」「2022-12-04」のように、始まりから終わりへ書いてください。",
                "Write 2022-12-01..2022-12-31, 2022-12, 2022q4 or 2022-12-04, the first day first."
            ),
        )
    };
    Span::meant(typed).map(Some).ok_or_else(|| Box::new(form()))
}

/// Whether the answer can be written where it shall be.
fn out(asked: &Ask) -> Result<(), Box<Finding>> {
    let Some(path) = &asked.out else { return Ok(()) };
    let (shown, place) = (path.display(), Place::file(format!("--out {}", path.display())));
    if ending(path).is_none() {
        return Err(Box::new(Finding::error(
            "out-form",
            place,
            said!(
                "「{shown}」の形式には書き出せません。",
                "“{shown}” is no form in which an answer is written."
            ),
            said!(
                "名前を .csv（表）か .svg（グラフ）で終えてください。",
                "End the name in .csv (table) or .svg (chart)."
            ),
        )));
    }
    if path.exists() {
        return Err(Box::new(Finding::error(
            "out-exists",
            place,
            said!("「{shown}」はすでにあります。", "“{shown}” exists."),
            said!("別の名前にするか、消してから実行してください。", "Take another name, or remove it first."),
        )));
    }
    Ok(())
}

/// The ending of a name in which an answer can be written.
fn ending(path: &Path) -> Option<&'static str> {
    let own = path.extension()?.to_str()?;
    ["csv", "svg"].into_iter().find(|known| own.eq_ignore_ascii_case(known))
}

fn tell(asked: &Ask, edition: &Path, mut answered: Answered, voice: &mut Voice) -> u8 {
    let code = answered.findings.iter().map(exit::of_finding).max().unwrap_or(exit::MADE);
    for finding in &mut answered.findings {
        finding.place.file = seen_from_here(&finding.place.file, edition);
    }
    let lines = answered.findings.iter().map(|finding| Line::of(finding, &voice.lang)).collect();
    voice.findings(answered.findings);
    let Some(reply) = answered.reply else { return code };
    let bytes = asked.out.as_deref().and_then(|path| Some((path, answered.files.get(ending(path)?)?)));
    if let Some((path, bytes)) = bytes {
        if let Err(failure) = write(path, bytes) {
            voice.failure(&failure);
            return exit::DISK;
        }
        let shown = path.display();
        voice.made(&said!("{shown} を書き出しました。", "{shown} is written."));
    }
    match voice.format {
        Format::Text => told(&reply, bytes.is_none()).iter().for_each(|line| voice.line(&harmless(line))),
        Format::Json => voice.answer(&escaped(&json(&reply, lines))),
    }
    code
}

/// A file that was not there, whole or not at all.
fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let written = File::create_new(path).and_then(|mut file| {
        file.write_all(bytes).and_then(|()| file.sync_all()).inspect_err(|_| drop(fs::remove_file(path)))
    });
    let shown = path.display();
    written.map_err(|error: std::io::Error| match error.kind() {
        ErrorKind::NotFound => Failure::Disk(said!(
            "{shown} を書けません。フォルダーがありません。",
            "{shown} cannot be written: there is no such folder."
        )),
        _ => Failure::Disk(said!("{shown} を書けません：{error}", "{shown} cannot be written: {error}")),
    })
}

/// An answer for people, with its table where that is not in a file.
fn told(reply: &Reply, with_table: bool) -> Vec<String> {
    let table = if with_table { columns(&reply.columns, &reply.rows) } else { Vec::new() };
    let rules = reply.notes.iter().chain(&reply.rules).chain(&reply.coverage).cloned().collect();
    let parts = [vec![reply.title.clone()], table, rules, reply.sentence.iter().cloned().collect()];
    let parts = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    parts.join(&String::new())
}

fn json(reply: &Reply, findings: Vec<Line>) -> String {
    let answer = Answer {
        notice: reply.mark.as_deref(),
        title: &reply.title,
        header: &reply.data.header,
        rows: &reply.data.rows,
        notes: &reply.notes,
        rules: &reply.rules,
        coverage: &reply.reach,
        sentence: reply.sentence.as_deref(),
        findings,
    };
    // Texts, integers and lists: nothing of it can fail to be JSON.
    serde_json::to_string_pretty(&answer).unwrap_or_default()
}

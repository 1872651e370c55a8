//! Numbers that somebody typed: those that the data do not bear out, and those that they do.

use super::numbers::within_sentence;
use super::origin::Origins;
use super::{Cell, Job, Row, Section, Text};
use crate::binding::Expression;
use crate::check::{Agreeing, Counts, Origin, Passage};
use crate::finding::{Finding, Place};
use crate::said;
use crate::words::FILTERS;

/// A typed number that the data bear out, and that could be bound.
const AGREES: &str = "number-unbound";
/// A typed number of which the data tell nothing.
const UNMATCHED: &str = "number-unmatched";

/// Whether a finding is of a number in the prose.
pub(super) fn is_of_number(code: &str) -> bool {
    code.starts_with("number-")
}

/// Typed numbers that the data contradict or do not tell.
pub(super) fn doubtful(job: &Job<'_>) -> Section {
    let title = job
        .say(&said!("手で書かれ、データで確かめられない数", "Typed numbers that the data do not bear out"));
    let Counts { bound, agreeing, wrong, unmatched } = counts(job);
    let lead = job.say(&said!(
        "本文の数や言葉：データからの埋め込み{bound}、手で書かれデータと一致{agreeing}、不一致{wrong}、照合できず{unmatched}。",
        "Numbers and words of the prose: {bound} bound to the data; typed, {agreeing} agree with the data, {wrong} contradict them, {unmatched} could not be matched."
    ));
    let rows = rows(job, |code| is_of_number(code) && code != AGREES);
    let section = Section { lead: vec![lead], ..Section::new("doubtful", title) };
    table(job, section, rows)
}

/// Typed numbers that agree with the data.
pub(super) fn agreeing(job: &Job<'_>) -> Section {
    let rows: Vec<_> = job.texts.iter().flat_map(|text| agreeing_rows(job, text)).collect();
    let count = rows.len();
    let title = job.say(&said!(
        "手で書かれ、データと一致する数や言葉（{count}）",
        "Typed numbers and words that agree with the data ({count})"
    ));
    let mut section = Section::new("agreeing", title);
    if rows.is_empty() {
        section.lead.push(job.say(&said!("ありません。", "None.")));
    }
    table(job, section, rows)
}

fn agreeing_rows(job: &Job<'_>, text: &Text<'_>) -> Vec<Row> {
    let (origins, passages) = (Origins::new(job, text), text.passages());
    let row = |agreeing: &Agreeing| {
        let source = agreeing.source.as_ref().and_then(|source| Expression::read(source, &FILTERS).ok());
        let origin = source.map_or_else(
            || job.say(&said!("データと一致", "agrees with the data")),
            |source| origins.of(&source),
        );
        let cell = passages.iter().find_map(|passage| find(passage, &agreeing.place, &agreeing.words));
        let cell = cell.unwrap_or_else(|| Cell::from(agreeing.words.clone()));
        Row::of([cell, Cell::from(origin + &job.of_lang(text))])
    };
    text.checked.agreeing.iter().map(row).collect()
}

fn table(job: &Job<'_>, section: Section, rows: Vec<Row>) -> Section {
    if rows.is_empty() {
        return section;
    }
    let heads = [(said!("文の中の数や言葉", "In the sentence"), 7), (said!("データでは", "In the data"), 5)];
    Section { rows, ..section.table(heads.map(|(head, width)| (job.say(&head), width))) }
}

/// How many there are of each, in all languages.
fn counts(job: &Job<'_>) -> Counts {
    let all = job.texts.iter().map(|text| text.checked.counts);
    all.fold(Counts::default(), |sum, own| Counts {
        bound: sum.bound + own.bound,
        agreeing: sum.agreeing + own.agreeing,
        wrong: sum.wrong + own.wrong,
        unmatched: sum.unmatched + own.unmatched,
    })
}

fn rows(job: &Job<'_>, is_asked: impl Fn(&str) -> bool) -> Vec<Row> {
    let mut rows = Vec::new();
    for text in &job.texts {
        let passages = text.passages();
        let asked = text.checked.findings.iter().filter(|finding| is_asked(&finding.code));
        rows.extend(asked.map(|finding| row(job, text, &passages, finding)));
    }
    rows
}

fn row(job: &Job<'_>, text: &Text<'_>, passages: &[Passage], finding: &Finding) -> Row {
    let result = match finding.code.as_str() {
        UNMATCHED => job.say(&said!("照合できません", "could not be matched")),
        _ => job.say(&finding.what),
    };
    let words = quoted(&finding.what.ja);
    let cell =
        words.and_then(|words| passages.iter().find_map(|passage| find(passage, &finding.place, words)));
    let cell = cell.unwrap_or_else(|| Cell::from(words.unwrap_or(&finding.what.ja).to_owned()));
    Row::of([cell, Cell::from(result + &job.of_lang(text))])
}

/// The words that a finding quotes first.
fn quoted(what: &str) -> Option<&str> {
    let (words, _) = what.strip_prefix('「')?.split_once('」')?;
    Some(words)
}

/// `words` in their sentence, where they stand at `place`; as much of them as its passage has there.
fn find(passage: &Passage, place: &Place, words: &str) -> Option<Cell> {
    let mut begins = 0;
    for piece in &passage.pieces {
        if let Some(inside) = inside(&piece.text, &piece.place, &piece.origin, place) {
            let text = passage.text();
            let (before, rest) = text.split_at(begins + inside);
            let after = rest.strip_prefix(words)?;
            return Some(Cell { text: words.to_owned(), ..within_sentence(before, after) });
        }
        begins += piece.text.len();
    }
    None
}

/// The byte of a piece that stands at `place`; a binding is one place.
fn inside(text: &str, begins: &Place, origin: &Origin, place: &Place) -> Option<usize> {
    if begins.file != place.file || begins.line != place.line {
        return None;
    }
    if *origin != Origin::Typed {
        return (begins == place).then_some(0);
    }
    let ahead = place.column.checked_sub(begins.column)? as usize;
    text.char_indices().nth(ahead).map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Piece, Role};

    #[test]
    fn words_are_found_where_they_stand_not_where_they_stand_first() {
        let at = |column| Place::at("report.md", 3, column);
        let typed =
            |text: &str, column| Piece { text: text.to_owned(), place: at(column), origin: Origin::Typed };
        let pieces = vec![typed("2台のうち2台です。", 1), typed("次の2台は", 30)];
        let passage = Passage { role: Role::Paragraph, place: at(1), pieces };
        let cell = find(&passage, &at(6), "2台").unwrap();
        assert_eq!((cell.before.as_str(), cell.after.as_str()), ("2台のうち", "です。"));
        let cell = find(&passage, &at(32), "2台").unwrap();
        assert_eq!((cell.before.as_str(), cell.after.as_str()), ("次の", "は"));
        assert_eq!(find(&passage, &Place::at("other.md", 3, 6), "2台"), None);
        assert_eq!(quoted("「2台」はデータと食い違います。"), Some("2台"));
    }
}

//! Whose fault it is that no PDF came out: diagnostics of typst come in, findings in a site's look or our own
//! failure go out.

use std::error::Error;
use std::fmt;

use typst::diag::SourceDiagnostic;
use typst::syntax::{DiagSpan, FileId};
use typst::{World, WorldExt};

use super::Look;
use super::world::{House, LOOK};
use crate::finding::{Finding, Place};
use crate::said;

/// Why there is no PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The site's own look is at fault; where, and what typst says.
    Look(Vec<Finding>),
    /// We are: the typesetter's own words, with places in the shipped look.
    Ours(String),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Look(findings) => write!(f, "the site's look has {} fault(s)", findings.len()),
            Self::Ours(words) => write!(f, "the PDF could not be typeset: {words}"),
        }
    }
}

impl Error for Failure {}

/// Sorts out `diagnostics`, errors or warnings. One that no line of the site's look had a part in is ours.
pub(super) fn of(look: Look<'_>, house: &House, diagnostics: &[SourceDiagnostic]) -> Failure {
    let Look::Site { file, .. } = look else { return ours(house, diagnostics) };
    let findings: Vec<_> = diagnostics.iter().filter_map(|one| in_look(house, file, one)).collect();
    if findings.is_empty() { ours(house, diagnostics) } else { Failure::Look(findings) }
}

fn ours(house: &House, diagnostics: &[SourceDiagnostic]) -> Failure {
    let lines = diagnostics.iter().map(|one| match spot(house, one.span) {
        Some((id, line, column)) => {
            format!("{}:{line}:{column}: {}", id.vpath().get_without_slash(), words(one))
        }
        None => words(one),
    });
    Failure::Ours(lines.collect::<Vec<_>>().join("\n"))
}

/// The finding for a diagnostic that points into the look, or whose trace comes through it.
fn in_look(house: &House, file: &str, one: &SourceDiagnostic) -> Option<Finding> {
    let spans = std::iter::once(one.span).chain(one.trace.iter().map(|step| step.span.into()));
    let spots: Vec<_> = spans.filter_map(|span| spot(house, span)).collect();
    let place = match spots.iter().find(|(id, ..)| id.vpath().get_without_slash() == LOOK) {
        Some(&(_, line, column)) => Place::at(file, small(line), small(column)),
        // Only the line that imports `look` or calls it can be seen: the file as a whole does not fit.
        None if spots.iter().any(|(id, ..)| *id == house.main()) => Place::file(file),
        None => return None,
    };
    let words = words(one);
    let what =
        said!("体裁ファイルの組版でエラーになりました：{words}", "The look cannot be typeset: {words}.");
    let elsewhere = ["file not found", "packages are not available"].iter().any(|told| words.contains(told));
    let mend = if elsewhere {
        said!(
            "体裁ファイルから読めるのは、渡されるレポート（report）と、その図だけです。ほかのファイルやパッケージは読めません。",
            "A look can read the report that it is given and its figures, no other file and no package."
        )
    } else {
        said!(
            "この行を直すか、このファイルをサイトの体裁フォルダーから外して標準の体裁に戻してください。",
            "Mend this line, or take the file out of the site's look folder to return to the shipped look.",
        )
    };
    Some(Finding::error("look-failed", place, what, mend).of_site())
}

/// File, line and column of a span.
fn spot(house: &House, span: DiagSpan) -> Option<(FileId, usize, usize)> {
    let id = span.id()?;
    let (line, column) = house.line_column(id, house.range(span)?.start)?;
    Some((id, line, column))
}

/// Typst's message with its hints.
fn words(one: &SourceDiagnostic) -> String {
    let hints = one.hints.iter().map(|hint| format!(" ({})", hint.v));
    std::iter::once(one.message.to_string()).chain(hints).collect()
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

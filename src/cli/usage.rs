//! Arguments that cannot be read, in the words of clap; for machines as a finding.

use std::env;
use std::process::ExitCode;

use clap::Error;
use teiten::finding::{Finding, Place};
use teiten::lang::Lang;
use teiten::said;

use super::say::Voice;
use super::{Format, exit};

/// Tells why there is nothing to do: help or the version was asked for, or what was asked cannot be read.
pub fn refuse(error: &Error, lang: &Lang) -> ExitCode {
    if !error.use_stderr()
        || !asks_for_json(env::args_os().filter_map(|argument| argument.into_string().ok()))
    {
        // Clap knows which stream is whose.
        let _ = error.print();
        return ExitCode::from(if error.use_stderr() { exit::SITE } else { exit::MADE });
    }
    let mut voice = Voice::new(lang.clone(), Format::Json, false);
    voice.findings(vec![finding(&error.render().to_string())]);
    ExitCode::from(exit::SITE.max(voice.finish()))
}

/// Whether `--format json` is among `arguments`, which clap could not read.
fn asks_for_json(arguments: impl IntoIterator<Item = String>) -> bool {
    let arguments: Vec<_> = arguments.into_iter().collect();
    let apart = arguments.windows(2).any(|pair| pair == ["--format", "json"]);
    apart || arguments.iter().any(|argument| argument == "--format=json")
}

/// What clap says, whose first line says what and whose others are a reminder of the usage.
fn finding(told: &str) -> Finding {
    let what = told.lines().next().unwrap_or_default();
    let what = what.strip_prefix("error: ").unwrap_or(what);
    Finding::error(
        "usage",
        Place::default(),
        said!("引数が読み取れません：{what}", "The arguments cannot be read: {what}"),
        said!("使い方は teiten --help で見られます。", "`teiten --help` shows what can be written."),
    )
    .of_site()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_is_found_where_clap_gave_up() {
        let asks = |line: &str| asks_for_json(line.split(' ').map(str::to_owned));
        assert!(asks("teiten buidl --format json") && asks("teiten --format=json new"));
        assert!(!asks("teiten new --format text") && !asks("teiten json --format"));
    }
}

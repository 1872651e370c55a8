//! The command line: what was asked, in which language and form to answer, and the exit code.
//!
//! Only here are environment, locale, terminal and working directory known.

mod build;
mod check;
mod crash;
mod excerpt;
mod exit;
mod harmless;
mod progress;
mod say;
mod sources;
mod values;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};
use teiten::lang::Lang;

use say::Voice;

const EXAMPLES: &str = "\
Examples:
  teiten build samples/honeypot-2013/2013q2
  teiten build --out /srv/www/reports sites/tokyo/2024q1 sites/tokyo/2024q2
  teiten build --format json 2024q2 > findings.json
  teiten sources sites/tokyo/data/*.csv

Exit codes:
  0  made
  1  observations, edition or manuscript refused
  2  usage or teiten.toml
  3  a fault of teiten
  4  disk
Where several hold, the largest is given.";

const CHECK: &str = "\
Examples:
  teiten check samples/synthetic-2022/2022q4
  teiten check --all --deny warnings 2024q1

Reads everything that a build reads and writes nothing.

Exit codes:
  0  nothing that refuses the edition
  1  errors in observations, edition or manuscript; with --deny warnings, warnings too
  2  usage or teiten.toml
  3  a fault of teiten
  4  disk";

const SOURCES: &str = "\
Examples:
  teiten sources delivered/*.csv
  teiten sources --lang en sites/tokyo/data/2024-04.xlsx >> sites/tokyo/teiten.toml

The proposal goes to stdout as TOML, with what it is unsure of as comments; remarks go to stderr.
File names are written as seen from the nearest folder above with a teiten.toml, else from here.
Nothing is written and no site is read; `build` checks every row.

Exit codes:
  0  proposed
  1  a file cannot be read, or has no header
  2  there is no such file, or its format is not known
  3  a fault of teiten
  4  disk";

const VALUES: &str = "\
Examples:
  teiten values samples/synthetic-2022/2022q4
  teiten values --format json 2024q1 > values.json

Every value of the edition's tables, charts, facts and periods goes to stdout, without a filter and through every
filter that fits it; nothing is written. Bindings that have no value are no fault here.

Exit codes:
  0  listed
  1  observations, edition or manuscript keep some of it from being listed
  2  usage or teiten.toml
  3  a fault of teiten
  4  disk";

/// Makes quarterly internet observation reports: one PDF and one web edition from observations and a manuscript.
#[derive(Debug, Parser)]
#[command(name = "teiten", version, after_help = EXAMPLES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    manner: Manner,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Build editions: PDF, HTML, figures, data files and a manifest
    #[command(after_help = EXAMPLES)]
    Build(Build),
    /// Proof-read editions: numbers, periods, captions, terms, Japanese and names against the data and the house
    #[command(after_help = CHECK)]
    Check(Check),
    /// Look at delivered files and propose the [sources] of a teiten.toml
    #[command(after_help = SOURCES)]
    Sources(Sources),
    /// List every value that a manuscript may bind, as it would print, ready to copy
    #[command(after_help = VALUES)]
    Values(Values),
}

#[derive(Debug, Args)]
struct Build {
    /// Folders of editions, each with an edition.toml; the site is the nearest folder above with a teiten.toml
    #[arg(value_name = "EDITION", required = true)]
    editions: Vec<PathBuf>,
    /// Write below DIR instead of the site's `out` or `drafts` folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct Check {
    /// Folders of editions, each with an edition.toml
    #[arg(value_name = "EDITION", required = true)]
    editions: Vec<PathBuf>,
    /// Show every finding, not only the five that matter most
    #[arg(long)]
    all: bool,
    /// End with code 1 where there are warnings, too
    #[arg(long, value_enum, value_name = "LEVEL")]
    deny: Option<Deny>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Deny {
    Warnings,
}

#[derive(Debug, Args)]
struct Sources {
    /// Delivered files (CSV in UTF-8 or CP932, plain, gz or zst; Parquet; xlsx) or folders of them
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
}

#[derive(Debug, Args)]
struct Values {
    /// The folder of an edition, with an edition.toml
    #[arg(value_name = "EDITION")]
    edition: PathBuf,
    /// Only what begins with these names: ids of tables and charts, quarter, facts [default: everything]
    #[arg(value_name = "BLOCK")]
    blocks: Vec<String>,
}

/// How to answer.
#[derive(Debug, Args)]
struct Manner {
    /// Findings for people (on stderr) or for machines (JSON on stdout)
    #[arg(long, global = true, value_enum, default_value = "text")]
    format: Format,
    /// Language of messages [default: Japanese in a Japanese locale, else English]
    #[arg(long, global = true, value_enum, hide_default_value = true)]
    lang: Option<Tongue>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Tongue {
    Ja,
    En,
}

/// Does what the arguments ask.
pub fn run() -> ExitCode {
    let Arguments { command, manner } = Arguments::parse();
    let mut voice = Voice::new(lang(manner.lang), manner.format);
    let code = match command {
        Command::Build(asked) => build::run(&asked, &mut voice),
        Command::Check(asked) => check::run(&asked, &mut voice),
        Command::Sources(asked) => sources::run(&asked, &mut voice),
        Command::Values(asked) => values::run(&asked, &mut voice),
    };
    ExitCode::from(code.max(voice.finish()))
}

/// The language of messages: as asked, else Japanese where the locale is.
fn lang(asked: Option<Tongue>) -> Lang {
    let japanese = || sys_locale::get_locale().is_some_and(|locale| locale.starts_with("ja"));
    match asked {
        Some(Tongue::Ja) => Lang::ja(),
        None if japanese() => Lang::ja(),
        _ => Lang::en(),
    }
}

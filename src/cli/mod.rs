//! The command line: what was asked, in which language and form to answer, and the exit code.
//!
//! Only here are environment, locale, terminal and working directory known.

mod ask;
mod build;
mod check;
mod crash;
mod desk;
mod doctor;
mod excerpt;
mod exit;
mod harmless;
mod init;
mod new;
mod progress;
mod say;
mod site;
mod sources;
mod today;
mod values;

use std::env;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
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

const DOCTOR: &str = "\
Examples:
  teiten doctor
  teiten doctor sites/tokyo

Looks at fonts, at the site's own look (which says what it was made from: teiten-look: DIGEST in a comment), at data up
to the newest edition's quarter, and at the folders that take editions. Nothing is written.

Exit codes:
  0  nothing that refuses an edition
  1  observations are refused
  2  usage or teiten.toml
  3  a fault of teiten
  4  out or drafts cannot be written";

const INIT: &str = "\
Examples:
  teiten init tokyo
  teiten init tokyo --title \"Internet Observation Report\" --publisher \"Example CERT\" --from delivered/*.csv

Asks on a terminal for what no flag says. Writes teiten.toml, the head of data/sensors.csv, texts and .gitignore, and
nothing over what is there; --lang is the language of them, too.

Exit codes:
  0  made
  1  a delivered file cannot be read, or has no header
  2  usage, or there is a teiten.toml already
  3  a fault of teiten
  4  disk";

const NEW: &str = "\
Examples:
  teiten new 2023Q1
  teiten new 2023q1 sites/tokyo

Carries the last edition before it over: its structure, its tables and charts, and sentences all of whose numbers are
bound. What was written for one quarter becomes a prompt (要確認), and stays beside it in a comment. Where there is no
edition yet, the manuscript begins with what the sources can answer. Nothing that is there is written over.

Exit codes:
  0  made
  1  the last edition cannot be read, or there is an edition of that quarter
  2  usage or teiten.toml
  3  a fault of teiten
  4  disk";

/// Makes quarterly internet observation reports: one PDF and one web edition from observations and a manuscript.
#[derive(Debug, Parser)]
#[command(name = "teiten", version, after_help = EXAMPLES)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
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
    /// Look over a site: fonts, look, data, disk
    #[command(after_help = DOCTOR)]
    Doctor(Doctor),
    /// Make a site: settings, texts, a place for observations
    #[command(after_help = INIT)]
    Init(Init),
    /// Lay out the next edition from the last one
    #[command(after_help = NEW)]
    New(New),
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
struct Doctor {
    /// The folder of the site [default: the nearest one above with a teiten.toml]
    #[arg(value_name = "SITE")]
    site: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct Init {
    /// The folder of the site; made where it is missing
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Title of the report
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// Who publishes
    #[arg(long, value_name = "TEXT")]
    publisher: Option<String>,
    /// The region whose sensors are at home [default: JP]
    #[arg(long, value_name = "REGION")]
    home: Option<String>,
    /// Identity of the site [default: the folder's name]
    #[arg(long, value_name = "ID")]
    id: Option<String>,
    /// Delivered files from which to propose the sources
    #[arg(long, value_name = "FILE", num_args = 1..)]
    from: Vec<PathBuf>,
}

#[derive(Debug, Args)]
struct New {
    /// The quarter, such as 2023Q1
    #[arg(value_name = "QUARTER")]
    quarter: String,
    /// The folder of the site [default: the nearest one above with a teiten.toml]
    #[arg(value_name = "SITE")]
    site: Option<PathBuf>,
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
    let Some(command) = command else { return alone(&mut voice) };
    let code = match command {
        Command::Build(asked) => build::run(&asked, &mut voice),
        Command::Check(asked) => check::run(&asked, &mut voice),
        Command::Doctor(asked) => doctor::run(&asked, &mut voice),
        Command::Init(asked) => init::run(&asked, &mut voice),
        Command::New(asked) => new::run(&asked, &mut voice),
        Command::Sources(asked) => sources::run(&asked, &mut voice),
        Command::Values(asked) => values::run(&asked, &mut voice),
    };
    ExitCode::from(code.max(voice.finish()))
}

/// Without a command: where the editions of the site stand that we are in, else a short help.
fn alone(voice: &mut Voice) -> ExitCode {
    let site = env::current_dir().ok().and_then(|here| site::above(&here));
    let code = match site {
        Some(root) => desk::run(&root, voice),
        None => {
            voice.line(&Arguments::command().render_help().to_string());
            exit::SITE
        }
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

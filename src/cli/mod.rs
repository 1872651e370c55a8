//! The command line: what was asked, in which language and form to answer, and the exit code.
//!
//! Only here are environment, locale, terminal and working directory known.

mod act;
mod approve;
mod archive;
mod ask;
mod build;
mod check;
mod columns;
mod completions;
mod crash;
mod desk;
mod dialogue;
mod diff;
mod doctor;
mod draft;
mod excerpt;
mod exit;
mod harmless;
mod help;
mod init;
mod new;
mod page;
mod preview;
mod progress;
mod publish;
mod revise;
mod say;
mod schema;
mod sheet;
mod site;
mod sources;
mod today;
mod usage;
mod values;
mod verify;
mod r#where;
mod withdraw;

use std::env;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, FromArgMatches, Parser, Subcommand, ValueEnum};
use teiten::lang::Lang;
use teiten::quarter::Moment;

use say::Voice;

#[derive(Debug, Parser)]
#[command(name = "teiten", version)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    manner: Manner,
}

#[derive(Debug, Subcommand)]
enum Command {
    Approve(Approve),
    Ask(Ask),
    Build(Build),
    Check(Check),
    Completions(Completions),
    Diff(Diff),
    Doctor(Doctor),
    Draft(Draft),
    Init(Init),
    New(New),
    Preview(Preview),
    Publish(Publish),
    Revise(Revise),
    Schema(Schema),
    Sheet(Sheet),
    Site(Archive),
    Sources(Sources),
    Values(Values),
    Verify(Verify),
    Where(Where),
    Withdraw(Withdraw),
}

#[derive(Debug, Args)]
struct Approve {
    #[arg(value_name = "EDITION")]
    edition: PathBuf,
    #[arg(long, value_name = "NAME", value_parser = act::words)]
    by: String,
    #[arg(long, value_name = "TIME", value_parser = today::moment)]
    now: Option<Moment>,
}

#[derive(Debug, Args)]
struct Archive {
    #[arg(value_name = "SITE")]
    site: Option<PathBuf>,
}

#[derive(Clone, Debug, Args)]
struct Ask {
    #[arg(value_name = "EDITION")]
    edition: PathBuf,
    #[arg(long, value_name = "ROWS", default_value = "port", hide_default_value = true)]
    rank: String,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1000))]
    top: Option<u32>,
    #[arg(long = "where", id = "where", value_name = "CONDITION")]
    conditions: Vec<String>,
    #[arg(long, value_name = "DAYS")]
    days: Option<String>,
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    #[arg(long, value_name = "NAME")]
    measure: Option<String>,
    #[arg(long)]
    chart: bool,
    #[arg(long, value_name = "KEY", value_delimiter = ',', conflicts_with = "top")]
    series: Vec<String>,
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[arg(long)]
    public: bool,
}

#[derive(Debug, Args)]
struct Build {
    #[arg(value_name = "EDITION", required = true)]
    editions: Vec<PathBuf>,
    #[arg(long = "final")]
    finished: bool,
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct Check {
    #[arg(value_name = "EDITION", required = true)]
    editions: Vec<PathBuf>,
    #[arg(long)]
    all: bool,
    #[arg(long, value_enum, value_name = "LEVEL")]
    deny: Option<Deny>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Deny {
    Warnings,
}

#[derive(Debug, Args)]
struct Preview {
    #[arg(value_name = "EDITION")]
    edition: Option<PathBuf>,
    #[arg(long, value_name = "PORT", default_value_t = 0, hide_default_value = true)]
    port: u16,
}

#[derive(Debug, Args)]
struct Publish {
    #[arg(value_name = "EDITION")]
    edition: PathBuf,
    #[arg(long, value_name = "TIME", value_parser = today::moment)]
    now: Option<Moment>,
}

#[derive(Debug, Args)]
struct Revise {
    #[arg(value_name = "EDITION")]
    edition: PathBuf,
    #[arg(long, value_enum, value_name = "KIND")]
    kind: Kind,
    #[arg(long, value_name = "TEXT", value_parser = act::words)]
    reason: String,
    #[arg(long, value_name = "TIME", value_parser = today::moment)]
    now: Option<Moment>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    #[value(alias = "訂正")]
    Correction,
    #[value(alias = "改訂")]
    Revision,
}

#[derive(Debug, Args)]
struct Withdraw {
    #[arg(value_name = "EDITION")]
    edition: PathBuf,
    #[arg(long, value_name = "TEXT", value_parser = act::words)]
    reason: String,
    #[arg(long, value_name = "TIME", value_parser = today::moment)]
    now: Option<Moment>,
}

#[derive(Debug, Args)]
struct Completions {
    #[arg(value_name = "SHELL")]
    shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
struct Diff {
    #[arg(value_name = "EDITION", required = true, num_args = 1..=2)]
    sides: Vec<PathBuf>,
    #[arg(long, num_args = 2, value_names = ["OLD", "NEW"])]
    data: Vec<PathBuf>,
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct Doctor {
    #[arg(value_name = "SITE")]
    site: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct Draft {
    #[arg(value_name = "EDITION")]
    edition: PathBuf,
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct Init {
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    #[arg(long, value_name = "TEXT")]
    publisher: Option<String>,
    #[arg(long, value_name = "REGION")]
    home: Option<String>,
    #[arg(long, value_name = "ID")]
    id: Option<String>,
    #[arg(long, value_name = "FILE", num_args = 1..)]
    from: Vec<PathBuf>,
}

#[derive(Debug, Args)]
struct New {
    #[arg(value_name = "QUARTER")]
    quarter: String,
    #[arg(value_name = "SITE")]
    site: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct Schema {
    #[arg(value_name = "SITE")]
    site: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct Sheet {
    #[arg(value_name = "EDITION")]
    edition: PathBuf,
    #[arg(long, value_name = "FILE", value_parser = sheet::pdf)]
    out: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct Sources {
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
}

#[derive(Debug, Args)]
struct Values {
    #[arg(value_name = "EDITION")]
    edition: PathBuf,
    /// Only what begins with these names: ids of tables and charts, quarter, facts [default: everything]
    #[arg(value_name = "BLOCK")]
    blocks: Vec<String>,
}

#[derive(Debug, Args)]
struct Verify {
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    #[arg(long, value_name = "EDITION")]
    edition: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct Where {
    #[arg(value_name = "EDITION")]
    edition: PathBuf,
    #[arg(value_name = "SPOT")]
    spot: String,
    #[arg(long, value_name = "DIGEST")]
    digest: Option<String>,
}

#[derive(Debug, Args)]
struct Manner {
    #[arg(long, short, global = true)]
    quiet: bool,
    #[arg(long, global = true, value_enum, default_value = "text")]
    format: Format,
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

impl Tongue {
    fn lang(self) -> Lang {
        match self {
            Self::Ja => Lang::ja(),
            Self::En => Lang::en(),
        }
    }
}

/// Does what the arguments ask.
pub fn run() -> ExitCode {
    let lang = help::asked_lang(env::args_os().filter_map(|argument| argument.into_string().ok()));
    let lang = lang.unwrap_or_else(usual_lang);
    let read = help::command(&lang).try_get_matches();
    let read = read.and_then(|matches| Arguments::from_arg_matches(&matches));
    let Arguments { command, manner } = match read {
        Ok(arguments) => arguments,
        Err(error) => return usage::refuse(&error, &lang),
    };
    let mut voice = Voice::new(manner.lang.map_or(lang, Tongue::lang), manner.format, manner.quiet);
    let Some(command) = command else { return alone(&mut voice) };
    let code = match command {
        Command::Approve(asked) => approve::run(&asked, &mut voice),
        Command::Ask(asked) => ask::run(&asked, &mut voice),
        Command::Build(asked) => build::run(&asked, &mut voice),
        Command::Check(asked) => check::run(&asked, &mut voice),
        Command::Completions(asked) => completions::run(&asked, &mut voice),
        Command::Diff(asked) => diff::run(&asked, &mut voice),
        Command::Doctor(asked) => doctor::run(&asked, &mut voice),
        Command::Draft(asked) => draft::run(&asked, &mut voice),
        Command::Init(asked) => init::run(&asked, &mut voice),
        Command::New(asked) => new::run(&asked, &mut voice),
        Command::Preview(asked) => preview::run(&asked, &mut voice),
        Command::Publish(asked) => publish::run(&asked, &mut voice),
        Command::Revise(asked) => revise::run(&asked, &mut voice),
        Command::Schema(asked) => schema::run(&asked, &mut voice),
        Command::Sheet(asked) => sheet::run(&asked, &mut voice),
        Command::Site(asked) => archive::run(&asked, &mut voice),
        Command::Sources(asked) => sources::run(&asked, &mut voice),
        Command::Values(asked) => values::run(&asked, &mut voice),
        Command::Verify(asked) => verify::run(&asked, &mut voice),
        Command::Where(asked) => r#where::run(&asked, &mut voice),
        Command::Withdraw(asked) => withdraw::run(&asked, &mut voice),
    };
    ExitCode::from(code.max(voice.finish()))
}

/// Without a command: where the editions of the site stand that we are in, else a short help.
fn alone(voice: &mut Voice) -> ExitCode {
    let code = match (site::site(None), voice.format) {
        (Ok(root), _) => desk::run(&root, voice),
        (Err(_), Format::Text) => {
            voice.line(&help::command(&voice.lang).render_help().to_string());
            exit::SITE
        }
        (Err(finding), Format::Json) => {
            voice.findings(vec![*finding]);
            exit::SITE
        }
    };
    ExitCode::from(code.max(voice.finish()))
}

/// The language of messages where no flag says it: Japanese where the locale is.
fn usual_lang() -> Lang {
    let japanese = sys_locale::get_locale().is_some_and(|locale| locale.starts_with("ja"));
    if japanese { Lang::ja() } else { Lang::en() }
}

//! The doors by which other people's bytes come in, each a function of bytes: the fuzzers call them with what they
//! make up, the tests with the seeds. Whatever the bytes, none may panic, hang, or take much memory.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use teiten::answer::{self, Answer};
use teiten::config::{self, Edition, Site};
use teiten::fonts::Fonts;
use teiten::lang::Lang;
use teiten::manuscript::{self, Block};
use teiten::names::Names;
use teiten::observe;
use teiten::pipeline::{self, Order};
use teiten::question::{By, Filter, GridPlan, Plan, Question, Scope};
use teiten::report;
use tempfile::TempDir;

const SITE: &str = "teiten = 1\n[site]\nid = \"try\"\ntitle = \"観測レポート\"\npublisher = \"観測班\"\n[sources.packets]\nfiles = [\"data/packets.csv\"]\n";
const EDITION: &str =
    "teiten = 1\nquarter = \"2022q4\"\nstatus = \"draft\"\ndate = 2023-02-14\nversion = \"1.0\"\n";
const SENSORS: &str = "id,region,start,end,alias\ntokyo,JP,,,alpha\ndallas,US,,,beta\n";
const DOT: &[u8] = include_bytes!("dot.png");

/// Blocks for bindings to speak of.
const BLOCKS: &str = "```table\nid = \"ports\"\nrows = \"port\"\n```\n\n```chart\nid = \"regions\"\nrows = \"region\"\ntop = 2\n```\n\n```chart\nid = \"all\"\nrows = \"total\"\nlabel = \"全体\"\n```\n\n";

/// Where the files of an input to [`Doors::configuration`] go: a line `%% <name>` opens each but the first.
const FILES: [&str; 10] = [
    "teiten.toml",
    "2022q4/edition.toml",
    "data/sensors.csv",
    "data/outages.csv",
    "data/published.csv",
    "names/ports.csv",
    "names/regions.csv",
    "references.toml",
    "texts/about.md",
    "look/words/ja.toml",
];

/// So many answers are kept.
const KEPT: usize = 1000;

/// A small site on disk, and what the doors need of it.
pub struct Doors {
    folder: TempDir,
    site: Site,
    edition: Edition,
    fonts: Fonts,
    answers: Mutex<BTreeMap<Question, Option<Answer>>>,
}

impl Doors {
    /// Makes the site, in the folder for temporary files.
    pub fn open() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().join("site");
        let written = [
            ("teiten.toml", SITE),
            ("2022q4/edition.toml", EDITION),
            ("data/sensors.csv", SENSORS),
            ("texts/about.md", "{{ quarter.title }}の固定文。\n"),
        ];
        for (path, text) in written {
            put(&root.join(path), text.as_bytes());
        }
        put(&root.join("data/packets.csv"), observations().as_bytes());
        put(&root.join("2022q4/images/dot.png"), DOT);
        let read = config::read(&root.join("2022q4"));
        let (site, edition) = (read.site.expect("a site"), read.edition.expect("an edition"));
        Self { folder, site, edition, fonts: Fonts::shipped(), answers: Mutex::default() }
    }

    /// A manuscript, read and made into a report where its questions have answers.
    pub fn manuscript(&self, bytes: &[u8]) {
        put(&self.edition.root.join("report.md"), bytes);
        let manuscript = manuscript::read(&self.site, &self.edition, &Lang::ja()).manuscript;
        let asked = manuscript.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(&table.question),
            Block::Chart(chart) => Some(&chart.question),
            _ => None,
        });
        let answers = asked.map(|question| Some((question.clone(), self.answer(question)?)));
        if let Some(answers) = answers.collect::<Option<BTreeMap<_, _>>>() {
            compose(&self.site, &self.edition, &Lang::ja(), &manuscript, &answers, &self.fonts);
        }
    }

    /// What stands between the braces of a binding, in a sentence, a heading and a caption.
    pub fn binding(&self, bytes: &[u8]) {
        let binding = [b"{{".as_slice(), bytes, b"}}"].concat();
        let pieces = [
            BLOCKS.as_bytes(),
            b"# a ".as_slice(),
            &binding,
            b"\n\n",
            &binding,
            b"b\n\n```table\nid = \"again\"\nrows = \"port\"\ncaption = '",
            &binding,
            b"'\n```\n",
        ];
        self.manuscript(&pieces.concat());
    }

    /// A manuscript on its whole way to disk.
    pub fn edition(&self, bytes: &[u8]) {
        put(&self.edition.root.join("report.md"), bytes);
        let order = Order { edition: self.edition.root.clone(), out: Some(self.folder.path().join("out")) };
        pipeline::build(&order, &mut |_| ());
    }

    /// The files of a site, one after the other as [`FILES`] says, and a report of no data.
    pub fn configuration(&self, bytes: &[u8]) {
        let root = self.fresh("configured");
        put(&root.join("2022q4/edition.toml"), EDITION.as_bytes());
        put(&root.join("2022q4/report.md"), "# 概況\n\n{{ quarter.title }}\n".as_bytes());
        for (path, bytes) in files(bytes) {
            put(&root.join(path), bytes);
        }
        let read = config::read(&root.join("2022q4"));
        let (Some(site), Some(edition)) = (read.site, read.edition) else { return };
        for lang in &edition.langs {
            let manuscript = manuscript::read(&site, &edition, lang).manuscript;
            compose(&site, &edition, lang, &manuscript, &BTreeMap::new(), &self.fonts);
        }
    }

    /// A delivered CSV: looked at, then read by the configuration that was proposed for it.
    pub fn csv_head(&self, bytes: &[u8]) {
        let root = self.fresh("delivered");
        let file = root.join("data/packets.csv");
        put(&file, bytes);
        put(&root.join("2022q4/edition.toml"), EDITION.as_bytes());
        let proposal = observe::propose(&root, &[file], &Names::shipped(), &Lang::ja());
        let (head, _) = SITE.split_once("[sources").unwrap_or_default();
        for sources in [&SITE[head.len()..], &proposal.toml] {
            put(&root.join("teiten.toml"), format!("{head}{sources}").as_bytes());
            let read = config::read(&root.join("2022q4"));
            let (Some(site), Some(edition)) = (read.site, read.edition) else { continue };
            let ask =
                |source: &String| [By::Total, By::Port, By::Region].map(|by| plan(&edition, source, by));
            observe::observe(&site, &site.sources.keys().flat_map(ask).collect::<Vec<_>>());
        }
    }

    /// An empty folder of that name.
    fn fresh(&self, name: &str) -> PathBuf {
        let root = self.folder.path().join(name);
        let _ = fs::remove_dir_all(&root);
        root
    }

    /// The answer to a question, asked of the observations once.
    fn answer(&self, question: &Question) -> Option<Answer> {
        let mut kept = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() > KEPT {
            kept.clear();
        }
        kept.entry(question.clone()).or_insert_with(|| self.asked(question)).clone()
    }

    fn asked(&self, question: &Question) -> Option<Answer> {
        let Question { source, by, filter, measure } = question.clone();
        let plan =
            Plan { filters: vec![filter], measures: vec![measure], ..plan(&self.edition, &source, by) };
        let observed = observe::observe(&self.site, &[plan]).observed.remove(&source)?;
        let grid = observed.grids.first()?;
        Some(answer::answer(
            &self.site,
            self.edition.quarter,
            self.edition.quarter.span(),
            question,
            &observed,
            grid,
        ))
    }
}

fn compose(
    site: &Site,
    edition: &Edition,
    lang: &Lang,
    manuscript: &manuscript::Manuscript,
    answers: &BTreeMap<Question, Answer>,
    fonts: &Fonts,
) {
    report::compose(report::Job { site, edition, lang, manuscript, answers, fonts });
}

/// All packets of a source.
fn plan(edition: &Edition, source: &str, by: By) -> Plan {
    Plan {
        source: source.to_owned(),
        spans: vec![edition.quarter.span(), edition.quarter.previous().span()],
        daily: 1,
        filters: vec![Filter { scope: Scope::All, conditions: Vec::new() }],
        measures: vec!["packets".to_owned()],
        grids: vec![GridPlan { by, filter: 0, measure: 0 }],
    }
}

/// Every day of two quarters with packets of two ports and regions.
fn observations() -> String {
    let head = "date,sensor,protocol,dst_port,src_region,packets\n".to_owned();
    let day = |(at, day): (usize, teiten::quarter::Day)| {
        format!("{day},tokyo,TCP,23,CN,{}\n{day},dallas,UDP,53,US,{}\n", 100 + at * 7 % 50, 400 - at)
    };
    let quarters: [teiten::quarter::Quarter; 2] =
        ["2022q3", "2022q4"].map(|quarter| quarter.parse().expect("a quarter"));
    let days = quarters.into_iter().flat_map(|quarter| quarter.span().days().collect::<Vec<_>>());
    [head].into_iter().chain(days.enumerate().map(day)).collect()
}

/// The files that an input holds.
fn files(bytes: &[u8]) -> Vec<(&'static str, &[u8])> {
    let (mut files, mut name, mut from, mut at) = (Vec::new(), FILES[0], 0, 0);
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let opened = line.strip_prefix(b"%% ").map(<[u8]>::trim_ascii);
        if let Some(found) = FILES.into_iter().find(|file| opened == Some(file.as_bytes())) {
            files.push((name, &bytes[from..at]));
            (name, from) = (found, at + line.len());
        }
        at += line.len();
    }
    files.push((name, &bytes[from..]));
    files
}

fn put(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    // Unlinked, not cut: after a fault, threads of Polars may still look at the pages of the file that was there.
    let _ = fs::remove_file(path);
    fs::write(path, bytes).expect("a file");
}

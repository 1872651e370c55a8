//! A site in a folder of its own, written by chained verbs, built through the library or the program, and read back.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use assert_cmd::Command;
use scraper::{ElementRef, Html, Selector};
use teiten::finding::Finding;
use teiten::pipeline::{self, Order, Outcome};
use tempfile::TempDir;

/// The head of every observation file here.
pub const HEAD: &str = "date,sensor,protocol,dst_port,src_region,packets\n";

/// Two sensors at home, one abroad.
pub const SENSORS: &str = "id,region,start,end,alias\ntokyo,JP,,,alpha\nosaka,JP,,,beta\ndallas,US,,,gamma\n";

/// A chapter, and what follows.
pub const CHAPTER: &str = "# 概況\n\n";

pub struct Site {
    folder: Rc<TempDir>,
    settings: String,
    edition: String,
    quarter: String,
    observations: String,
}

impl Site {
    /// A published edition 2022q4 of the site `try`, with three sensors, no observation and an empty manuscript.
    /// Its source is declared to be a part, so that days without data are no finding.
    pub fn new() -> Self {
        let site = Self {
            folder: Rc::new(tempfile::tempdir().unwrap()),
            settings: "teiten = 1\n[site]\nid = \"try\"\ntitle = \"観測レポート\"\npublisher = \"観測班\"\n[sources.packets]\nfiles = [\"data/packets*.csv\"]\nwhole = false\n".to_owned(),
            edition: "teiten = 1\nquarter = \"2022q4\"\nstatus = \"published\"\ndate = 2023-02-14\nversion = \"1.0\"\n"
                .to_owned(),
            quarter: "2022q4".to_owned(),
            observations: HEAD.to_owned(),
        };
        site.file("data/sensors.csv", SENSORS).manuscript(CHAPTER)
    }

    /// In place of all of `teiten.toml`.
    pub fn settings(mut self, toml: &str) -> Self {
        toml.clone_into(&mut self.settings);
        self
    }

    /// At the end of `teiten.toml`.
    pub fn and_settings(mut self, toml: &str) -> Self {
        self.settings.push_str(toml);
        self
    }

    /// `old` by `new` in `teiten.toml`.
    pub fn change_settings(mut self, old: &str, new: &str) -> Self {
        assert!(self.settings.contains(old), "{old}");
        self.settings = self.settings.replace(old, new);
        self
    }

    /// At the end of `edition.toml`.
    pub fn and_edition(mut self, toml: &str) -> Self {
        self.edition.push_str(toml);
        self
    }

    /// `old` by `new` in `edition.toml`.
    pub fn change_edition(mut self, old: &str, new: &str) -> Self {
        assert!(self.edition.contains(old), "{old}");
        self.edition = self.edition.replace(old, new);
        self
    }

    /// Another quarter than 2022q4.
    pub fn quarter(mut self, quarter: &str) -> Self {
        self.edition = self.edition.replace(&self.quarter, quarter);
        let from = self.root().join(&self.quarter);
        fs::rename(from, self.root().join(quarter)).unwrap();
        quarter.clone_into(&mut self.quarter);
        self
    }

    /// Rows `date,sensor,protocol,dst_port,src_region,packets` below those so far.
    pub fn rows(mut self, rows: &str) -> Self {
        self.observations.push_str(rows);
        if !rows.ends_with('\n') {
            self.observations.push('\n');
        }
        self
    }

    /// The row `rest` (`tokyo,TCP,23,CN,10`) on every day from `first` to `last` (`2022-10-01`).
    pub fn daily(self, first: &str, last: &str, rest: &str) -> Self {
        let rows: String = days(first, last).iter().map(|day| format!("{day},{rest}\n")).collect();
        self.rows(&rows)
    }

    /// A whole observation file of the source in place of the rows.
    pub fn observations(mut self, csv: &str) -> Self {
        csv.clone_into(&mut self.observations);
        self
    }

    /// The manuscript `report.md`.
    pub fn manuscript(self, markdown: &str) -> Self {
        let path = format!("{}/report.md", self.quarter);
        self.file(&path, markdown)
    }

    /// A file below the site's folder.
    pub fn file(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    pub fn without(self, path: &str) -> Self {
        fs::remove_file(self.root().join(path)).unwrap();
        self
    }

    /// The site's folder.
    pub fn root(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    /// The edition's folder, everything written.
    pub fn edition(&self) -> PathBuf {
        let write = |path: &str, text: &str| {
            let path = self.root().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write("teiten.toml", &self.settings);
        write(&format!("{}/edition.toml", self.quarter), &self.edition);
        write("data/packets.csv", &self.observations);
        self.root().join(&self.quarter)
    }

    /// Builds through the library, whatever becomes of it.
    pub fn build(&self) -> Built {
        self.build_into(None)
    }

    /// Builds into a shelf of its own.
    pub fn build_into(&self, out: Option<&Path>) -> Built {
        let order = Order { edition: self.edition(), out: out.map(Path::to_owned) };
        Built { outcome: pipeline::build(&order, &mut |_| ()), site: Some(self.folder.clone()) }
    }

    /// Builds, and has nothing to find.
    pub fn made(&self) -> Built {
        let built = self.build();
        assert_eq!(built.told(), Vec::<String>::new());
        built.is_made();
        built
    }

    /// The program on this edition, English, without what the machine's environment says.
    pub fn program(&self) -> Command {
        let mut program = program();
        program.current_dir(self.folder.path()).arg("build").arg(self.edition());
        program
    }
}

/// The program with English messages.
pub fn program() -> Command {
    let mut program = Command::cargo_bin("teiten").unwrap();
    program.args(["--lang", "en"]);
    program
}

/// Days from `first` to `last`, both included.
pub fn days(first: &str, last: &str) -> Vec<String> {
    let (first, last): (chrono::NaiveDate, chrono::NaiveDate) =
        (first.parse().unwrap(), last.parse().unwrap());
    first.iter_days().take_while(|day| *day <= last).map(|day| day.to_string()).collect()
}

pub struct Built {
    pub outcome: Outcome,
    /// Keeps the site on disk while its edition is read.
    site: Option<Rc<TempDir>>,
}

impl From<Outcome> for Built {
    fn from(outcome: Outcome) -> Self {
        Self { outcome, site: None }
    }
}

impl Built {
    pub fn is_made(&self) {
        assert!(self.outcome.failure.is_none(), "{:?}", self.outcome.failure);
        assert!(self.outcome.made.is_some(), "{:?} in {:?}", self.told(), self.site);
    }

    /// Every finding as `file:line:column code`, in the order of places.
    pub fn told(&self) -> Vec<String> {
        let mut findings = self.outcome.findings.clone();
        findings.sort();
        findings.iter().map(told).collect()
    }

    /// The one finding of that code.
    pub fn finding(&self, code: &str) -> &Finding {
        let found: Vec<_> = self.outcome.findings.iter().filter(|finding| finding.code == code).collect();
        assert_eq!(found.len(), 1, "{code} in {:?}", self.told());
        found[0]
    }

    pub fn folder(&self) -> &Path {
        self.is_made();
        &self.outcome.made.as_ref().unwrap().folder
    }

    pub fn changed(&self) -> bool {
        self.is_made();
        self.outcome.made.as_ref().unwrap().changed
    }

    pub fn bytes(&self, path: &str) -> Vec<u8> {
        fs::read(self.folder().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub fn text(&self, path: &str) -> String {
        String::from_utf8(self.bytes(path)).unwrap()
    }

    /// A data file's lines, the byte order mark taken off.
    pub fn csv(&self, path: &str) -> Vec<String> {
        self.text(path).trim_start_matches('\u{feff}').lines().map(str::to_owned).collect()
    }

    pub fn page(&self) -> Page {
        Page(Html::parse_document(&self.text("index.html")))
    }

    pub fn svg(&self, id: &str) -> Svg {
        Svg(self.text(&format!("figures/{id}.svg")))
    }
}

pub fn told(finding: &Finding) -> String {
    let place = &finding.place;
    format!("{}:{}:{} {}", place.file, place.line, place.column, finding.code)
}

/// Every file below `folder` with its bytes, but for what a shelf keeps to itself.
pub fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    walk(folder, folder, &mut files);
    files
}

fn walk(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && path.file_name().is_some_and(|name| name != ".teiten") {
            walk(root, &path, files);
        } else if path.is_file() {
            let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            files.insert(name, fs::read(&path).unwrap());
        }
    }
}

/// The web page.
pub struct Page(pub Html);

/// The words of an element, without the numbers that paragraphs in it have.
fn words(element: ElementRef<'_>) -> String {
    let texts = element.descendants().filter_map(|node| {
        let around = node.parent().and_then(ElementRef::wrap).filter(|around| *around != element);
        let is_number = around.is_some_and(|around| around.value().classes().any(|name| name == "pilcrow"));
        node.value().as_text().filter(|_| !is_number).map(|text| text.to_string())
    });
    texts.collect::<String>().trim().to_owned()
}

impl Page {
    /// The words of every element that `selector` finds.
    pub fn all(&self, selector: &str) -> Vec<String> {
        self.0.select(&Selector::parse(selector).unwrap()).map(words).collect()
    }

    /// The words of the one element that `selector` finds.
    pub fn one(&self, selector: &str) -> String {
        let found = self.all(selector);
        assert_eq!(found.len(), 1, "{selector}: {found:?}");
        found[0].clone()
    }

    /// The cells of the table with that anchor, by row, the header left out, joined by ` | `.
    pub fn table(&self, anchor: &str) -> Vec<String> {
        let rows = Selector::parse(&format!("#{anchor} tbody tr")).unwrap();
        let cells = Selector::parse("th, td").unwrap();
        let row = |row: ElementRef<'_>| row.select(&cells).map(words).collect::<Vec<_>>().join(" | ");
        self.0.select(&rows).map(row).collect()
    }

    /// An attribute of the first element that `selector` finds.
    pub fn attribute(&self, selector: &str, name: &str) -> String {
        let found = self.0.select(&Selector::parse(selector).unwrap()).next();
        found.unwrap_or_else(|| panic!("{selector}")).attr(name).unwrap_or_default().to_owned()
    }

    /// An attribute of every element that `selector` finds.
    pub fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let selector = Selector::parse(selector).unwrap();
        let found = self.0.select(&selector);
        found.map(|element| element.attr(name).unwrap_or_default().to_owned()).collect()
    }
}

/// A drawing.
pub struct Svg(pub String);

impl Svg {
    /// The stretches of the line in style `style`: how many points each has.
    pub fn stretches(&self, style: u8) -> Vec<usize> {
        self.points(style).iter().map(Vec::len).collect()
    }

    /// The points of each stretch of the line in style `style`, as written.
    pub fn points(&self, style: u8) -> Vec<Vec<(f64, f64)>> {
        let document = roxmltree::Document::parse(&self.0).unwrap();
        let class = format!("series-{style}");
        let group = document.descendants().find(|node| {
            node.attribute("class").is_some_and(|classes| classes.split(' ').any(|name| name == class))
        });
        let group = group.unwrap_or_else(|| panic!("no {class} in {}", self.0));
        let lines = group.descendants().filter(|node| node.has_tag_name("polyline"));
        let pair = |pair: &str| {
            let (x, y) = pair.split_once(',').unwrap();
            (x.parse().unwrap(), y.parse().unwrap())
        };
        lines.map(|line| line.attribute("points").unwrap().split_whitespace().map(pair).collect()).collect()
    }

    /// The words on the drawing, in the order of the file.
    pub fn words(&self) -> Vec<String> {
        let document = roxmltree::Document::parse(&self.0).unwrap();
        let texts = document.descendants().filter(|node| node.has_tag_name("text"));
        texts
            .map(|node| {
                node.descendants().filter_map(|node| node.is_text().then(|| node.text()).flatten()).collect()
            })
            .collect()
    }
}

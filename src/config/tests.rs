//! Sites and editions read from a folder: every default, and every fault with its place and its exit code.

use std::fs;

use tempfile::TempDir;

use super::*;
use crate::finding::{Area, Level, refused};
use crate::key::Key;
use crate::lang::Lang;

/// A site in a folder of its own, with the files given as path and content.
struct Folder(TempDir);

const SITE: &str = "teiten = 1\n[site]\nid = \"s\"\ntitle = \"題\"\npublisher = \"発行\"\n[sources.x]\nfiles = [\"data/*.csv\"]\n";

const EDITION: &str =
    "teiten = 1\nquarter = \"2022q4\"\nstatus = \"draft\"\ndate = 2023-02-14\nversion = \"1.0\"\n";

impl Folder {
    fn of(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        for (path, content) in
            [("site/teiten.toml", SITE), ("site/2022q4/edition.toml", EDITION)].iter().chain(files)
        {
            let path = folder.0.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }
        folder
    }

    fn read(&self) -> Reading {
        read(&self.0.path().join("site/2022q4"))
    }

    /// Every finding as `file:line:column code area`.
    fn found(&self) -> Vec<String> {
        let shown = |finding: &Finding| {
            let Place { file, line, column } = &finding.place;
            let exit = if finding.area == Area::Site { 2 } else { 1 };
            format!("{file}:{line}:{column} {} {exit}", finding.code)
        };
        self.read().findings.iter().map(shown).collect()
    }
}

#[test]
fn the_least_site_is_complete() {
    let folder = Folder::of(&[]);
    let reading = folder.read();
    assert_eq!(reading.findings, []);
    let (site, edition) = (reading.site.unwrap(), reading.edition.unwrap());
    let root = folder.0.path().canonicalize().unwrap().join("site");
    assert_eq!((&site.root, &site.out, &site.drafts), (&root, &root.join("out/s"), &root.join("drafts/s")));
    assert_eq!((site.home.code(), site.lang.code(), site.attachments), ("JP", "ja", true));
    let source = &site.sources["x"];
    assert_eq!(source.columns.port.as_deref(), Some("dst_port"));
    assert_eq!(source.measures["packets"].label[&Lang::ja()], "パケット数");
    assert!(site.words.contains_key(&Lang::ja()) && site.words.contains_key(&Lang::en()));
    assert_eq!((edition.quarter.to_string(), edition.langs), ("2022q4".to_owned(), vec![Lang::ja()]));
    let paths =
        |inputs: &[Input]| inputs.iter().map(|input| (input.role, input.path.clone())).collect::<Vec<_>>();
    assert_eq!(paths(&site.inputs), [("site", "teiten.toml".to_owned())]);
    assert_eq!(paths(&edition.inputs), [("edition", "2022q4/edition.toml".to_owned())]);
    assert_eq!(site.inputs[0].digest, crate::digest::digest(SITE.as_bytes()));
}

#[test]
fn everything_a_site_names_is_read() {
    let folder = Folder::of(&[
        (
            "site/teiten.toml",
            "teiten = 1\n[site]\nid = \"s\"\ntitle = { ja = \"題\", en = \"Title\" }\npublisher = \"発行\"\nout = \"../o/s\"\n\
             closing = [\"about\"]\n[notice]\nmark = \"合成\"\nsentence = \"合成です。\"\n[files]\nsensors = \"s.csv\"\n\
             fonts = [\"a.ttf\"]\n[sources.x]\nfiles = \"/data/*.csv\"\nscope = \"home\"\nrest = [\"OTHER\"]\n\
             [sources.x.columns]\nport = \"port\"\nsensor = \"\"\nprotocol_is = \"UDP\"\n[sources.x.columns.texts]\nsignature = \"sig\"\n\
             [[commissions]]\nfrom = 2022-04-01\nto = 2023-03-31\nclient = \"省\"\nproject = \"事業\"\nsentence = \"{client}の{fiscal_year}{project}\"\n",
        ),
        ("site/s.csv", "\u{feff}id,region,alias\r\nt1,JP,\"東京, 1\"\r\n\r\nu1,米国,\r\n"),
        (
            "site/data/outages.csv",
            "sensor,from,to,reason\nt1,2022-10-05 13:00,2022-10-07 00:00,停電\n,2022-11-01,,\n",
        ),
        (
            "site/data/published.csv",
            "edition,revision,table,rank,key\n2022q3,1.0,top_ports,1,23/tcp\n2022q3,1.0,r,2,CN\n2022q3,1.0,r,3,t1\n",
        ),
        ("site/names/ports.csv", "port,name\n8080/TCP,\n"),
        ("site/names/regions.csv", "region,ja\nTR,テュルキエ\n"),
        (
            "site/references.toml",
            "[iana]\npublisher = \"IANA\"\ntitle = \"Ports\"\nurl = \"https://example.org/\"\nlang = \"en\"\n",
        ),
        ("site/texts/about-old.md", "+++\nid = \"about\"\nto = 2022-09-30\n+++\n旧。\n"),
        ("site/texts/about.en.md", "New.\n"),
        ("site/texts/about.md", "+++\nfrom = 2022-10-01\n+++\n新。\n"),
        ("site/look/report.css", "p {}\n"),
        ("site/a.ttf", "font"),
        (
            "site/2022q4/edition.toml",
            &format!(
                "{EDITION}langs = [\"ja\", \"en\"]\n[[history]]\nversion = \"0.9\"\ndate = 2023-02-01\nwhat = \"試作\"\n[[previous_rank]]\ntable = \"t\"\nkey = \"23/TCP\"\nuse = \"data\"\n"
            ),
        ),
    ]);
    let reading = folder.read();
    assert_eq!(reading.findings, []);
    let (site, edition) = (reading.site.unwrap(), reading.edition.unwrap());
    assert_eq!(site.out, folder.0.path().canonicalize().unwrap().join("o/s"));
    assert_eq!(site.title[&Lang::en()], "Title");
    let columns = &site.sources["x"].columns;
    assert_eq!((columns.sensor.as_deref(), columns.port.as_deref()), (None, Some("port")));
    assert_eq!((columns.protocol_is.to_string(), &*columns.texts["signature"]), ("UDP".to_owned(), "sig"));
    assert_eq!(site.sensors[0].alias.as_deref(), Some("東京, 1"));
    assert_eq!((site.sensors[1].region.code(), &site.sensors[1].alias), ("US", &None));
    let outages: Vec<_> =
        site.outages.iter().map(|o| (o.sensor.as_deref(), o.from.to_string(), o.to.to_string())).collect();
    assert_eq!(outages[0], (Some("t1"), "2022-10-05".to_owned(), "2022-10-06".to_owned()));
    assert_eq!(outages[1], (None, "2022-11-01".to_owned(), "2022-11-01".to_owned()));
    let keys: Vec<_> = site.published.iter().map(|rank| &rank.key).collect();
    assert!(matches!(keys[..], [Key::Port(_), Key::Region(_), Key::Text(_)]), "{keys:?}");
    assert_eq!(site.published[1].place, Place::at("data/published.csv", 3, 1));
    assert_eq!(site.names.service("8080/TCP".parse().unwrap()), None);
    assert_eq!(site.names.region(&"TR".parse().unwrap(), &Lang::ja()), "テュルキエ");
    assert_eq!(site.references["iana"].lang, Lang::en());
    let texts: Vec<_> =
        site.texts.iter().map(|text| (text.id.as_str(), text.lang.code(), text.markdown.as_str())).collect();
    assert_eq!(
        texts,
        [("about", "ja", "\n\n\n\n旧。\n"), ("about", "en", "New.\n"), ("about", "ja", "\n\n\n新。\n")]
    );
    assert_eq!((site.fonts, site.css.as_deref()), (vec![b"font".to_vec()], Some("p {}\n")));
    assert_eq!((edition.history.len(), edition.decided[0].from_data, edition.langs.len()), (1, true, 2));
    assert_eq!(site.inputs.len(), 12);
}

#[test]
fn every_fault_is_told_in_one_run() {
    let folder = Folder::of(&[
        (
            "site/teiten.toml",
            "teiten = 1\n[site]\nid = \"S 1\"\ntitel = \"題\"\npublisher = 5\nhome = \"Japan\"\n[files]\nreferences = \"refs.toml\"\n\
             [sources.x]\nfile = \"a.csv\"\nscope = \"hom\"\n[disclosure]\ncounts = \"some\"\nmin_packets = 0\n",
        ),
        (
            "site/data/sensors.csv",
            "id,regoin,region,start,end\nt1,,JP,2022-10-01,2022-09-01\nt2,,Nihon,昨日,\nt1,,JP,,\n,\"a\nb\",JP\n",
        ),
        ("site/data/outages.csv", "sensor,from,to\ntl,2022-10-05,2022-10-04\n"),
        ("site/data/published.csv", "edition,table,rank,key\n2022,Top,0,\n"),
        ("site/names/ports.csv", "port,name\n23,telnet\n"),
        ("site/texts/a-b.md", "+++\nform = 2022-01-01\n+++\n"),
        ("site/texts/c.md", "+++\nnever closed\n"),
        ("site/texts/d-1.md", "+++\nid = \"d\"\nto = 2022-10-01\n+++\n"),
        ("site/texts/d.md", "+++\nfrom = 2022-10-01\n+++\n"),
        ("site/look/words/ja.toml", "[numbers]\nscale = \"dozen\"\n"),
        (
            "site/2022q4/edition.toml",
            "teiten = 1\nquarter = \"2022q3\"\nstatus = \"done\"\ndate = 2022-09-30\nversion = \"v1\"\nlangs = [\"ja\", \"xx\"]\n",
        ),
    ]);
    assert_eq!(
        folder.found(),
        [
            "2022q4/edition.toml:2:11 folder-name 1",
            "2022q4/edition.toml:3:10 bad-value 1",
            "2022q4/edition.toml:4:8 early-date 1",
            "2022q4/edition.toml:5:11 bad-value 1",
            "data/outages.csv:2:1 unknown-sensor 1",
            "data/outages.csv:2:15 backwards 1",
            "data/published.csv:2:1 bad-value 1",
            "data/published.csv:2:6 bad-value 1",
            "data/published.csv:2:10 bad-value 1",
            "data/published.csv:2:12 empty-cell 1",
            "data/sensors.csv:1:4 unknown-column 1",
            "data/sensors.csv:2:19 backwards 1",
            "data/sensors.csv:3:5 bad-value 1",
            "data/sensors.csv:3:11 bad-value 1",
            "data/sensors.csv:4:1 double-row 1",
            "data/sensors.csv:5:1 empty-cell 1",
            "data/sensors.csv:5:1 wrong-length 1",
            "look/words/ja.toml:2:9 bad-words 2",
            "names/ports.csv:2:1 bad-value 2",
            "teiten.toml:3:6 bad-value 2",
            "teiten.toml:4:1 unknown-key 2",
            "teiten.toml:5:13 wrong-type 2",
            "teiten.toml:6:8 bad-value 2",
            "teiten.toml:8:14 missing-file 2",
            "teiten.toml:10:1 unknown-key 2",
            "teiten.toml:11:9 bad-value 2",
            "teiten.toml:13:10 bad-value 2",
            "teiten.toml:14:15 bad-value 2",
            "texts/a-b.md:0:0 bad-id 1",
            "texts/a-b.md:2:1 unknown-key 1",
            "texts/c.md:1:1 unclosed-front-matter 1",
            "texts/d.md:0:0 overlapping-texts 1",
        ]
    );
    let reading = folder.read();
    assert!(reading.site.is_none() && reading.edition.is_none());
    for finding in &reading.findings {
        let texts = [&finding.what.ja, &finding.what.en, &finding.mend.ja, &finding.mend.en];
        assert!(texts.iter().all(|text| !text.is_empty()), "{finding:?}");
    }
}

#[test]
fn a_faulty_side_table_leaves_the_site_readable() {
    let folder = Folder::of(&[("site/data/sensors.csv", "id,region\nt1,Nihon\nt2,JP\n")]);
    let reading = folder.read();
    assert!(refused(&reading.findings));
    // A sensor whose region cannot be read stays, so that its rows are no second fault.
    assert_eq!(reading.site.unwrap().sensors.len(), 2);
    assert!(reading.edition.is_some());
}

#[test]
fn nothing_is_read_outside_the_site() {
    let folder = Folder::of(&[
        ("secret.csv", "id,region\n"),
        (
            "site/teiten.toml",
            &format!(
                "{SITE}[files]\nsensors = \"../secret.csv\"\noutages = \"/etc/hostname\"\nfonts = [\"data/../../secret.csv\"]\n"
            ),
        ),
    ]);
    assert_eq!(
        folder.found(),
        [
            "teiten.toml:9:11 outside-site 2",
            "teiten.toml:10:11 outside-site 2",
            "teiten.toml:11:10 outside-site 2",
        ]
    );
}

#[cfg(unix)]
#[test]
fn links_out_of_the_site_are_refused_and_links_within_are_not() {
    let folder = Folder::of(&[("secret.csv", "id,region\n"), ("site/kept.toml", "")]);
    let site = folder.0.path().join("site");
    fs::create_dir(site.join("data")).unwrap();
    std::os::unix::fs::symlink("../../secret.csv", site.join("data/sensors.csv")).unwrap();
    std::os::unix::fs::symlink("kept.toml", site.join("references.toml")).unwrap();
    std::os::unix::fs::symlink("..", site.join("texts")).unwrap();
    assert_eq!(folder.found(), ["data/sensors.csv:0:0 outside-site 2", "texts:0:0 outside-site 2"]);
}

#[cfg(unix)]
#[test]
fn names_in_a_folder_outside_the_site_are_not_offered() {
    let named = format!("{SITE}[files]\nsensors = \"linked/sensors.csv\"\n");
    let folder = Folder::of(&[("site/teiten.toml", &named), ("elsewhere/sensor.csv", "")]);
    let site = folder.0.path().join("site");
    std::os::unix::fs::symlink("../elsewhere", site.join("linked")).unwrap();
    let told = |folder: &Folder| folder.read().findings[0].mend.en.clone();
    assert_eq!(told(&folder), "Put the file there or correct its name.");
    fs::remove_file(site.join("linked")).unwrap();
    fs::create_dir(site.join("within")).unwrap();
    fs::write(site.join("within/sensor.csv"), "").unwrap();
    std::os::unix::fs::symlink("within", site.join("linked")).unwrap();
    assert_eq!(told(&folder), "Did you mean `linked/sensor.csv`?");
}

#[test]
fn words_of_a_site_are_laid_over_those_that_are_shipped() {
    let folder = Folder::of(&[("site/look/words/ja.toml", "[labels]\ntable = \"一覧\"\n")]);
    let reading = folder.read();
    assert_eq!(reading.findings, []);
    let (own, shipped) = (reading.site.unwrap(), Folder::of(&[]).read().site.unwrap());
    let labels = |site: &Site, lang: &str| site.words[&Lang::new(lang).unwrap()].labels.clone();
    assert_eq!(labels(&own, "ja").table, "一覧");
    assert_eq!(labels(&own, "ja").figure, labels(&shipped, "ja").figure);
    assert_eq!(labels(&own, "en").table, labels(&shipped, "en").table);

    let folder = Folder::of(&[("site/look/words/de.toml", "[labels]\ntable = \"Tabelle\"\n")]);
    assert_eq!(folder.found(), ["look/words/de.toml:1:1 bad-words 2"]);
    assert_eq!(folder.read().findings[0].what.ja, "項目「figure」がありません。");
    let folder = Folder::of(&[("site/look/words/ja.toml", "[labels]\ntabel = \"一覧\"\n")]);
    assert_eq!(folder.found(), ["look/words/ja.toml:2:1 bad-words 2"]);
    assert_eq!(folder.read().findings[0].what.ja, "「tabel」という項目はありません。");
}

#[test]
fn syntax_errors_are_told_together_and_nothing_follows_from_them() {
    let folder = Folder::of(&[
        ("site/teiten.toml", "teiten = 1\n[site]\nid = \ntitle = \"題\n"),
        ("site/2022q4/edition.toml", "teiten = 1\nquarter == \"2022q4\"\n"),
    ]);
    assert_eq!(
        folder.found(),
        [
            "2022q4/edition.toml:2:10 toml-syntax 1",
            "teiten.toml:3:6 toml-syntax 2",
            "teiten.toml:4:11 toml-syntax 2"
        ]
    );
}

#[test]
fn a_newer_format_is_refused_with_a_word() {
    let folder = Folder::of(&[
        ("site/teiten.toml", "teiten = 2\n[elsewhere]\n"),
        ("site/2022q4/edition.toml", "teiten = 9\nnew = 1\n"),
    ]);
    assert_eq!(
        folder.found(),
        ["2022q4/edition.toml:1:10 newer-format 1", "teiten.toml:1:10 newer-format 2"]
    );
    assert!(folder.read().findings[0].what.en.contains("newer teiten (format 9)"));
    let folder = Folder::of(&[("site/2022q4/edition.toml", EDITION.trim_start_matches("teiten = 1"))]);
    assert_eq!(folder.found(), ["2022q4/edition.toml:1:1 missing-key 1"]);
}

#[test]
fn paths_that_are_no_edition_are_told() {
    let folder = Folder::of(&[("other/x", "")]);
    let code = |path: &str| read(&folder.0.path().join(path)).findings.remove(0);
    assert_eq!(code("site").code, "no-edition");
    assert_eq!(code("site/2021q1").code, "no-edition");
    assert_eq!(code("other").code, "no-site");
    fs::create_dir(folder.0.path().join("site/2023q1")).unwrap();
    let finding = code("site/2023q1");
    assert_eq!(
        (finding.code.as_str(), finding.area, finding.level),
        ("missing-file", Area::Edition, Level::Error)
    );
}

#[test]
fn a_source_says_how_it_is_delivered() {
    let said = |keys: &str| format!("{SITE}{keys}");
    let keys = "shape = \"wide\"\nskip = 2\nencoding = \"cp932\"\nsheet = \"表\"\nsensor_from_file = \"p-{sensor}-*.csv\"\n\
         leave_out = [\"合計\"]\ncomplete = false\nwhole = false\nlater = \"replaces\"\n";
    let reading = Folder::of(&[("site/teiten.toml", &said(keys))]).read();
    assert_eq!(reading.findings, []);
    let source = &reading.site.unwrap().sources["x"];
    let name = FileName { before: "p-".to_owned(), after: "-*.csv".to_owned() };
    let shape = Shape {
        layout: Layout::Wide,
        skip: 2,
        encoding: Encoding::Cp932,
        sheet: Some("表".to_owned()),
        sensor_from_file: Some(name),
    };
    assert_eq!(source.shape, shape);
    assert_eq!((source.complete, source.whole, source.overlap), (false, false, Overlap::LaterReplaces));
    assert_eq!(source.leave_out, ["合計"]);
    let distinct = said("[sources.x.measures.hosts]\nkind = \"distinct\"\nper = [\"date\", \"region\"]\n");
    let reading = Folder::of(&[("site/teiten.toml", &distinct)]).read();
    let kind = &reading.site.unwrap().sources["x"].measures["hosts"].kind;
    assert_eq!(*kind, MeasureKind::Distinct(["date", "region"].map(str::to_owned).into()));
    for (keys, code) in [
        ("shape = \"tall\"\n", "bad-value"),
        ("skip = -1\n", "bad-value"),
        ("sensor_from_file = \"packets.csv\"\n", "bad-value"),
        ("sensor_from_file = \"{sensor}{sensor}.csv\"\n", "bad-value"),
        ("later = \"replaces\"\nparts = \"add\"\n", "contrary-keys"),
        ("shape = \"wide\"\n[sources.x.measures.bytes]\n", "wide-measures"),
        ("[sources.x.measures.hosts]\nkind = \"distinct\"\n", "missing-key"),
        ("[sources.x.measures.hosts]\nper = [\"date\"]\n", "contrary-keys"),
        ("[sources.x.measures.hosts]\nkind = \"distinct\"\nper = [\"day\"]\n", "bad-value"),
        ("[sources.x.measures.packets]\nkind = \"distinct\"\nper = [\"date\"]\n", "bad-value"),
    ] {
        let found = Folder::of(&[("site/teiten.toml", &said(keys))]).found();
        assert!(found.len() == 1 && found[0].contains(&format!(" {code} 2")), "{keys}: {found:?}");
    }
}

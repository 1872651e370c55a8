//! What nobody would write by mistake alone: no depth, length, character, sum, picture, look or link brings the
//! program down or leads it out of the site; each is a finding at its place.

use std::fs;
use std::path::Path;

use crate::site::{CHAPTER, HEAD, Site};

const TABLE: &str = "```table\nid = \"top_ports\"\nrows = \"port\"\n```\n\n";

/// What is told of a chapter with this text below a table.
fn told(text: &str) -> Vec<String> {
    let site = Site::new().daily("2022-10-01", "2022-12-31", "tokyo,TCP,23,CN,10");
    site.manuscript(&format!("{CHAPTER}{TABLE}{text}\n")).build().told()
}

#[test]
fn no_depth_or_length_brings_it_down() {
    let nested: String = (0..300).map(|depth| format!("{}- あ\n", "  ".repeat(depth))).collect();
    assert_eq!(told(&nested), ["2022q4/report.md:20:25 nested-deep"]);
    let starred = format!("{}c{}", "**a *b ".repeat(30), "* d**".repeat(30));
    for (text, code) in [
        (format!("{}x", ">".repeat(100_000)), "nested-deep"),
        (starred, "nested-deep"),
        ("[".repeat(40_000), "text-long"),
        (format!("## {}", "あ".repeat(40_000)), "text-long"),
        (format!("[語](https://example.com/{})", "a".repeat(9_000)), "link-refused"),
    ] {
        let told = told(&text);
        assert!(told.iter().any(|told| told.ends_with(code)), "{code}: {told:?}");
    }
    let title = Site::new().change_settings("観測レポート", &"題".repeat(40_000)).build();
    assert_eq!(title.told(), ["teiten.toml:4:9 bad-value"]);
}

#[test]
fn characters_that_no_page_can_hold_are_told_where_they_stand() {
    assert_eq!(told("あ\u{7}い"), ["2022q4/report.md:8:2 control-character"]);
    let title = Site::new().change_settings("観測レポート", "観測\\u0000").build();
    assert_eq!(title.told(), ["teiten.toml:0:0 control-character"]);
}

#[test]
fn sums_over_keys_and_days_stay_within_64_bits() {
    let rows =
        "2022-10-01,tokyo,TCP,23,CN,9223372036854775807\n2022-10-02,tokyo,TCP,22,CN,9223372036854775807\n";
    let site = Site::new().observations(&format!("{HEAD}{rows}")).manuscript(&format!("{CHAPTER}{TABLE}"));
    assert_eq!(site.build().told(), ["teiten.toml:6:10 sum-overflow"]);
}

#[test]
fn citations_and_values_that_say_nothing_are_told() {
    assert_eq!(
        told("[^日本]と[^a b]と[^who]"),
        ["2022q4/report.md:8:1 citation-undefined", "2022q4/report.md:8:14 citation-undefined"]
    );
    assert_eq!(
        told("{{ quarter }}と{{ top_ports[1] }}と{{ top_ports[\"23/TCP\"] }}"),
        ["2022q4/report.md:8:1 binding", "2022q4/report.md:8:15 binding", "2022q4/report.md:8:34 binding"]
    );
    assert_eq!(told("## 節 {#con}"), ["2022q4/report.md:8:8 id-form"]);
    // Columns are counted in what was written: an entity counts as one character.
    assert_eq!(told("{{  top_ports[\"23/TCP\"].rank  }}【要確認】"), ["2022q4/report.md:8:33 to-confirm"]);
}

#[test]
fn a_quarter_without_data_is_told_with_what_there_is() {
    let site = Site::new().rows("2020-10-01,tokyo,TCP,23,CN,10").manuscript(&format!("{CHAPTER}{TABLE}"));
    let built = site.build();
    let finding = built.finding("quarter-empty");
    assert!(finding.what.ja.contains("2020-10-01から2020-10-01まで"), "{}", finding.what.ja);
}

#[cfg(unix)]
#[test]
fn a_manuscript_outside_the_site_is_not_read() {
    let elsewhere = tempfile::NamedTempFile::new().unwrap();
    fs::write(elsewhere.path(), "# 秘密\n").unwrap();
    let site = Site::new().without("2022q4/report.md");
    std::os::unix::fs::symlink(elsewhere.path(), site.root().join("2022q4/report.md")).unwrap();
    assert_eq!(site.build().told(), ["2022q4/report.md:0:0 outside-site"]);
}

/// A look that shows what `code` evaluates to.
fn look(code: &str) -> Vec<String> {
    let site = Site::new().file("look/report.typ", format!("#let look(report) = {{\n  {code}\n}}\n"));
    let built = site.build();
    assert!(built.outcome.made.is_none(), "{code}");
    built.told()
}

#[test]
fn a_look_reads_no_file_but_those_it_is_given() {
    let elsewhere = tempfile::NamedTempFile::new().unwrap();
    fs::write(elsewhere.path(), "秘密").unwrap();
    let path = elsewhere.path().display().to_string();
    for code in [
        format!("raw(read(\"{path}\"))"),
        format!("raw(read(\"../..{path}\"))"),
        format!("image(\"{path}\")"),
        format!("[#include \"{path}\"]"),
        format!("import \"{path}\": *"),
        format!("plugin(\"{path}\")"),
        "raw(read(\"/teiten.toml\"))".to_owned(),
        "raw(read(\"/data/packets.csv\"))".to_owned(),
        "import \"@preview/cetz:0.3.0\": *".to_owned(),
    ] {
        let told = look(&code);
        assert!(told.iter().all(|told| told.ends_with(" look-failed")), "{code}: {told:?}");
        assert!(!told.is_empty(), "{code}");
    }
}

#[test]
fn a_drawing_in_a_look_brings_no_file_along() {
    let picture = tempfile::Builder::new().suffix(".png").tempfile().unwrap();
    fs::write(picture.path(), png(4, 4)).unwrap();
    let href = picture.path().display().to_string();
    for href in [href.clone(), format!("file://{href}"), "../teiten.toml".to_owned()] {
        let svg = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><image href='{href}' width='9' height='9'/></svg>"
        );
        let code = format!("[= 題]\n  image(bytes(\"{svg}\"), format: \"svg\", alt: \"図\")");
        let site = Site::new().file(
            "look/report.typ",
            format!("#let look(report) = {{\n  set document(title: [題])\n  {code}\n}}\n"),
        );
        let built = site.build();
        match &built.outcome.made {
            None => {
                assert!(built.told().iter().all(|told| told.ends_with(" look-failed")), "{:?}", built.told())
            }
            Some(_) => {
                let pdf = lopdf::Document::load_mem(&built.bytes("report.pdf")).unwrap();
                let is_picture = |object: &lopdf::Object| {
                    object.as_stream().is_ok_and(|stream| {
                        stream
                            .dict
                            .get(b"Subtype")
                            .is_ok_and(|kind| kind.as_name().is_ok_and(|name| name == b"Image"))
                    })
                };
                assert!(!pdf.objects.values().any(is_picture), "{href}");
            }
        }
    }
}

/// A PNG of one colour.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(width, height).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

#[test]
fn pictures_are_refused_by_what_they_would_take() {
    let mut tall = png(1, 1);
    // The header's width and height, whatever its checksum says then.
    tall[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
    let jpeg = [
        &b"\xff\xd8\xff\xc0\0\x11\x08\xea\x60\xea\x60\x03\x01\x22\0\x02\x11\x01\x03\x11\x01\xff\xda"[..],
        &[0; 64],
    ]
    .concat();
    let block = "```image\nid = \"shot\"\nfile = \"a.png\"\nalt = \"画面\"\ncaption = \"画面\"\n```\n";
    for bytes in [tall, jpeg, png(8_001, 1), vec![0; (32 << 20) + 1]] {
        let began = std::time::Instant::now();
        let site = Site::new().file("2022q4/a.png", bytes).manuscript(&format!("{CHAPTER}{block}"));
        assert_eq!(site.build().told(), ["2022q4/report.md:5:8 image-file"]);
        assert!(began.elapsed().as_secs() < 20, "{:?}", began.elapsed());
    }
}

#[cfg(unix)]
#[test]
fn names_in_a_folder_outside_the_site_are_not_offered() {
    let elsewhere = tempfile::tempdir().unwrap();
    let image =
        "```image\nid = \"shot\"\nfile = \"linked/login.png\"\nalt = \"画面\"\ncaption = \"画面\"\n```\n";
    let site = Site::new().manuscript(&format!("{CHAPTER}{image}")).file("within/logon.png", "");
    fs::write(elsewhere.path().join("logon.png"), "").unwrap();
    let link = site.root().join("2022q4/linked");
    for (folder, offered) in [(elsewhere.path(), false), (Path::new("../within"), true)] {
        std::os::unix::fs::symlink(folder, &link).unwrap();
        let mend = site.build().finding("image-file").mend.en.clone();
        assert_eq!(mend.contains("“linked/logon.png”"), offered, "{mend}");
        fs::remove_file(&link).unwrap();
    }
}

#[cfg(unix)]
#[test]
fn no_name_in_a_site_leads_out_of_it() {
    let elsewhere = tempfile::tempdir().unwrap();
    let secret = elsewhere.path().join("secret");
    fs::write(&secret, "秘密の文。\n").unwrap();
    let path = secret.display().to_string();
    let image = |file: &str| {
        let block =
            format!("```image\nid = \"shot\"\nfile = '{file}'\nalt = \"画面\"\ncaption = \"画面\"\n```\n");
        Site::new().manuscript(&format!("{CHAPTER}{block}")).build().told()
    };
    for file in [path.as_str(), "../../../secret", "images/../../../secret", "/etc/passwd"] {
        assert_eq!(image(file), ["2022q4/report.md:5:8 image-file"], "{file}");
    }
    for key in ["sensors", "outages", "published", "ports", "regions", "references", "texts", "look"] {
        for file in [path.as_str(), "../secret", "data/../../secret"] {
            let site = Site::new().and_settings(&format!("[files]\n{key} = '{file}'\n"));
            let told = site.build().told();
            assert!(told.iter().any(|told| told.ends_with(" outside-site")), "{key} {file}: {told:?}");
        }
    }
    for file in
        ["texts/about.md", "look/report.typ", "look/report.css", "look/words/ja.toml", "references.toml"]
    {
        let site = Site::new();
        let link = site.root().join(file);
        fs::create_dir_all(link.parent().unwrap()).unwrap();
        std::os::unix::fs::symlink(&secret, link).unwrap();
        let told = site.build().told();
        assert!(told.iter().any(|told| told.ends_with(" outside-site")), "{file}: {told:?}");
    }
}

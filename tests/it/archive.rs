//! Finished PDFs before a judge that is not ours: both samples, their drafts and their variants without attachments are
//! archivable and accessible; the same judge finds each of eight faults seeded into one of them.

use std::fs;
use std::path::{Path, PathBuf};

use lopdf::{Dictionary, Document, Object, dictionary};
use page_validation::ValidationProfile::{self, PdfA2a, PdfA3a, PdfUa1};
use page_validation::{ValidationOptions, validate_pdf_bytes};
use teiten::pipeline::{self, Order};

const SAMPLES: [&str; 2] = ["honeypot-2013/2013q2", "synthetic-2022/2022q4"];

/// A line of the sample's settings and what stands in its place.
struct Variant {
    file: &'static str,
    old: &'static str,
    new: &'static str,
}

const AS_IS: Variant = Variant { file: "teiten.toml", old: "", new: "" };
const DRAFT: Variant =
    Variant { file: "edition.toml", old: "status = \"published\"", new: "status = \"draft\"" };
const BARE: Variant = Variant { file: "teiten.toml", old: "attachments = true", new: "attachments = false" };

/// The PDF of a copy of the sample, changed as `variant` says.
fn sheet(sample: &str, variant: &Variant) -> Vec<u8> {
    let scratch = tempfile::tempdir().unwrap();
    let original = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(sample);
    let edition = scratch.path().join(sample);
    copy(original.parent().unwrap(), edition.parent().unwrap());
    let folder = if variant.file == "teiten.toml" { edition.parent().unwrap() } else { &edition };
    replace(&folder.join(variant.file), variant.old, variant.new);
    let shelf = scratch.path().join("out");
    let outcome = pipeline::build(&Order { edition, out: Some(shelf) }, &mut |_| ());
    assert!(outcome.failure.is_none(), "{:?}", outcome.failure);
    let made = outcome.made.unwrap_or_else(|| panic!("{sample}: {:?}", outcome.findings));
    fs::read(made.folder.join("report.pdf")).unwrap()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path: PathBuf = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() { copy(&path, &target) } else { fs::copy(&path, &target).map(drop).unwrap() }
    }
}

fn replace(path: &Path, old: &str, new: &str) {
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains(old), "{} has no {old}", path.display());
    fs::write(path, text.replacen(old, new, 1)).unwrap();
}

/// The rules of `profile` that the PDF breaks.
fn broken(pdf: &[u8], profile: ValidationProfile) -> Vec<String> {
    let report = validate_pdf_bytes(pdf, &ValidationOptions::default().profile(profile)).unwrap();
    assert!(report.rules.total > 90, "{profile:?} looked at {} rules only", report.rules.total);
    assert_eq!(report.is_compliant, report.failures.is_empty());
    report.failures.iter().map(ToString::to_string).collect()
}

#[test]
fn samples_drafts_and_bare_variants_are_archivable_and_accessible() {
    for sample in SAMPLES {
        for (variant, archive) in [(AS_IS, PdfA3a), (DRAFT, PdfA3a), (BARE, PdfA2a)] {
            let pdf = sheet(sample, &variant);
            for profile in [archive, PdfUa1] {
                assert_eq!(
                    broken(&pdf, profile),
                    Vec::<String>::new(),
                    "{sample} {} {profile:?}",
                    variant.new
                );
            }
        }
    }
}

/// Takes `key` from every dictionary that `of` picks; returns from how many.
fn strip(document: &mut Document, key: &[u8], of: impl Fn(&Dictionary) -> bool) -> usize {
    let dictionaries = document.objects.values_mut().filter_map(|object| match object {
        Object::Dictionary(dictionary) => Some(dictionary),
        Object::Stream(stream) => Some(&mut stream.dict),
        _ => None,
    });
    dictionaries.filter(|dictionary| of(dictionary)).filter_map(|dictionary| dictionary.remove(key)).count()
}

fn from_catalog(document: &mut Document, key: &[u8]) -> usize {
    usize::from(document.catalog_mut().unwrap().remove(key).is_some())
}

fn is(key: &'static [u8], name: &'static [u8]) -> impl Fn(&Dictionary) -> bool {
    move |dictionary| dictionary.get(key).and_then(Object::as_name).is_ok_and(|held| held == name)
}

fn script(document: &mut Document) -> usize {
    let action = dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("app.alert(1)") };
    document.catalog_mut().unwrap().set("OpenAction", action);
    1
}

/// A fault: its name, the judge that must find it, the clause it breaks, and how it is seeded; returns how often.
type Fault = (&'static str, ValidationProfile, &'static str, fn(&mut Document) -> usize);

const FAULTS: [Fault; 8] = [
    ("no language", PdfUa1, "7.2:", |it| from_catalog(it, b"Lang")),
    ("figures without a text alternative", PdfUa1, "7.3:", |it| strip(it, b"Alt", is(b"S", b"Figure"))),
    ("no structure", PdfUa1, "7.1:", |it| from_catalog(it, b"StructTreeRoot")),
    ("a title that no window shows", PdfUa1, "7.1:", |it| from_catalog(it, b"ViewerPreferences")),
    ("fonts outside of the file", PdfA3a, "6.2.11.4.1:", |it| {
        [&b"FontFile2"[..], b"FontFile3"].iter().map(|key| strip(it, key, |_| true)).sum()
    }),
    ("a script", PdfA3a, "6.5.1:", script),
    ("glyphs of no known character", PdfA3a, "6.2.11.7.2:", |it| strip(it, b"ToUnicode", |_| true)),
    ("attachments of no said purpose", PdfA3a, "6.8:", |it| {
        strip(it, b"AFRelationship", |dictionary| dictionary.has(b"EF"))
    }),
];

#[test]
fn each_of_eight_seeded_faults_is_found() {
    let pdf = sheet(SAMPLES[0], &AS_IS);
    let saved = |document: &mut Document| {
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        bytes
    };
    let untouched = saved(&mut Document::load_mem(&pdf).unwrap());
    for profile in [PdfA3a, PdfUa1] {
        assert_eq!(broken(&untouched, profile), Vec::<String>::new(), "written again, nothing changed");
    }
    for (name, profile, clause, seed) in FAULTS {
        let mut document = Document::load_mem(&pdf).unwrap();
        assert!(seed(&mut document) > 0, "{name}: nothing to take away");
        let found = broken(&saved(&mut document), profile);
        assert!(found.iter().any(|rule| rule.contains(&format!(":{clause}"))), "{name}: {found:#?}");
    }
}

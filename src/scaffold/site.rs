//! The files of a new site: its settings, the head of the sensors' table, texts to begin with, what version control
//! leaves out, what editors read.

use super::schema;
use crate::config::is_site_id;
use crate::finding::{Finding, Place, Said};
use crate::key::Region;
use crate::lang::Lang;
use crate::said;
use crate::words::fill;

/// What somebody says of a new site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wishes {
    /// Its identity: `tokyo`.
    pub id: String,
    /// The report's title.
    pub title: String,
    /// Who publishes.
    pub publisher: String,
    /// The region whose sensors are at home: `JP`.
    pub home: String,
    /// The language of its texts: Japanese or English.
    pub lang: Lang,
    /// `[sources]` as TOML; empty for one to begin with.
    pub sources: String,
}

/// The files of a language, as `templates/scaffold` has them.
struct Files {
    settings: &'static str,
    sources: &'static str,
    texts: [(&'static str, &'static str); 3],
}

const JA: Files = Files {
    settings: include_str!("../../templates/scaffold/ja/teiten.toml"),
    sources: include_str!("../../templates/scaffold/ja/sources.toml"),
    texts: [
        ("about", include_str!("../../templates/scaffold/ja/about.md")),
        ("contact", include_str!("../../templates/scaffold/ja/contact.md")),
        ("imprint", include_str!("../../templates/scaffold/ja/imprint.md")),
    ],
};

const EN: Files = Files {
    settings: include_str!("../../templates/scaffold/en/teiten.toml"),
    sources: include_str!("../../templates/scaffold/en/sources.toml"),
    texts: [
        ("about", include_str!("../../templates/scaffold/en/about.md")),
        ("contact", include_str!("../../templates/scaffold/en/contact.md")),
        ("imprint", include_str!("../../templates/scaffold/en/imprint.md")),
    ],
};

/// Built editions are made anew, not kept.
const IGNORED: &str = "/out/\n/drafts/\n";

/// The head of the sensors' table; a row a sensor.
const SENSORS: &str = "id,region,start,end,alias\n";

/// The files of the site: paths and bytes, the settings last.
///
/// # Errors
/// What of the wishes a site cannot be called or say, by flag.
pub fn site(wishes: &Wishes) -> Result<Vec<(String, Vec<u8>)>, Vec<Finding>> {
    let refused = refusals(wishes);
    if !refused.is_empty() {
        return Err(refused);
    }
    let Files { settings, sources, texts } = if wishes.lang.code() == "ja" { JA } else { EN };
    let sources = if wishes.sources.is_empty() { sources } else { &wishes.sources };
    let [id, title, publisher] = [&wishes.id, &wishes.title, &wishes.publisher].map(|text| quoted(text));
    let home = quoted(&wishes.home.to_ascii_uppercase());
    let settings = fill(
        settings,
        &[("id", &id), ("title", &title), ("publisher", &publisher), ("home", &home), ("sources", sources)],
    );
    let publisher = escaped(&wishes.publisher);
    let texts =
        texts.map(|(name, text)| (format!("texts/{name}.md"), fill(text, &[("publisher", &publisher)])));
    let first =
        [(".gitignore".to_owned(), IGNORED.to_owned()), ("data/sensors.csv".to_owned(), SENSORS.to_owned())];
    let own = first.into_iter().chain(texts).map(|(path, text)| (path, text.into_bytes()));
    let editors = schema::schemas().into_iter().chain([schema::associations()]);
    Ok(own.chain(editors).chain([("teiten.toml".to_owned(), settings.into_bytes())]).collect())
}

fn refusals(wishes: &Wishes) -> Vec<Finding> {
    let Wishes { id, title, publisher, home, .. } = wishes;
    let line = |text: &str| !text.trim().is_empty() && !text.chars().any(char::is_control);
    let expected = [
        (
            "--id",
            id,
            is_site_id(id),
            said!("英小文字・数字・「-」で60字まで", "up to 60 lower-case letters, digits and `-`"),
        ),
        ("--title", title, line(title), said!("1行の文字列", "a line of text")),
        ("--publisher", publisher, line(publisher), said!("1行の文字列", "a line of text")),
        (
            "--home",
            home,
            home.to_ascii_uppercase().parse::<Region>().is_ok(),
            said!("JP のような2文字の国・地域コード", "a region code of two letters such as JP"),
        ),
    ];
    let wrong = expected.into_iter().filter(|(_, _, good, _)| !good);
    wrong.map(|(flag, written, _, expected)| refusal(flag, written, &expected)).collect()
}

fn refusal(flag: &str, written: &str, Said { ja, en }: &Said) -> Finding {
    Finding::error(
        "bad-wish",
        Place::file(flag),
        said!("「{written}」は {flag} に使えません。", "`{written}` cannot be {flag}."),
        said!("{ja}にしてください。", "Give {en}."),
    )
    .of_site()
}

/// A TOML string; JSON's escapes are TOML's, but for DEL, which [`refusals`] refuse.
pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// `text` in Markdown as it stands.
fn escaped(text: &str) -> String {
    let marks = |c: char| if "\\`*_{}[]<>#|&".contains(c) { vec!['\\', c] } else { vec![c] };
    text.chars().flat_map(marks).collect()
}

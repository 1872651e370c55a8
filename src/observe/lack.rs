//! Findings about columns: what a plan needs and a source's files do not have.

use super::asked::{Role, configured};
use super::ground::Ground;
use super::load::{Delivery, Kind, headers};
use crate::config::Source;
use crate::finding::{Finding, Place, nearest};
use crate::question::Scope;
use crate::{rules, said};

/// The names of a header in one line.
fn listed(delivery: &Delivery) -> String {
    delivery.columns.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", ")
}

/// The header's name most like `name`, as a sentence of both languages; empty if there is none.
fn meant(delivery: &Delivery, name: &str) -> (String, String) {
    let names = || delivery.columns.iter().map(|(held, _)| held.as_str());
    if let Some(held) = names().find(|held| *held != name && held.trim() == name) {
        return (
            format!("見出し「{held}」の前後の空白を取り除いてください。そうでなければ、"),
            format!("Remove the space around the header “{held}”. Otherwise: "),
        );
    }
    let alike = names().find(|held| held.eq_ignore_ascii_case(name)).or_else(|| nearest(name, names()));
    alike.map_or_else(Default::default, |held| {
        (format!("「{held}」のことではありませんか。"), format!("Is “{held}” meant? "))
    })
}

/// A needed column that a file does not have.
pub fn no_column(delivery: &Delivery, name: &str) -> Finding {
    let header = listed(delivery);
    let (ja, en) = meant(delivery, name);
    Finding::error(
        "missing-column",
        Place::at(&*delivery.shown, delivery.header_line(), 0),
        said!(
            "列「{name}」がありません。見出しは {header} です。",
            "There is no column “{name}”. The header is {header}."
        ),
        said!(
            "{ja}ファイルに列を加えるか、teiten.toml の columns または measures で列名を対応づけてください。",
            "{en}Add the column to the file, or map its name in columns or measures of teiten.toml."
        ),
    )
}

/// A column whose type cannot play its role.
pub fn wrong_kind(delivery: &Delivery, role: &Role, name: &str, kind: &Kind) -> Finding {
    let kind = kind.to_string();
    let (ja, en) = match role {
        Role::Date => ("時間帯のない日付・日時か文字列", "days, datetimes without a time zone, or text"),
        Role::Region => ("文字列", "text"),
        _ => ("整数か文字列", "integers or text"),
    };
    Finding::error(
        "column-type",
        Place::file(&*delivery.shown),
        said!("列「{name}」の型が {kind} です。", "Column “{name}” has the type {kind}."),
        said!("{ja}で書き出してください。", "Write it as {en}."),
    )
}

/// What a role is called in both languages.
fn called(role: &Role) -> (String, String) {
    let (ja, en) = match role {
        Role::Date => ("日付", "date"),
        Role::Sensor => ("センサー", "sensor"),
        Role::Protocol => ("プロトコル", "protocol"),
        Role::Port => ("宛先ポート番号", "destination port"),
        Role::Region => ("送信元地域", "source region"),
        Role::Text(name) => return (format!("文字列「{name}」"), format!("text “{name}”")),
        Role::Measure(name) => return (format!("測定値「{name}」"), format!("measure “{name}”")),
    };
    (ja.to_owned(), en.to_owned())
}

/// A dimension or measure that a source does not have at all; says which sources have it.
pub fn no_dimension(
    ground: &Ground,
    source: &Source,
    role: &Role,
    name: Option<&str>,
    deliveries: &[Delivery],
) -> Finding {
    let (ja, en) = called(role);
    let having = having(ground, source, role).join(", ");
    let (having_ja, having_en) = if having.is_empty() {
        ("この列を持つソースはほかにありません。".to_owned(), "No other source has it.".to_owned())
    } else {
        (format!("この列を持つソース: {having}。"), format!("Sources that have it: {having}."))
    };
    let (like_ja, like_en) = match (name, deliveries.first()) {
        (Some(name), Some(delivery)) => meant(delivery, name),
        _ => Default::default(),
    };
    let header = deliveries.first().map(listed).unwrap_or_default();
    let source_name = &source.name;
    Finding::error(
        "missing-dimension",
        source.place.clone(),
        said!(
            "ソース「{source_name}」には{ja}の列がありませんが、原稿がそれを求めています。見出しは {header} です。",
            "Source “{source_name}” has no column of the {en}, but the manuscript asks for it. The header is {header}."
        ),
        said!(
            "{like_ja}{having_ja}列名が違うだけなら teiten.toml の columns で対応づけ、そうでなければ原稿の source を改めてください。",
            "{like_en}{having_en} If only its name differs, map it in columns of teiten.toml; else change source in the manuscript."
        ),
    )
}

/// Names of the other sources whose first file has a column for `role`.
fn having(ground: &Ground, without: &Source, role: &Role) -> Vec<String> {
    let others = ground.sources.values().filter(|source| source.name != without.name);
    others
        .filter(|source| {
            configured(source, role)
                .is_some_and(|name| headers(ground.root, source).iter().any(|held| held == name))
        })
        .map(|source| source.name.clone())
        .collect()
}

/// Home or overseas is asked of a source with sensors, but no table says where they stand.
pub fn no_sensors_table(source: &Source) -> Finding {
    let name = &source.name;
    Finding::error(
        "no-sensors-table",
        source.place.clone(),
        said!(
            "ソース「{name}」のセンサーの所在がわからないため、国内・海外を分けられません。",
            "Nothing says where the sensors of source “{name}” stand, so home and overseas cannot be told apart."
        ),
        said!(
            "sensors.csv（id,region,start,end,alias）を置くか、原稿で scope = \"all\" としてください。",
            "Add sensors.csv (id,region,start,end,alias), or say scope = \"all\" in the manuscript."
        ),
    )
}

/// Home or overseas is asked of a source without a sensor column that does not declare that scope.
pub fn no_scope(source: &Source, scope: Scope) -> Finding {
    let name = &source.name;
    let word = if scope == Scope::Home { "home" } else { "overseas" };
    let (declared_ja, declared_en) = match source.scope {
        Some(Scope::Home) => ("scope は \"home\" と書かれている", "its scope is said to be home"),
        Some(Scope::Overseas) => ("scope は \"overseas\" と書かれている", "its scope is said to be overseas"),
        Some(Scope::All) => ("scope は \"all\" と書かれている", "its scope is said to be all"),
        None => ("scope も書かれていない", "its scope is not said"),
    };
    let called = if scope == Scope::Home { "国内" } else { "海外" };
    Finding::error(
        "scope",
        source.place.clone(),
        said!(
            "ソース「{name}」にはセンサーの列がなく、{declared_ja}ため、{called}（{word}）の値を答えられません。",
            "Source “{name}” has no sensor column and {declared_en}, so it cannot answer for {word}."
        ),
        said!(
            "全体が{called}のデータなら、teiten.toml の [sources.{name}] に scope = \"{word}\" と書いてください。そうでなければ、原稿の scope を改めてください。",
            "If all of it is data of {word}, write scope = \"{word}\" under [sources.{name}] in teiten.toml; else change scope in the manuscript."
        ),
    )
}

/// More filters than a row's mask has bits.
pub fn too_many_filters(source: &Source, found: usize) -> Finding {
    let (name, most) = (&source.name, rules::FILTERS);
    Finding::error(
        "too-many-filters",
        source.place.clone(),
        said!(
            "ソース「{name}」に対する異なる条件が{found}種類あります。上限は{most}種類です。",
            "{found} different filters are asked of source “{name}”; {most} are possible."
        ),
        said!("原稿の filter の種類を減らしてください。", "Use fewer different filters in the manuscript."),
    )
}

/// Several rows for one cell of a distinct count: its grain is finer than the question's.
pub fn added_distinct(source: &Source) -> Finding {
    let name = &source.name;
    Finding::error(
        "distinct-added",
        source.place.clone(),
        said!(
            "ソース「{name}」には、重複を除いた数の同じ日・同じキーに複数の行があり、足し合わせることはできません。",
            "Source “{name}” has several rows for one day and key of a distinct count, which cannot be added."
        ),
        said!(
            "per に書いた単位で1行になるように書き出してください。",
            "Write it with one row at the grain that `per` names."
        ),
    )
}

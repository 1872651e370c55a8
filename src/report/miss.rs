//! Why a binding has no value, and how to mend it.

use super::told::Untold;
use crate::binding::Expression;
use crate::config::Counts;
use crate::finding::{Said, nearest};
use crate::rules::{FEWEST_SENSORS, MIN_BASE};
use crate::said;

/// What is wrong, and the remedy.
pub(super) type Miss = (Said, Said);

pub(super) fn unknown<'n>(name: &str, known: impl Iterator<Item = &'n str> + Clone) -> Miss {
    let list = known.clone().collect::<Vec<_>>().join(", ");
    let mend = match nearest(name, known) {
        Some(near) => said!(
            "「{near}」ではありませんか。使える名前：{list}",
            "Did you mean “{near}”? Known names: {list}"
        ),
        None => said!("使える名前：{list}", "Known names: {list}"),
    };
    (said!("「{name}」という値はありません。", "There is no value “{name}”."), mend)
}

/// A path that names a whole and none of its values.
pub(super) fn bare(path: &str, example: &str, known: &[&str]) -> Miss {
    let list = known.join(", ");
    (
        said!("「{path}」のどの値かが書かれていません。", "It is not said which value of “{path}” is meant."),
        said!(
            "「{path}.{example}」のように続けてください。使える名前：{list}",
            "Go on as in “{path}.{example}”. Known names: {list}"
        ),
    )
}

pub(super) fn no_row(id: &str, row: i64, count: usize) -> Miss {
    let mend = match count {
        0 => said!(
            "この表に載る行が一つもありません。対象の期間・範囲・条件を確かめてください。",
            "It has no rows at all: check the period, the scope and the filter."
        ),
        _ => said!("1から{count}までの行を書いてください。", "Name a row from 1 to {count}."),
    };
    (said!("「{id}」に{row}行目はありません。", "“{id}” has no row {row}."), mend)
}

/// A key that the answer has no row of; `is_key` where it is written as its keys are.
pub(super) fn no_key<'k>(written: &str, is_key: bool, known: impl Iterator<Item = &'k str>) -> Miss {
    let what = if is_key {
        said!(
            "「{written}」のパケットは、この図表の期間・範囲・条件では観測されていません。",
            "No packets of “{written}” were observed in the period, scope and filter of this table or chart."
        )
    } else {
        said!(
            "「{written}」は、この図表の項目の書き方ではありません。",
            "“{written}” is no key of this table or chart."
        )
    };
    let mend = match nearest(written, known) {
        Some(near) => said!("「{near}」ではありませんか。", "Did you mean “{near}”?"),
        None if is_key => said!(
            "別の項目にするか、期間・範囲（scope）・条件（filter）を確かめてください。",
            "Take another key, or check the period, scope and filter."
        ),
        None => {
            said!("キーは「23/TCP」「CN」「中国」のように書きます。", "Keys are written 23/TCP, CN or China.")
        }
    };
    (what, mend)
}

pub(super) fn one_filter() -> Miss {
    (
        said!("フィルターは一つだけ使えます。", "Only one filter can be used."),
        said!("最後の一つだけを残してください。", "Keep the last one."),
    )
}

/// A condition where a value belongs.
pub(super) fn condition_as_value(expression: &Expression) -> Miss {
    let condition = Expression::of_path(expression.path.clone());
    (
        said!(
            "「{condition}」は条件で、値として印刷できません。",
            "“{condition}” is a condition and no value to print."
        ),
        said!(
            "「{{{{ \"文\" | holds({condition}) }}}}」と書くと、条件が成り立つ間だけ文を印刷します。",
            "Write “{{{{ \"words\" | holds({condition}) }}}}” to print words while it is true."
        ),
    )
}

/// What holds is given is no condition.
pub(super) fn no_condition<'n>(path: &str, name: &str, known: impl Iterator<Item = &'n str> + Clone) -> Miss {
    let list = known.clone().collect::<Vec<_>>().join(", ");
    let mend = match nearest(name, known) {
        Some(near) => said!(
            "「{near}」ではありませんか。使える条件：{list}",
            "Did you mean “{near}”? Known conditions: {list}"
        ),
        None => said!("使える条件：{list}", "Known conditions: {list}"),
    };
    (said!("「{path}」は条件ではありません。", "“{path}” is no condition."), mend)
}

/// Words that the data do not bear out: what they say instead, and which conditions are true.
pub(super) fn not_so(words: &str, condition: &str, facts: &Said, instead: &str) -> Miss {
    let (ja, en) = (&facts.ja, &facts.en);
    let what = said!(
        "「{words}」はデータと合いません（{condition}）。{ja}",
        "“{words}” is not what the data say ({condition}). {en}"
    );
    let mend = match instead {
        "" => said!("データに合う文に改めてください。", "Reword it as the data are."),
        _ => said!(
            "データに合う文に改めてください。いま成り立つ条件：{instead}",
            "Reword it as the data are. Conditions that are true now: {instead}"
        ),
    };
    (what, mend)
}

pub(super) fn no_spike(label: &str) -> Miss {
    (
        said!("「{label}」に突発的な増加はありません。", "“{label}” has no spike."),
        said!("突発的な増加に触れない文に改めてください。", "Do not speak of a spike."),
    )
}

pub(super) fn no_event(label: &str) -> Miss {
    (
        said!(
            "「{label}」に、一時的な増減も、水準の変化もありません。",
            "“{label}” has no burst, no drop and no other level."
        ),
        said!(
            "出来事に触れない文に改めるか、日付を手で書いてください。",
            "Do not speak of an event, or write the days by hand."
        ),
    )
}

fn too_small(label: &str, counts: Counts) -> Miss {
    let mend = match counts {
        Counts::Index => said!("増減に触れない文に改めてください。", "Do not speak of a change."),
        Counts::Shown | Counts::Full => {
            said!(
                "増減に触れないか、件数で書いてください。",
                "Do not speak of a change, or give the numbers."
            )
        }
    };
    (
        said!(
            "「{label}」は比べる期間のいずれかで{MIN_BASE}パケットに満たないか、有効な日が足りず、増減を示せません。",
            "“{label}” has fewer than {MIN_BASE} packets in either period, or too few valid days, to speak of a change."
        ),
        mend,
    )
}

/// The days of a row, and no level that chooses one of them.
pub(super) fn level_unsaid() -> Miss {
    (
        said!("「by_day」から選ぶ日が書かれていません。", "It is not said which day of “by_day” is meant."),
        said!(
            "「by_day | first_above(500)」か「by_day | last_above(500)」のように、超えるべき数を書いてください。",
            "Write by_day | first_above(500) or by_day | last_above(500), with the level that the day is above."
        ),
    )
}

/// No day of a row lies above a level.
pub(super) fn never_above(label: &str, level: i64, peak: Option<String>) -> Miss {
    let mend = peak.map_or_else(
        || said!("別の数にするか、文を改めてください。", "Take another level, or reword the sentence."),
        |peak| {
            said!(
                "最も多い日でも{peak}です。別の数にするか、文を改めてください。",
                "Its highest day has {peak}. Take another level, or reword the sentence."
            )
        },
    );
    (said!("「{label}」が{level}を超えた日はありません。", "“{label}” was above {level} on no day."), mend)
}

/// A sum or mean of distinct counts.
pub(super) fn never_added(name: &str, known: &[&str]) -> Miss {
    let known = known.join(", ");
    (
        said!(
            "重複を除いた数は足し合わせられないため、「{name}」の値はありません。",
            "Distinct counts are never added, so there is no “{name}”."
        ),
        said!("使える名前：{known}", "Known names: {known}"),
    )
}

/// A share of a whole that was not delivered.
fn no_share(label: &str) -> Miss {
    (
        said!(
            "上位だけの一覧（complete = false）に「その他」の行がないため、全体に占める「{label}」の割合を求められません。",
            "The list is cut (complete = false) and has no row for all others, so the share of “{label}” is not known."
        ),
        said!(
            "「その他」の行がある一覧にして teiten.toml の rest にその値を書くか、割合に触れない文に改めてください。",
            "Deliver it with a row for all others, named by rest in teiten.toml, or do not speak of a share."
        ),
    )
}

pub(super) fn unobserved(label: &str) -> Miss {
    (
        said!(
            "「{label}」のこの値は、対象の期間のデータからは求められません。",
            "This value of “{label}” cannot be had from the data of the period."
        ),
        said!("別の値を使うか、文を改めてください。", "Use another value, or reword the sentence."),
    )
}

/// A count under `counts = "index"`.
pub(super) fn count_as_index(name: &str) -> Miss {
    (
        said!(
            "「{name}」は件数なので、公開の設定（counts = \"index\"）では印刷できません。",
            "“{name}” is a count, which counts = \"index\" does not let out."
        ),
        said!(
            "「{{{{ … | index }}}}」と書いて指数として示すか、rank、share、change_10d、change_quarter、peak_dayを使ってください。「パケット」などの単位は付けないでください。",
            "Tell it as an index with `| index`, without a unit, or use rank, share, change_10d, change_quarter or peak_day."
        ),
    )
}

/// More decimals of a ratio than an index may stand beside.
pub(super) fn too_exact() -> Miss {
    (
        said!(
            "公開の設定がcounts = \"index\"のとき、割合は小数第1位まで、増減は整数の%までしか印刷できません（細かい値から件数がわかることがあるため）。",
            "With counts = \"index\", shares have at most one decimal and changes none, since finer ones can tell counts."
        ),
        said!("桁数を減らしてください。", "Ask for fewer decimals."),
    )
}

impl Untold {
    /// Why there is no number of `label`, where counts are told as `counts`.
    pub(super) fn miss(self, label: &str, counts: Counts) -> Miss {
        match self {
            Self::Unknown => unobserved(label),
            Self::Cut => no_share(label),
            Self::TooSmall => too_small(label, counts),
            Self::Withheld => (
                said!(
                    "「{label}」のこの値は、公開の設定（min_packets）により伏せられます。",
                    "This value of “{label}” is withheld by min_packets."
                ),
                said!(
                    "値に触れないか、順位や期間の合計など、伏せられない値を使ってください。",
                    "Do not speak of it, or use a value that is not withheld, such as the rank or the sum of the period."
                ),
            ),
            Self::NoYearBefore => (
                said!(
                    "前年同期のデータがないため、「{label}」の前年同期からの増減を求められません。",
                    "There are no data of the same quarter of the year before, so the change of “{label}” is not known."
                ),
                said!(
                    "前年同期のファイルをteiten.tomlのfilesに加えるか、change_quarterを使ってください。",
                    "Add its files to files in teiten.toml, or use change_quarter."
                ),
            ),
            Self::Flat => (
                said!(
                    "「{label}」はほぼ横ばいで、要因を示すほどの増減がありません。",
                    "“{label}” is nearly flat: there is no change to explain."
                ),
                said!("要因に触れない文に改めてください。", "Do not speak of a cause."),
            ),
            Self::Beyond => (
                said!(
                    "「{label}」の増減は、要因の増減を別の項目が打ち消した残りなので、要因の割合を示せません。",
                    "Others moved against the cause, so that it is no part of the change of “{label}”."
                ),
                said!(
                    "割合の代わりにcause_changeで要因の増減を書いてください。",
                    "Tell the change of the cause by cause_change instead."
                ),
            ),
            Self::CutParts => (
                said!(
                    "「{label}」の内訳が上位だけの一覧か、「その他」の増減のほうが大きいため、最も動いた項目がわかりません。",
                    "The parts of “{label}” are a list that is cut, or all others together moved more, so the largest is not known."
                ),
                said!(
                    "すべての項目があるデータをソースにするか、要因に触れない文に改めてください。",
                    "Take a source that lists every key, or do not speak of a cause."
                ),
            ),
            Self::FewSensors => (
                said!(
                    "「{label}」の対象のセンサーが{FEWEST_SENSORS}台に満たないため、特定のセンサーへの偏りかどうかを判定できません。",
                    "“{label}” has fewer than {FEWEST_SENSORS} sensors in scope: it cannot be told whether one of them stands out."
                ),
                said!("偏りに触れない文に改めてください。", "Do not speak of a single sensor."),
            ),
            Self::TooSmallToCompare => (
                said!(
                    "「{label}」は、比べる図表の一方で{MIN_BASE}パケットに満たないため、比べられません。",
                    "“{label}” cannot be compared: one of the two tables or charts has fewer than {MIN_BASE} packets of it."
                ),
                said!("比べない文に改めてください。", "Do not compare them."),
            ),
            Self::NoOtherScope => (
                said!(
                    "「{label}」を国内と海外で比べるための図表がありません。",
                    "“{label}” cannot be compared at home and overseas: no other table or chart shows the other."
                ),
                said!(
                    "scopeだけが違い（\"home\"と\"overseas\"）、ほかは同じ二つの図表を置いてください。",
                    "Place two tables or charts that differ in their scope alone: \"home\" and \"overseas\"."
                ),
            ),
            Self::NoWhole => (
                said!(
                    "「{label}」の全体を示す図表がないため、その過半かどうかがわかりません。",
                    "No table or chart shows the whole of “{label}”, so it is not known whether this is most of it."
                ),
                said!(
                    "絞り込みの条件（filter）だけが少ない、ほかは同じ図表を置いてください。",
                    "Place a table or chart that has fewer conditions in its filter and is else the same."
                ),
            ),
            Self::NoCourse => (
                said!(
                    "「{label}」の日ごとの値には、増減の繰り返しも、増加・減少の傾向もなく、ほぼ一定でもないため、前四半期から続くものがありません。",
                    "The days of “{label}” neither rise and fall repeatedly, nor have a trend, nor are nearly constant: there is nothing that could go on."
                ),
                said!("前四半期との続き方に触れない文に改めてください。", "Do not speak of how it goes on."),
            ),
            Self::NoNormal => (
                said!(
                    "この図表は、「{label}」の通常の範囲を示すグラフではありません。",
                    "This is no chart that shows the normal range of “{label}”."
                ),
                said!(
                    "その項目だけの線に「normal = 4」（4～8）を書いたグラフを置き、そのグラフのidで書いてください。",
                    "Place a chart of that line alone with normal = 4 (to 8), and write the id of that chart."
                ),
            ),
            Self::NoLastQuarter => (
                said!(
                    "前四半期に、半数以上のセンサーを観測できた日が半分に満たないため、「{label}」の推移が前四半期から続くものかどうかがわかりません。",
                    "On less than half of the days of the previous quarter half of the sensors or more were observed, so it is not known whether “{label}” goes on as there."
                ),
                said!(
                    "前四半期のファイルをteiten.tomlのfilesに加えるか、前四半期との続き方に触れない文に改めてください。",
                    "Add the files of the previous quarter to files in teiten.toml, or do not speak of how it goes on."
                ),
            ),
            Self::NoDistinct => (
                said!(
                    "「{label}」の、重複を除いた数（送信元の数など）を示すグラフがないため、比べられません。",
                    "No chart shows the distinct counts of “{label}”, such as numbers of sources, so they cannot be compared."
                ),
                said!(
                    "kind = \"distinct\"のmeasureだけが違い、source、rows、scope、filterが同じグラフを置いてください。",
                    "Place a chart with a measure of kind = \"distinct\" and the same source, rows, scope and filter."
                ),
            ),
            Self::NoIndex => (
                said!(
                    "「{label}」のこの値は、パケットが少なすぎる（指数の刻みから件数がわかる）か、重複を除いた数のため、指数や割合では示せません。",
                    "This value of “{label}” cannot be told as an index or share: it has so few packets that the steps of the index would tell them, or it is a distinct count."
                ),
                said!(
                    "順位、peak_day、増減、または期間の合計など、より多くのパケットによる値を使ってください。",
                    "Use the rank, peak_day, a change, or a value of more packets, such as the sum of the period."
                ),
            ),
        }
    }
}

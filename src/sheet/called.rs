//! What the values are called that a binding can name, for who has never seen a binding.

use crate::finding::Said;
use crate::said;

/// What an attribute or condition is called.
pub(super) fn called(root: &str, name: &str) -> Said {
    match root {
        "quarter" => in_quarter(&said!("本四半期", "This quarter"), name),
        "previous" => in_quarter(&said!("前四半期", "Previous quarter"), name),
        "year_before" => in_quarter(&said!("前年同期", "Year before"), name),
        "fiscal" => said!("年度", "fiscal year"),
        "sensors" => match name {
            "home" => said!("国内のセンサーの台数", "sensors at home"),
            "overseas" => said!("海外のセンサーの台数", "sensors overseas"),
            _ => said!("センサーの台数", "sensors"),
        },
        "coverage" if name.starts_with("previous") => {
            said!("前四半期の観測日数", "days observed of the previous quarter")
        }
        "coverage" => said!("観測日数", "days observed"),
        "method" => said!("集計の方法", "the method"),
        "facts" => said!("手で調べた事実 [{name}]", "fact [{name}]"),
        _ => of_block(name),
    }
}

fn in_quarter(quarter: &Said, name: &str) -> Said {
    let Said { ja, en } = quarter;
    match name {
        "days" => said!("{ja}の日数", "{en}: days"),
        "first_day" => said!("{ja}の初日", "{en}: first day"),
        "last_day" => said!("{ja}の末日", "{en}: last day"),
        _ => said!("{ja}の期間", "{en}"),
    }
}

/// Attributes and conditions of tables, charts and their rows.
fn of_block(name: &str) -> Said {
    let found = CALLED.iter().find(|(own, ..)| *own == name);
    found.map_or_else(|| said!("{name}", "{name}"), |(_, ja, en)| said!("{ja}", "{en}"))
}

#[rustfmt::skip] // one a line
const CALLED: &[(&str, &str, &str)] = &[
    ("above_normal", "通常の範囲より上（条件）", "above the normal range (condition)"),
    ("below_normal", "通常の範囲より下（条件）", "below the normal range (condition)"),
    ("bursting", "一時的な増加（条件）", "bursting (condition)"),
    ("by_day", "その水準の日", "day of that level"),
    ("cause", "要因", "cause"),
    ("cause_change", "要因の増減", "change of the cause"),
    ("cause_share", "増減に占める要因の割合", "part of the cause"),
    ("change_10d", "期初からの増減", "change, first to last days"),
    ("change_quarter", "前四半期比", "change on the quarter before"),
    ("change_year", "前年同期比", "change on the year before"),
    ("concentrated", "上位への集中（条件）", "concentrated (condition)"),
    ("continued", "前四半期からの継続（条件）", "continued (condition)"),
    ("days", "観測日数", "days observed"),
    ("days_above_normal", "通常の範囲を上回った日数", "days above the normal range"),
    ("days_below_normal", "通常の範囲を下回った日数", "days below the normal range"),
    ("down_10d", "期初→期末で減（条件）", "down, first to last days (condition)"),
    ("down_quarter", "前四半期比で減（条件）", "down on the quarter before (condition)"),
    ("dropping", "一時的な減少（条件）", "dropping (condition)"),
    ("entered", "上位に入った（条件）", "entered (condition)"),
    ("event_change", "出来事の増減", "change of the event"),
    ("event_days", "出来事の日数", "days of the event"),
    ("event_first_day", "出来事の初日", "first day of the event"),
    ("event_last_day", "出来事の末日", "last day of the event"),
    ("falling", "減少傾向（条件）", "falling (condition)"),
    ("fewer_sources", "送信元の数などが減った（条件）", "fewer sources (condition)"),
    ("first_10d", "期初の平均", "mean of the first days"),
    ("first_10d_per_sensor", "期初の1台平均", "mean of the first days a sensor"),
    ("flat_10d", "期初→期末で横ばい（条件）", "flat, first to last days (condition)"),
    ("flat_quarter", "前四半期比で横ばい（条件）", "flat on the quarter before (condition)"),
    ("fluctuating", "増減の繰り返し（条件）", "fluctuating (condition)"),
    ("home_higher", "国内のほうが多い（条件）", "home higher (condition)"),
    ("label", "名前", "name"),
    ("last_10d", "期末の平均", "mean of the last days"),
    ("last_10d_per_sensor", "期末の1台平均", "mean of the last days a sensor"),
    ("left", "上位から外れた（条件）", "left (condition)"),
    ("majority", "過半（条件）", "majority (condition)"),
    ("more_sources", "送信元の数などが増えた（条件）", "more sources (condition)"),
    ("move", "順位の動き", "move in rank"),
    ("name", "名前", "name"),
    ("new_course", "前四半期とは異なる推移（条件）", "new course (condition)"),
    ("normal_high", "通常の範囲の上限", "high end of the normal range"),
    ("normal_low", "通常の範囲の下限", "low end of the normal range"),
    ("nothing_special", "目立つ動きなし（条件）", "nothing special (condition)"),
    ("one_sensor", "1台への偏り（条件）", "one sensor (condition)"),
    ("overseas_higher", "海外のほうが多い（条件）", "overseas higher (condition)"),
    ("packets", "パケット数", "packets"),
    ("peak", "最多の日の数", "packets on the highest day"),
    ("peak_day", "最多の日", "highest day"),
    ("per_day", "1日平均", "mean a day"),
    ("per_sensor_day", "1日1台平均", "mean a sensor and day"),
    ("previous", "前四半期の順位", "previous rank"),
    ("previous_days", "前四半期の観測日数", "days observed of the previous quarter"),
    ("rank", "順位", "rank"),
    ("rank_down", "順位が下（条件）", "rank down (condition)"),
    ("rank_held", "順位が同じ（条件）", "rank held (condition)"),
    ("rank_up", "順位が上（条件）", "rank up (condition)"),
    ("rising", "増加傾向（条件）", "rising (condition)"),
    ("rows", "行の数", "rows"),
    ("same_order", "前四半期と同じ顔ぶれ・順位（条件）", "same order (condition)"),
    ("same_set", "前四半期と同じ顔ぶれ（条件）", "same set (condition)"),
    ("scopes_alike", "国内と海外が同程度（条件）", "home and overseas alike (condition)"),
    ("sensor_share", "最も多い1台の割合", "part of one sensor"),
    ("sensors", "センサーの台数", "sensors"),
    ("service", "サービス名", "service"),
    ("share", "割合", "share"),
    ("shifted_down", "低い水準への変化（条件）", "shifted down (condition)"),
    ("shifted_up", "高い水準への変化（条件）", "shifted up (condition)"),
    ("sources_alike", "送信元の数などが同程度（条件）", "sources alike (condition)"),
    ("spike_days", "急増の日数", "days of the spike"),
    ("spike_first_day", "急増の初日", "first day of the spike"),
    ("spike_last_day", "急増の末日", "last day of the spike"),
    ("spiking", "突発的な増加（条件）", "spiking (condition)"),
    ("steady", "ほぼ一定（条件）", "steady (condition)"),
    ("swapped", "順位の入れ替わり（条件）", "swapped (condition)"),
    ("top", "表の件数", "ranks shown"),
    ("two_swapped", "2件の入れ替わり（条件）", "two swapped (condition)"),
    ("up_10d", "期初→期末で増（条件）", "up, first to last days (condition)"),
    ("up_quarter", "前四半期比で増（条件）", "up on the quarter before (condition)"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_and_said_once() {
        assert!(CALLED.is_sorted_by(|a, b| a.0 < b.0));
    }
}

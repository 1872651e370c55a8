//! What the data say where a claim is not so: ranks, changes, days.

use super::super::course::courses;
use super::super::desk::Desk;
use super::super::told::{Number, Told, ToldRow};
use super::condition::SPECIAL;
use crate::answer::{Course, Happening, Move, Outside, Previous};
use crate::finding::Said;
use crate::question::Ratio;
use crate::rules::{
    CARRIED_PERCENT, CONCENTRATED_KEYS, FEWEST_DISTINCT, MAJORITY_PERCENT, SMOOTH_DAYS, SPIKE_DAYS,
    SPIKE_SIZE_TENTHS, SWING_PERCENT, SWINGS, WINDOW_DAYS,
};
use crate::said;
use crate::words::Value;

impl<'a> Desk<'a> {
    /// What the data say of a ranking, as far as the condition `name` goes.
    pub(super) fn ranking_facts(&self, id: &str, told: &'a Told<'a>, name: &str) -> Said {
        if name == "concentrated" {
            return self.shares(told);
        }
        let news = self.noted(id, told).into_iter().filter(|row| self.is_news(id, told, *row));
        let mut facts: Vec<Said> = news.map(|row| self.rank_fact(id, told, row)).collect();
        if name == "nothing_special" {
            facts.extend(told.top(self.top(id)).into_iter().filter_map(|row| self.special(id, told, row)));
        }
        match facts.as_slice() {
            [] => said!("順位はすべて前四半期と同じです。", "All ranks are as in the previous quarter."),
            _ => together(facts),
        }
    }

    /// Whether a row stands in the ranking with another rank than before, or has left it.
    fn is_news(&self, id: &str, told: &Told<'_>, row: ToldRow<'_>) -> bool {
        let standing = self.standing(id, told, row);
        let is_printed = row.rank().is_some_and(|rank| rank <= self.top(id));
        standing.left(self.top(id)) == Some(true) || is_printed && standing.moved() != Some(Move::Held)
    }

    fn special(&self, id: &str, told: &Told<'_>, row: ToldRow<'_>) -> Option<Said> {
        let is_so = |name: &&str| self.of_row_holds(id, told, row, name) == Ok(true);
        let names: Vec<_> = SPECIAL.into_iter().filter(is_so).collect();
        let (label, list) = (self.key_label(&told.question().by, row.key()), names.join(", "));
        (!names.is_empty())
            .then(|| said!("「{label}」には{list}が成り立ちます。", "Of “{label}”, {list} is true."))
    }

    fn shares(&self, told: &'a Told<'a>) -> Said {
        let shares = told.rows().take(CONCENTRATED_KEYS).filter_map(|row| match row.share() {
            Ok(Value::Share(share)) => Some(share),
            _ => None,
        });
        let sum = shares.reduce(|sum, share| Ratio { over: sum.over + share.over, under: sum.under });
        let sum = sum.map_or_else(|| self.words.ranks.none.clone(), |sum| self.say(&Value::Share(sum)));
        said!(
            "上位{CONCENTRATED_KEYS}件の割合は、合わせて{sum}です。",
            "The first {CONCENTRATED_KEYS} have {sum} together."
        )
    }

    fn rank_fact(&self, id: &str, told: &Told<'_>, row: ToldRow<'_>) -> Said {
        let label = self.key_label(&told.question().by, row.key());
        let before = self.previous_text(id, told, row);
        let unit = if matches!(self.previous(id, told, row).0, Previous::Rank(_)) { "位" } else { "" };
        match row.rank() {
            Some(rank) => said!(
                "「{label}」は{rank}位、前四半期は{before}{unit}です。",
                "“{label}” has rank {rank}, in the previous quarter {before}."
            ),
            None => said!(
                "「{label}」は1パケットも観測されず、前四半期は{before}{unit}です。",
                "“{label}” has no packet, in the previous quarter rank {before}."
            ),
        }
    }

    /// What the data say of a row, as far as the condition `name` goes.
    pub(super) fn row_facts(&self, id: &str, told: &Told<'_>, row: ToldRow<'_>, name: &str) -> Said {
        let of_course = |fact: &dyn Fn(&Course) -> Said| row.course().ok().as_ref().map(fact);
        let facts = match name {
            "up_quarter" | "down_quarter" | "flat_quarter" => [Some(self.quarter_fact(row)), None],
            "up_10d" | "down_10d" | "flat_10d" => [Some(self.windows_fact(row)), None],
            "rising" | "falling" => [of_course(&trend_fact), Some(self.windows_fact(row))],
            "steady" => [of_course(&|course| self.scatter_fact(course)), Some(self.windows_fact(row))],
            "fluctuating" => [of_course(&swings_fact), None],
            "spiking" => [of_course(&|course| self.height_fact(course, told)), None],
            "bursting" | "dropping" | "shifted_up" | "shifted_down" => {
                [of_course(&|course| self.event_fact(course, told)), None]
            }
            "more_sources" | "fewer_sources" | "sources_alike" => {
                [of_course(&|course| self.event_fact(course, told)), self.distinct_fact(id, row)]
            }
            "one_sensor" => [Some(self.sensor_fact(told, row)), None],
            "home_higher" | "overseas_higher" | "scopes_alike" => [Some(self.scopes_fact(id, row)), None],
            "majority" => [Some(self.part_fact(id, row)), None],
            "above_normal" | "below_normal" => [self.outside(id, row).ok().map(outside_fact), None],
            "continued" | "new_course" => [Some(courses_fact(row)), None],
            _ => [Some(self.rank_fact(id, told, row)), None],
        };
        together(facts.into_iter().flatten().collect())
    }

    fn quarter_fact(&self, row: ToldRow<'_>) -> Said {
        let change = self.print_of(row.change_quarter());
        said!("前四半期からの増減は{change}です。", "The change on the previous quarter is {change}.")
    }

    fn windows_fact(&self, row: ToldRow<'_>) -> Said {
        let change = self.print_of(row.change_10d());
        said!(
            "期初の{WINDOW_DAYS}日間から期末の{WINDOW_DAYS}日間への増減は{change}です。",
            "The change from the first to the last {WINDOW_DAYS} days is {change}."
        )
    }

    fn sensor_fact(&self, told: &Told<'_>, row: ToldRow<'_>) -> Said {
        let share = self.of_parts(told, row, "sensor_share");
        let share = share.map_or_else(|_| self.words.ranks.none.clone(), |share| self.say(&share));
        said!(
            "最も多く受けたセンサー1台の割合は{share}です（{CARRIED_PERCENT}%を超えると成り立ちます）。",
            "The sensor that received the most has {share} (more than {CARRIED_PERCENT}% are needed)."
        )
    }

    fn scopes_fact(&self, id: &str, row: ToldRow<'_>) -> Said {
        let change = self.print_of(self.change_overseas(id, row));
        said!(
            "センサー1台・1日あたりの平均で、海外は国内に対して{change}です。",
            "By the mean per sensor and day, overseas stands at {change} against home."
        )
    }

    fn part_fact(&self, id: &str, row: ToldRow<'_>) -> Said {
        let share = self.print_of(self.share_of_whole(id, row));
        said!(
            "全体に占める割合は{share}です（{MAJORITY_PERCENT}%を超えると成り立ちます）。",
            "It has {share} of the whole (more than {MAJORITY_PERCENT}% are needed)."
        )
    }

    fn distinct_fact(&self, id: &str, row: ToldRow<'_>) -> Option<Said> {
        let (label, medians) = self.distinct_around(id, row).ok()??;
        let [usual, then] = [medians.usual, medians.then].map(|median| self.words.number(median.into()));
        let times = self.words.plain(SPIKE_SIZE_TENTHS, 10);
        Some(said!(
            "{label}の中央値は、通常の日が{usual}、その間が{then}です（{times}倍以上か{times}分の1以下、または差が{SWING_PERCENT}%未満で成り立ち、大きいほうが{FEWEST_DISTINCT}以上必要です）。",
            "{label}: the median of usual days is {usual}, then {then} ({times} times or one part in {times}, or less than {SWING_PERCENT}% apart, and {FEWEST_DISTINCT} in the larger one, are needed)."
        ))
    }

    fn scatter_fact(&self, course: &Course) -> Said {
        let scatter = course.scatter().map(Value::Share);
        let scatter = scatter.map_or_else(|| self.words.ranks.none.clone(), |scatter| self.say(&scatter));
        said!(
            "日ごとの値と中央値との差は、中央値の{scatter}（差の中央値）です。",
            "The days lie {scatter} of the median from it (median distance)."
        )
    }

    fn height_fact(&self, course: &Course, told: &Told<'_>) -> Said {
        let Some((day, height)) = course.highest() else {
            return said!(
                "日ごとの値の中央値は0で、突発的な増加は判定できません。",
                "The median of the days is 0, and a spike cannot be told."
            );
        };
        let day = self.words.day(told.quarter().span().day(day));
        let height = self.say(&Value::Mean(height));
        said!(
            "センサー1台あたりで最も多い{day}は中央値の{height}倍で、{SPIKE_DAYS}日以内で終わる突発的な増加に当たりません。",
            "The highest day a sensor, {day}, has {height} times the median, and there is no spike that ends within {SPIKE_DAYS} days."
        )
    }

    fn event_fact(&self, course: &Course, told: &Told<'_>) -> Said {
        let Some(event) = course.event() else {
            return said!(
                "日ごとの値に、一時的な増減も、水準の変化もみつかりません。",
                "The days show no burst, no drop and no other level."
            );
        };
        let day = |at: usize| self.words.day(told.quarter().span().day(at));
        let (first, last) = (day(*event.days.start()), day(*event.days.end()));
        let (ja, en) = match event.what {
            Happening::Burst => ("一時的な増加", "a burst"),
            Happening::Drop => ("一時的な減少", "a drop"),
            Happening::Rise => ("高い水準への変化", "a higher level"),
            Happening::Fall => ("低い水準への変化", "a lower level"),
        };
        said!(
            "日ごとの値で最も大きな出来事は、{first}から{last}までの{ja}です。",
            "The largest event of the days is {en}, from {first} to {last}."
        )
    }

    fn print_of(&self, number: Number) -> String {
        number.map_or_else(|_| self.words.ranks.none.clone(), |value| self.say(&value))
    }
}

fn outside_fact(Outside { days, above, below }: Outside) -> Said {
    said!(
        "{days}日のうち、通常の範囲を上回った日は{above}日、下回った日は{below}日です（半数を超えると成り立ちます）。",
        "Of {days} days, {above} lie above the normal range and {below} below it (more than half are needed)."
    )
}

fn courses_fact(row: ToldRow<'_>) -> Said {
    let [now, before] = [row.classes(), row.classes_before()].map(|told| courses(&told.unwrap_or_default()));
    let (ja, before_ja, en, before_en) = (now.ja, before.ja, now.en, before.en);
    said!(
        "推移の特徴は、本四半期が{ja}、前四半期が{before_ja}です。",
        "The days show {en} in this quarter; in the previous one they showed {before_en}."
    )
}

fn trend_fact(course: &Course) -> Said {
    match course.trend() {
        1 => said!("日ごとの値には有意な増加の傾向があります。", "The days have a significant trend up."),
        -1 => said!("日ごとの値には有意な減少の傾向があります。", "The days have a significant trend down."),
        _ => said!("日ごとの値に有意な増減の傾向はありません。", "The days have no significant trend."),
    }
}

fn swings_fact(course: &Course) -> Said {
    let swings = course.swings();
    said!(
        "{SMOOTH_DAYS}日間移動平均が中央値の{SWING_PERCENT}%以上の上昇と下降を繰り返すのは{swings}回です（{SWINGS}回以上で成り立ちます）。",
        "The {SMOOTH_DAYS}-day mean rises and falls by {SWING_PERCENT}% of the median and more {swings} times ({SWINGS} are needed)."
    )
}

/// Facts in one text.
fn together(facts: Vec<Said>) -> Said {
    Said {
        ja: facts.iter().map(|fact| fact.ja.as_str()).collect(),
        en: facts.iter().map(|fact| fact.en.as_str()).collect::<Vec<_>>().join(" "),
    }
}

//! Periods that somebody typed: months, quarters, years, fiscal years and eras of another quarter than the edition's.
//!
//! Comes in: the prose and the edition's quarter. Goes out: a finding where typed words mean another period and the
//! sentence does not say so (前四半期, 前年同期, …年に公開された). What a binding prints is right by construction, and a
//! text that many editions share speaks of no quarter.

mod address;
mod excuse;
mod read;

use std::ops::RangeInclusive;

use chrono::Datelike;

use super::{Desk, Passage, Role};
use crate::finding::{Finding, Place};
use crate::quarter::{Day, Quarter};
use crate::said;
use crate::words::Words;
use excuse::Excuse;

/// Words that mean a period, as far as they say it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Period {
    /// As typed.
    words: String,
    place: Place,
    /// A calendar year, or a fiscal year where that is said.
    year: Option<i32>,
    is_fiscal: bool,
    months: Option<RangeInclusive<u32>>,
    /// 第N四半期, which a house counts in calendar or fiscal years.
    quarter: Option<u32>,
    excuse: Excuse,
}

/// How a period stands to a quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stand {
    /// It names exactly the quarter's months.
    Same,
    /// It lies within, or says too little to tell.
    Within,
    Outside,
}

impl Period {
    /// A month of two years ago or more is told of as history; what was left in from an earlier edition is younger.
    fn is_history(&self, quarter: Quarter) -> bool {
        let month = self.months.as_ref().is_some_and(|months| months.start() == months.end());
        month && self.year.is_some_and(|year| year < quarter.year() - 1)
    }

    /// Whether it is the month in which the edition comes out.
    fn is_of(&self, published: Day) -> bool {
        let month = published.month();
        self.year == Some(published.year()) && self.months == Some(month..=month)
    }

    fn against(&self, quarter: Quarter) -> Stand {
        let [first, _, last] = quarter.months();
        let year = quarter.year();
        let fiscal = if first < 4 { year - 1 } else { year };
        let number = quarter.number();
        let right_year = self.year.is_none_or(|own| own == if self.is_fiscal { fiscal } else { year });
        let right_quarter = self.quarter.is_none_or(|own| own == number || own == (number + 2) % 4 + 1);
        match &self.months {
            _ if !right_year || !right_quarter => Stand::Outside,
            Some(months) if *months == (first..=last) => Stand::Same,
            Some(months) if *months.start() < first || *months.end() > last => Stand::Outside,
            _ => Stand::Within,
        }
    }
}

/// The rule.
pub(super) fn find(desk: &Desk<'_>) -> Vec<Finding> {
    let quarter = desk.job.edition.quarter;
    let mut findings = address::find(desk);
    for passage in desk.passages.iter().filter(|passage| desk.is_own(&passage.place)) {
        findings.extend(in_passage(passage, (quarter, desk.job.edition.date), desk.words));
    }
    findings
}

/// Findings in a passage of the edition of `quarter`, which comes out on the day beside it.
fn in_passage(passage: &Passage, (quarter, published): (Quarter, Day), words: &Words) -> Vec<Finding> {
    // References have the titles and dates of others.
    if matches!(passage.role, Role::Footnote(_) | Role::Closing(_) | Role::Credit(_)) {
        return Vec::new();
    }
    let periods = read::periods(passage, words);
    let periods = periods.iter().filter(|period| !period.is_of(published));
    periods.filter_map(|period| judged(period, quarter, words)).collect()
}

fn judged(period: &Period, quarter: Quarter, words: &Words) -> Option<Finding> {
    if period.is_history(quarter) {
        return None;
    }
    let (meant, binding) = match period.excuse {
        Excuse::None => (quarter, "quarter"),
        Excuse::Previous => (quarter.previous(), "previous"),
        Excuse::YearBefore => (Quarter::new(quarter.year() - 1, quarter.number())?, ""),
        Excuse::Said => return None,
    };
    match period.against(meant) {
        Stand::Same if binding == "quarter" => Some(same(period, quarter)),
        Stand::Same | Stand::Within => None,
        Stand::Outside => Some(outside(period, &words.quarter(meant), binding)),
    }
}

/// Right today, and next quarter the month that somebody forgets.
fn same(period: &Period, quarter: Quarter) -> Finding {
    let bound = if period.year.is_some() { "{{ quarter.title }}" } else { "{{ quarter.months }}" };
    let words = &period.words;
    Finding::note(
        "period-typed",
        period.place.clone(),
        said!(
            "「{words}」は{quarter}の期間ですが、手で書かれています。次の版で直し忘れるもとになります。",
            "“{words}” is the period of {quarter}, but typed by hand: the next edition may forget to change it."
        ),
        said!("{bound} と書くと、版に合わせて印刷されます。", "Write {bound}, which prints it."),
    )
}

fn outside(period: &Period, meant: &str, binding: &str) -> Finding {
    let words = &period.words;
    let mend = match binding {
        "quarter" => said!(
            "本四半期のことなら、{{{{ quarter.title }}}} や {{{{ quarter.months }}}} などの埋め込みに直してください。ほかの期間のことなら、「前四半期（…）の」「…年に公開された」のように、文の中でそうとわかるように書いてください。",
            "Bind {{{{ quarter.title }}}} or {{{{ quarter.months }}}} if this quarter is meant; else let the sentence say which period it speaks of."
        ),
        "previous" => said!(
            "{{{{ previous.title }}}} と書くと、前四半期の期間が印刷されます。",
            "Write {{{{ previous.title }}}}, which prints the previous quarter."
        ),
        _ => said!("「{meant}」に直してください。", "Write “{meant}”."),
    };
    Finding::warning(
        "period",
        period.place.clone(),
        said!(
            "「{words}」は、ここで述べている期間（{meant}）に合いません。",
            "“{words}” does not fit the period that is spoken of here ({meant})."
        ),
        mend,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::fixture::{paragraph, told};
    use crate::lang::Lang;

    fn found(text: &str, quarter: &str) -> Vec<(String, u32)> {
        let (_, table) = crate::words::shipped().into_iter().find(|(lang, _)| *lang == Lang::ja()).unwrap();
        let words: Words = toml::from_str(table).unwrap();
        let published = "2023-02-14".parse().unwrap();
        let findings = in_passage(&paragraph(text), (quarter.parse().unwrap(), published), &words);
        told(&findings).into_iter().map(|(code, column)| (code.to_owned(), column)).collect()
    }

    #[test]
    fn another_period_is_found_where_it_stands() {
        for (text, column) in [
            ("本四半期（2022年7～9月）に観測した", 6),
            ("2021年10～12月に観測した", 1),
            ("23/TCPは7月に急増しました", 8),
            ("23/TCPは7月下旬から増え始め、", 8),
            ("図は、９月～１１月の推移です", 4),
            ("令和3年度の事業です", 1),
            ("令和3年10月に急増しました", 1),
            ("2021年度の第4四半期", 1),
            ("第2四半期の傾向", 1),
            ("2022q3の順位", 1),
            ("2022年第2四半期の順位", 1),
            ("2022-09-02に急増しました", 1),
            ("2023年に最も多く観測した", 1),
            ("前四半期（2022年4～6月）と比べ", 6),
            ("前年同期（2020年10～12月）と比べ", 6),
            ("前四半期と比べて増え、7月19日に最多となりました", 12),
            ("2022年7月から増えました", 1),
            ("7月にもみられました", 1),
            ("2023年3月14日の時点", 1),
            ("{2022年10～12月}は、7月に増えました", 16),
        ] {
            assert_eq!(found(text, "2022q4"), [("period".to_owned(), column)], "{text}");
        }
        assert_eq!(found("1～3月、令和4年度", "2023q1"), [("period-typed".to_owned(), 1)]);
        assert_eq!(found("令和5年度", "2023q1"), [("period".to_owned(), 1)]);
    }

    #[test]
    fn a_period_of_the_quarter_and_one_that_the_sentence_tells_are_right() {
        for text in [
            "10月下旬から増え始め、12月に入って減りました",
            "11月3日から6日までの間は、1台が停止しています",
            "2022年11月9日に最多となりました",
            "令和4年度の事業、2022年度、令和4年10月、2022年第4四半期、第3四半期",
            "前四半期（2022年7～9月）については、観測が8月3日に始まったため、",
            "前年同期（2021年10～12月）と比べて",
            "前四半期の8月に急増した81/TCPは",
            "2016年に公開されたソースコードから作られた亜種",
            "2019年から観測しているポートです",
            "2021年以降、増減を繰り返しています",
            "2013年当時の割り当てとは異なります",
            "昨年7月の調査と同じ結果でした",
            "3か月の平均、10日間平均、1月当たり、四半期ごと",
            "8月26日ごろから9月25日ごろにかけて前四半期に増えていたパケットは",
            "2016年に出現し、2017年7月にも拡大しました",
            "9月から続く増加は、11月に収まりました",
            "CVE-2021-44228、RFC 2019、23/TCP、10～12台、{2021年7月}",
            "<https://example.jp/2021/07>",
            "2012年9月に公開された調査、2022年9月に公表された統計",
            "8月13日に修正版が公開されました",
            "2023年8月公開予定です",
            "2023年4月8日に終了します",
            "2022年8月にもみられました",
            "2023年2月14日に発行しました",
        ] {
            assert_eq!(found(text, "2022q4"), [], "{text}");
        }
    }

    #[test]
    fn the_quarters_own_period_is_better_bound() {
        assert_eq!(found("2022年10～12月に観測した", "2022q4"), [("period-typed".to_owned(), 1)]);
        assert_eq!(found("10月～12月の推移", "2022q4"), [("period-typed".to_owned(), 1)]);
    }
}

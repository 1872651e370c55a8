//! Numbers of things: of ranks shown, sensors, days and regions, against what is shown, named and observed.

use super::super::carried::carrier;
use super::figures::attribute;
use super::ground::{Asked, Ground};
use super::line::Line;
use super::subject::{Named, Subject, counts};
use super::tell::print;
use super::token::{Figure, Token, Unit};
use super::verdict::{Mend, Verdict};
use crate::finding::Said;
use crate::key::Key;
use crate::quarter::Span;
use crate::question::By;
use crate::report::Bindable;
use crate::rules::{PREVIOUS_RANK_SHOWN, WINDOW_DAYS};
use crate::said;
use crate::words::Value;

/// Judges a number of things.
pub(super) fn judge(
    ground: &Ground<'_>,
    line: &Line<'_>,
    token: &Token,
    figure: &Figure,
    named: &Named,
    subject: &Subject<'_>,
) -> Verdict {
    let Some(number) = figure.whole() else { return Verdict::Unmatched(Vec::new()) };
    let counted = Counted { ground, line, token, named, subject };
    match figure.unit {
        Unit::Window => counted.window(number),
        Unit::Top => counted.top(number),
        Unit::Sensors => counted.sensors(number),
        Unit::Days => counted.days(number),
        Unit::Regions => counted.things(number, |key| matches!(key, Key::Region(_))),
        Unit::Places => counted.things(number, |key| matches!(key, Key::Text(_))),
        _ => counted.things(number, |_| true),
    }
}

struct Counted<'c> {
    ground: &'c Ground<'c>,
    line: &'c Line<'c>,
    token: &'c Token,
    named: &'c Named,
    subject: &'c Subject<'c>,
}

/// TOP10外 names the last rank that is shown.
fn outside(number: i64) -> Verdict {
    if number == i64::from(PREVIOUS_RANK_SHOWN) {
        return Verdict::True(None);
    }
    Verdict::False(
        said!(
            "番号で示す前四半期の順位は{PREVIOUS_RANK_SHOWN}位までです",
            "previous ranks are shown up to {PREVIOUS_RANK_SHOWN}"
        ),
        None,
    )
}

impl Counted<'_> {
    /// The method's windows have one length.
    fn window(&self, number: i64) -> Verdict {
        if number == WINDOW_DAYS as i64 {
            return Verdict::True(None);
        }
        let mean = self.line.words(&self.token.range).ends_with("平均");
        let binding = self.bound("method", if mean { "window" } else { "window_days" });
        Verdict::False(
            said!("集計の方法で比べる期間は{WINDOW_DAYS}日間です", "the method compares {WINDOW_DAYS} days"),
            binding,
        )
    }

    /// 上位5件 of the block that is spoken of.
    fn top(&self, number: i64) -> Verdict {
        if self.line.text[self.token.range.end..].starts_with('外') {
            return outside(number);
        }
        let sentence = self.line.sentence(self.token.range.start);
        let own = super::subject::own(&self.line.passage.role);
        let here = |block: &&Asked<'_>| {
            own == Some(block.id)
                || self.named.touched.iter().any(|(at, id)| sentence.contains(at) && id == block.id)
        };
        let spoken: Vec<_> = self.ground.blocks.iter().filter(here).collect();
        let fits = |block: &&&Asked<'_>| block.shows as i64 == number || block.shown.len() as i64 == number;
        if let Some(block) = spoken.iter().find(fits) {
            return Verdict::True(self.bound(block.id, "top"));
        }
        let every: Vec<_> = self.ground.blocks.iter().collect();
        match spoken.first() {
            Some(block) => {
                let shows = block.shows;
                let id = block.id;
                let binding = self.bound(id, "top");
                Verdict::False(said!("「{id}」が示すのは{shows}件です", "“{id}” shows {shows}"), binding)
            }
            None if every.iter().any(|block| fits(&block)) => Verdict::True(None),
            None => Verdict::Unmatched(self.near(&["top"])),
        }
    }

    fn sensors(&self, number: i64) -> Verdict {
        let sensors = self.named_of(|key| matches!(key, Key::Text(_)));
        if self.enumerated(number, sensors) {
            return Verdict::True(None);
        }
        let scope = self.scope();
        let spoken = self.spoken().filter(|_| scope.is_none() && !self.speaks_of_others());
        if let Some((id, sensors)) = spoken
            && sensors as i64 == number
        {
            return Verdict::True(self.bound(id, "sensors"));
        }
        let whole = |value: &&&Bindable| {
            spoken.is_none()
                && is_sensors(value)
                && scope.is_none_or(|scope| attribute(value) == scope)
                && value.value == Value::Number(number)
        };
        if self.speaks_of_others() {
            // Those that are left are no whole.
        } else if let Some(value) = self.ground.wholes.iter().find(whole) {
            return Verdict::True(Some(Mend::value(value)));
        }
        let all = self.ground.wholes.iter().filter(|value| is_sensors(value));
        let rest = all.filter_map(|value| match value.value {
            Value::Number(all) => Some(all - sensors.1 as i64),
            _ => None,
        });
        let told = number == 1 && self.alone()
            || self.speaks_of_others() && rest.into_iter().any(|rest| rest == number)
            || number == self.down();
        if told {
            Verdict::True(None)
        } else {
            Verdict::Unmatched(self.near(&["home", "overseas", "all", "sensors"]))
        }
    }

    /// The block that the sentence speaks of, and the sensors that are in its scope.
    fn spoken(&self) -> Option<(&str, usize)> {
        let counted = |block: &Asked<'_>| self.subject.keys.iter().any(|key| counts(block, key));
        let mut blocks = self.subject.blocks.iter().filter(|(_, block)| counted(block));
        let (fit, block) = blocks.next()?;
        let sensors = block.answer.sensors?;
        let alike =
            blocks.take_while(|(own, _)| own == fit).all(|(_, own)| own.answer.sensors == Some(sensors));
        alike.then_some((block.id, sensors))
    }

    /// Whether one sensor carries a row that the sentence or the one before speaks of.
    fn alone(&self) -> bool {
        let desk = self.ground.desk;
        self.named.mentions.iter().any(|mention| {
            self.ground.blocks.iter().filter(|block| counts(block, &mention.key)).any(|block| {
                let beneath = desk.beneath(&block.question.within(&mention.key, By::Sensor));
                let row = block.row(&mention.key);
                beneath.zip(row).is_some_and(|(beneath, row)| carrier(block.answer, row, beneath).is_some())
            })
        })
    }

    /// Of which sensors the clause speaks last before the figure: 国内のセンサー12台.
    fn scope(&self) -> Option<&'static str> {
        let clause = self.line.clause(self.token.range.start);
        let before = self.line.words(&(clause.start..self.token.range.start));
        let words = [("海外", "overseas"), ("国外", "overseas"), ("国内", "home"), ("全国", "home")];
        let last = words.iter().filter_map(|(word, name)| Some((before.rfind(word)?, *name))).max();
        last.map(|(_, name)| name)
    }

    /// Sensors that an outage of the quarter touches, where the sentence speaks of one.
    fn down(&self) -> i64 {
        let (site, span) = (self.ground.desk.job.site, self.ground.desk.job.edition.quarter.span());
        let words = self.line.words(&self.line.sentence(self.token.range.start));
        if !["停止", "障害", "欠測", "故障", "停電"].iter().any(|word| words.contains(word)) {
            return -1;
        }
        let touches = |outage: &&crate::config::Outage| outage.from <= span.last && outage.to >= span.first;
        let home = |id: &str| site.sensors.iter().any(|sensor| sensor.id == id && sensor.region == site.home);
        let abroad = ["海外", "国外"].iter().any(|word| words.contains(word));
        let down = site.outages.iter().filter(touches).filter_map(|outage| outage.sensor.as_deref());
        down.filter(|id| home(id) != abroad).collect::<std::collections::BTreeSet<_>>().len() as i64
    }

    fn days(&self, number: i64) -> Verdict {
        let words = self.line.words(&self.line.sentence(self.token.range.start));
        let was = ["前四半期", "前の四半期", "previous quarter"].iter().any(|word| words.contains(word));
        let is = !was || ["本四半期", "今四半期", "this quarter"].iter().any(|word| words.contains(word));
        let whole = |value: &&&Bindable| {
            let previous = match value.expression.root() {
                Some("previous") => true,
                Some("coverage") => attribute(value).starts_with("previous_"),
                Some("quarter") => false,
                _ => return false,
            };
            value.value == Value::Number(number) && if previous { was } else { is }
        };
        if let Some(value) = self.ground.wholes.iter().find(whole) {
            return Verdict::True(Some(Mend::value(value)));
        }
        let rows = self.subject.rows();
        let told = rows.iter().any(|(_, _, row)| active(&row.daily) == number || high(&row.daily) == number);
        let names = if was { ["previous_days", "previous_of_days"] } else { ["days", "of_days"] };
        match () {
            () if told => Verdict::True(None),
            () if number > LONGEST => Verdict::Outside,
            () => Verdict::Unmatched(self.near(&names)),
        }
    }

    /// Regions, places and other things: those that are named, or those that a block shows beside them.
    fn things(&self, number: i64, kind: fn(&Key) -> bool) -> Verdict {
        if self.named.mentions.is_empty() && self.named.touched.is_empty() {
            return Verdict::Outside;
        }
        let named = self.named_of(kind);
        let shown = self.ground.blocks.iter().map(|block| block.shown.len() as i64);
        let others =
            self.speaks_of_others() && shown.into_iter().any(|shown| shown - named.1 as i64 == number);
        if self.enumerated(number, named) || others {
            return Verdict::True(None);
        }
        Verdict::Unmatched(self.near(&["top", "rows"]))
    }

    /// How many different keys of a kind the sentence and the passage name.
    fn named_of(&self, kind: impl Fn(&Key) -> bool) -> (usize, usize) {
        let sentence = self.line.sentence(self.token.range.start);
        let keys = |within: &dyn Fn(&usize) -> bool| {
            let named = self.named.mentions.iter().filter(|own| within(&own.at) && kind(&own.key));
            named.map(|own| &own.key).collect::<std::collections::BTreeSet<_>>().len()
        };
        (keys(&|at| sentence.contains(at)), keys(&|_| true))
    }

    fn enumerated(&self, number: i64, (sentence, _): (usize, usize)) -> bool {
        !self.speaks_of_others() && sentence > 0 && sentence as i64 == number
    }

    fn speaks_of_others(&self) -> bool {
        let before = &self.line.text[..self.token.range.start];
        ["ほかの", "他の", "その他の", "残りの", "残る", "other "].iter().any(|word| before.ends_with(word))
    }

    fn bound(&self, id: &str, name: &str) -> Option<Mend> {
        let is_it = |value: &&&Bindable| value.expression.root() == Some(id) && attribute(value) == name;
        let value = self.ground.wholes.iter().find(is_it)?;
        Some(Mend::value(value))
    }

    /// Bindings of these names, at most three.
    fn near(&self, names: &[&str]) -> Vec<Said> {
        let touched = |value: &Bindable| {
            let root = value.expression.root().unwrap_or("");
            self.ground.block(root).is_none() || self.named.touched.iter().any(|(_, id)| id == root)
        };
        let named = |value: &&&Bindable| names.contains(&attribute(value)) && touched(value);
        let values = self.ground.wholes.iter().filter(named);
        values.take(3).map(|value| print(&format!("{{{{ {} }}}}", value.expression), &value.print)).collect()
    }
}

fn is_sensors(value: &Bindable) -> bool {
    value.expression.root() == Some("sensors") || attribute(value) == "sensors"
}

/// No quarter has more days.
const LONGEST: i64 = 92;

/// Days with a packet.
fn active(daily: &[i64]) -> i64 {
    daily.iter().filter(|packets| **packets > 0).count() as i64
}

/// The days about the highest one that have at least half of its packets.
fn high(daily: &[i64]) -> i64 {
    let Some(peak) = daily.iter().max().filter(|peak| **peak > 0) else { return 0 };
    let at = daily.iter().position(|packets| packets == peak).unwrap_or(0);
    let high = |packets: &&i64| i128::from(**packets) * 2 >= i128::from(*peak);
    let after = daily[at..].iter().take_while(high).count();
    let before = daily[..at].iter().rev().take_while(high).count();
    (after + before) as i64
}

/// The days of `span` that lie in `quarter`, as positions.
pub(super) fn positions(span: Span, quarter: Span) -> Option<std::ops::Range<usize>> {
    let first = quarter.index(span.first.max(quarter.first))?;
    let last = quarter.index(span.last.min(quarter.last))?;
    (first <= last).then_some(first..last + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_number_of_packets_is_too_great() {
        assert_eq!(high(&[1, i64::MAX / 2 + 1, i64::MAX, 1]), 2);
    }
}

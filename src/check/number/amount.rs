//! How much a figure and a value are, as exact fractions in one unit: a share or change as a part, 約3倍 as a change of
//! two.

use super::token::{Bound, Figure, Sense, Unit};
use crate::question::Ratio;
use crate::rules::NEAR_MISS_PARTS;
use crate::words::{Before, Value};

/// How much a figure is; none where it has more digits than a number of packets.
pub(super) fn of_figure(figure: &Figure) -> Option<Ratio> {
    let Ratio { over, under } = number(figure)?;
    let over = if figure.sense == Some(Sense::Fall) && figure.unit != Unit::Times { -over } else { over };
    Some(match figure.unit {
        Unit::Percent => Ratio { over, under: under * 100 },
        Unit::Tenths => Ratio { over, under: under * 10 },
        Unit::Times => Ratio { over: over - under, under },
        _ => Ratio { over, under },
    })
}

/// How much a value is.
pub(super) fn of_value(value: &Value) -> Option<Ratio> {
    Some(match value {
        Value::Number(number) | Value::Packets(number) => Ratio { over: (*number).into(), under: 1 },
        Value::Previous(Before::Rank(rank)) => Ratio { over: (*rank).into(), under: 1 },
        Value::Mean(ratio) | Value::Index(ratio) | Value::Share(ratio) | Value::Change(ratio) => *ratio,
        Value::Previous(_) | Value::Text(_) | Value::Day(_) | Value::Truth(_) => return None,
    })
}

/// The number of a figure without its unit.
fn number(figure: &Figure) -> Option<Ratio> {
    let (digits, scale) = match figure.digits.strip_suffix('万') {
        Some(digits) => (digits, 10_000),
        None => figure
            .digits
            .strip_suffix('億')
            .map_or((figure.digits.as_str(), 1), |digits| (digits, 100_000_000)),
    };
    let parts = 10_i128.pow(figure.decimals().min(9));
    let over: i64 = digits.replace('.', "").parse().ok().filter(|_| figure.decimals() <= 9)?;
    Ratio::new(i128::from(over) * scale, parts)
}

/// How far two amounts lie apart, in millionths; what no number can say lies the furthest.
pub(super) fn distance(a: Option<Ratio>, b: Option<Ratio>) -> i128 {
    let apart = |a: Ratio, b: Ratio| {
        let over = a.over.checked_mul(b.under)?.checked_sub(b.over.checked_mul(a.under)?)?;
        Ratio::new(over.checked_abs()?, a.under.checked_mul(b.under)?)?.rounded(1_000_000)
    };
    a.zip(b).and_then(|(a, b)| apart(a, b)).unwrap_or(i128::MAX)
}

/// Whether a figure lies within one part in [`NEAR_MISS_PARTS`] of a value.
pub(super) fn is_near(value: Option<Ratio>, figure: &Figure) -> bool {
    let limit = value.and_then(|value| Ratio { over: value.over.abs(), ..value }.rounded(1_000_000));
    let apart = distance(value, of_figure(figure));
    limit.is_some_and(|limit| apart.checked_mul(NEAR_MISS_PARTS).is_some_and(|apart| apart <= limit))
}

/// Whether a figure that does not claim to be exact is the value rounded to the figure's own digits.
pub(super) fn is_rounded(value: &Value, figure: &Figure) -> bool {
    let (Some(Ratio { over, under }), true) = (of_value(value), figure.hedged) else { return false };
    let agrees = match figure.sense {
        Some(Sense::Fall) => over < 0,
        Some(Sense::Rise) => over > 0,
        _ => true,
    };
    let digits: Option<i128> = figure.digits.replace('.', "").parse().ok();
    let scaled = match figure.unit {
        Unit::Percent => Ratio { over: over.saturating_abs().saturating_mul(100), under },
        Unit::Tenths => Ratio { over: over.saturating_abs().saturating_mul(10), under },
        Unit::Times => Ratio { over: over.saturating_add(under), under },
        Unit::Packets => return is_near(of_value(value), figure) && is_rounded_whole(value, figure),
        _ => return false,
    };
    agrees && digits.is_some() && scaled.rounded(10_i128.pow(figure.decimals().min(6))) == digits
}

/// Whether a whole number is the value rounded at its last digit that is not 0: 50,000 of 46,510.
fn is_rounded_whole(value: &Value, figure: &Figure) -> bool {
    let (Some(value), Some(Ratio { over, under })) = (of_value(value), number(figure)) else { return false };
    if over <= 0 || over % under != 0 {
        return false;
    }
    let whole = over / under;
    let step =
        (0..19).map(|zeros| 10_i128.pow(zeros)).take_while(|step| whole % step == 0).last().unwrap_or(1);
    let parts = value.under.checked_mul(step).and_then(|under| Ratio::new(value.over, under));
    parts.and_then(|parts| parts.rounded(1)).and_then(|parts| parts.checked_mul(step)) == Some(whole)
}

/// Whether a number of packets is the value with one digit wrong, or two that changed places.
pub(super) fn is_slip(value: &Value, figure: &Figure) -> bool {
    let Some(value) = of_value(value).and_then(|value| value.rounded(1)) else { return false };
    let (own, typed) = (value.to_string().into_bytes(), figure.digits.as_bytes());
    if own.len() != typed.len() || own.len() < 3 {
        return false;
    }
    let wrong: Vec<usize> = (0..own.len()).filter(|at| own[*at] != typed[*at]).collect();
    match wrong.as_slice() {
        [_] => true,
        [a, b] => a + 1 == *b && own[*a] == typed[*b] && own[*b] == typed[*a],
        _ => false,
    }
}

/// Whether a value lies where the words behind a figure say: 5万パケット以上, 5万パケットに迫り.
pub(super) fn is_bounded(value: &Value, figure: &Figure) -> bool {
    let (Some(own), Some(typed)) = (of_value(value), of_figure(figure)) else { return false };
    let (Some(own), Some(typed)) = (own.rounded(1_000_000), typed.rounded(1_000_000)) else { return false };
    match figure.bound {
        Some(Bound::Over) => own >= typed,
        Some(Bound::Under) => own <= typed,
        Some(Bound::Nearly) => own < typed && is_near(of_value(value), figure),
        None => false,
    }
}

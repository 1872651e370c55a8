//! Finds the claims of a line: what is a figure, a day or a direction, and what only has digits.

use super::dates;
use super::direction;
use super::figure;
use super::identifier;
use super::line::Line;
use super::token::{Claim, Token};
use crate::quarter::{Day, Quarter};

/// Every claim that somebody typed, in order.
pub(super) fn scan(line: &Line<'_>, quarter: Quarter) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut month = None;
    for (range, piece) in line.pieces.iter() {
        if piece.origin != super::super::passage::Origin::Typed {
            month = bound_month(&piece.text, quarter).or(month);
            continue;
        }
        let mut at = range.start;
        while at < range.end {
            let (length, claim) = next(&line.text, at, month, quarter);
            if let Some(claim) = claim {
                if let Claim::Day(day) = &claim {
                    month = Some(*day);
                }
                tokens.push(Token { range: at..(at + length).min(line.text.len()), claim });
            }
            at += length;
        }
    }
    tokens
}

/// What stands at `at`, and how long it is.
fn next(text: &str, at: usize, month: Option<Day>, quarter: Quarter) -> (usize, Option<Claim>) {
    let (before, rest) = text.split_at(at);
    let step = rest.chars().next().map_or(1, char::len_utf8);
    if let Some(length) = identifier::length(before, rest) {
        return (length, None);
    }
    if let Some((length, claim)) = dates::date(before, rest, month, quarter) {
        return (length, Some(claim));
    }
    if let Some((length, figure)) = figure::worded(rest) {
        return (length, Some(Claim::Figure(figure)));
    }
    if let Some((length, figure)) = figure::figure(before, rest) {
        return (length, figure.map(Claim::Figure));
    }
    if let Some((length, claim)) = direction::direction(before, rest) {
        return (length, claim);
    }
    (step, None)
}

/// A day that a binding printed, whose month a typed day after it shares: 10月19日から21日.
fn bound_month(print: &str, quarter: Quarter) -> Option<Day> {
    match dates::date("", print, None, quarter)? {
        (_, Claim::Day(day)) => Some(day),
        _ => None,
    }
}

//! Draws a chart of the finished report as SVG.
//!
//! In: [`report::Chart`], or [`Bump`], in which everything is decided, and what the figure is called. Out: [`Svg`], one
//! accessible, self-contained picture without inline style, script or link. It must not know how values are
//! worded or rounded: it only places them.
//!
//! Every part is an SVG group with a class, so that a style sheet may restyle it; without one, presentation
//! attributes hold. One run of observed days is one `<polyline>` in the `<g class="series series-N">` of its
//! line; a run of a single day has a dot besides. N is the style, from 0.

mod bump;
mod canvas;
mod card;
mod credit;
mod events;
mod frame;
mod hatch;
mod labels;
mod legend;
mod normal;
mod notation;
mod overlay;
mod pen;
mod trend;
mod wrap;

pub use bump::{Bump, Line};

use crate::fonts::Fonts;
use crate::look::{CHART_WIDTH, PRESS_MARGIN};
use crate::report;

/// A finished picture: the one text that goes into a page as it is. Only this room makes it, every word in it
/// escaped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Svg(String);

impl Svg {
    /// The `<svg>` element, without an XML declaration, ending with a line feed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// An element that a test wrote.
    #[cfg(test)]
    pub(crate) fn of_test(text: String) -> Self {
        Self(text)
    }
}

/// Draws `chart`. `id` is the figure's, unique in its page; `title` its label and caption, `desc` its text
/// alternative, both plain text. The width is [`look::CHART_WIDTH`](crate::look::CHART_WIDTH) units of the view
/// box, the height follows from the words; the page gives the size.
pub fn draw(chart: &report::Chart, id: &str, title: &str, desc: &str, fonts: &Fonts) -> Svg {
    let frame = frame::Frame::measure(chart, fonts);
    let canvas = canvas::Canvas::new((CHART_WIDTH, frame.height()));
    trend::draw(chart, &frame, &canvas);
    Svg(canvas.into_svg(id, title, desc))
}

/// Draws the course of ranks `bump`. The rest is as in [`draw`].
pub fn ranks(bump: &Bump, id: &str, title: &str, desc: &str, fonts: &Fonts) -> Svg {
    Svg(bump::draw(bump, fonts).into_svg(id, title, desc))
}

/// Draws `chart` as [`draw`] does, with the lines `credit` below it and a margin of
/// [`PRESS_MARGIN`](crate::look::PRESS_MARGIN), for those who take it out of its page.
pub fn credited(
    chart: &report::Chart,
    id: &str,
    title: &str,
    desc: &str,
    credit: &[&str],
    fonts: &Fonts,
) -> Svg {
    Svg(credit::draw(chart, credit, fonts).into_framed_svg(PRESS_MARGIN, id, title, desc))
}

/// The card of `report`, [`CARD_WIDTH`](crate::look::CARD_WIDTH) by [`CARD_HEIGHT`](crate::look::CARD_HEIGHT) pixels,
/// described as `alt`.
pub fn card(report: &report::Report, alt: &str, fonts: &Fonts) -> Svg {
    Svg(card::draw(report, fonts).into_svg("card", &report.front.document_title, alt))
}

/// Draws `new` over the lines of `old`, which are grey and dashed: both in the same days and values. The rest is as in
/// [`draw`].
pub fn overlay(
    old: &report::Chart,
    new: &report::Chart,
    id: &str,
    title: &str,
    desc: &str,
    fonts: &Fonts,
) -> Svg {
    Svg(overlay::draw(old, new, fonts).into_svg(id, title, desc))
}

#[cfg(test)]
mod tests;

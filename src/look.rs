//! What things look like: the palette, dashes, widths and sizes of charts.
//!
//! Lengths are units of a chart's own, [`CHART_WIDTH`] of which span the column: 0.58 pt on A4, 0.8 px on a phone.

use crate::rules;

/// Red, green and blue.
pub type Rgb = (u8, u8, u8);

/// How a series is told apart: by colour, and without colour by its dashes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SeriesStyle {
    /// At least 3:1 on white, and apart from the others for dichromats too.
    pub colour: Rgb,
    /// Lengths of dash and gap in turn, as SVG's `stroke-dasharray`; empty for a solid line.
    pub dash: &'static str,
    /// Width of the line in tenths of a unit.
    pub width: u32,
}

/// The styles of series: 実線、破線、点線、一点鎖線、長破線、二点鎖線、長短鎖線、間隔の広い破線.
pub const SERIES: [SeriesStyle; rules::SERIES_STYLES] = [
    SeriesStyle { colour: (0x0a, 0x4a, 0x94), dash: "", width: 20 },
    SeriesStyle { colour: (0xa8, 0x3c, 0x00), dash: "7 3", width: 20 },
    SeriesStyle { colour: (0x1f, 0x9a, 0x80), dash: "2 2", width: 24 },
    SeriesStyle { colour: (0x22, 0x22, 0x22), dash: "10 3 2 3", width: 18 },
    SeriesStyle { colour: (0xd8, 0x60, 0xac), dash: "16 4", width: 22 },
    SeriesStyle { colour: (0xc8, 0x86, 0x00), dash: "10 3 2 3 2 3", width: 22 },
    SeriesStyle { colour: (0x5b, 0x8d, 0xef), dash: "16 3 5 3", width: 22 },
    SeriesStyle { colour: (0x8c, 0x2a, 0x5a), dash: "4 5", width: 20 },
];

/// Text, axes.
pub const INK: Rgb = (0x22, 0x22, 0x22);
/// Labels of ticks, brackets of months.
pub const QUIET: Rgb = (0x55, 0x55, 0x55);
/// Grid lines.
pub const GRID: Rgb = (0xdd, 0xdd, 0xdd);
/// The lines of a hatching.
pub const HATCH: Rgb = (0x99, 0x99, 0x99);
/// The ground of a hatching.
pub const HATCHED: Rgb = (0xf2, 0xf2, 0xf2);
/// The range that is normal for a line.
pub const BAND: Rgb = (0xe4, 0xe7, 0xec);
/// Its edges.
pub const BAND_EDGE: Rgb = (0xa6, 0xae, 0xba);
/// What everything is drawn on.
pub const PAPER: Rgb = (0xff, 0xff, 0xff);

/// Width of a chart.
pub const CHART_WIDTH: f64 = 800.0;
/// Least height of the plot; it grows where labels need more.
pub const PLOT_HEIGHT: f64 = 220.0;
/// Size of headings and direct labels.
pub const LABEL_SIZE: f64 = 15.0;
/// Size of the labels of ticks.
pub const TICK_SIZE: f64 = 13.5;
/// Distance between lines of text, in ems.
pub const LINE_HEIGHT: f64 = 1.25;
/// A direct label is wrapped beyond this width.
pub const LABEL_WIDTH: f64 = 190.0;
/// A text on a chart has at most so many lines; the data table has all of it.
pub const LABEL_LINES: usize = 3;
/// Distance between the lines of a hatching.
pub const HATCH_STEP: f64 = 7.0;
/// Radius of the dot that shows a day alone.
pub const DOT: f64 = 2.5;

/// Pixels across the card by which social networks show an edition.
pub const CARD_WIDTH: f64 = 1200.0;
/// Pixels down that card.
pub const CARD_HEIGHT: f64 = 630.0;

/// Paper around a chart that is taken out of its page, in units of the chart.
pub const PRESS_MARGIN: f64 = 16.0;

/// The shipped style sheet of pages; a site may have its own in `look/report.css`.
pub const CSS: &str = include_str!("../templates/html/report.css");

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Relative luminance as WCAG defines it.
    fn luminance((r, g, b): Rgb) -> f64 {
        let linear = |part: u8| match f64::from(part) / 255.0 {
            part if part <= 0.04045 => part / 12.92,
            part => ((part + 0.055) / 1.055).powf(2.4),
        };
        0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
    }

    fn contrast_on_paper(colour: Rgb) -> f64 {
        (luminance(PAPER) + 0.05) / (luminance(colour) + 0.05)
    }

    #[test]
    fn series_are_seen_on_paper_and_told_apart_without_colour() {
        for style in SERIES {
            assert!(contrast_on_paper(style.colour) >= 3.0, "{style:?}");
        }
        for text in [INK, QUIET] {
            assert!(contrast_on_paper(text) >= 4.5 + 2.5);
        }
        assert_eq!(SERIES.map(|style| style.dash).into_iter().collect::<BTreeSet<_>>().len(), SERIES.len());
        assert_eq!(SERIES.map(|style| style.colour).into_iter().collect::<BTreeSet<_>>().len(), SERIES.len());
    }
}

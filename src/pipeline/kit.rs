//! What a finished edition gives those who pass it on: the card, and the folder for the press.

use super::output::{Desk, Failed};
use crate::chart;
use crate::look::{CARD_WIDTH, CHART_WIDTH, PRESS_MARGIN};
use crate::raster::Easel;
use crate::render::{self, CARD};
use crate::report::{Catalogue, Figure};
use crate::said;

/// Pixels of the press's pictures across.
const ACROSS: u32 = 2 * (CHART_WIDTH + 2.0 * PRESS_MARGIN) as u32;

/// Path and bytes of each file; none for a draft.
pub(super) fn kit(desk: &Desk<'_>) -> Result<Vec<(String, Vec<u8>)>, Failed> {
    let Some(catalogue) = &desk.report.catalogue else { return Ok(Vec::new()) };
    let easel = Easel::new(desk.fonts);
    let card = chart::card(desk.report, &desk.report.card_alt(), desk.fonts);
    let mut files = vec![(CARD.to_owned(), easel.png(&card, CARD_WIDTH as u32).map_err(undrawn)?)];
    if catalogue.press {
        files.extend(render::press(desk.report, catalogue).into_iter().map(|file| (file.path, file.bytes)));
        for figure in desk.report.charts() {
            files.extend(pictures(desk, catalogue, figure, &easel)?);
        }
    }
    Ok(files)
}

/// A chart as SVG and as PNG, with who must be named below it.
fn pictures(
    desk: &Desk<'_>,
    catalogue: &Catalogue,
    figure: &Figure,
    easel: &Easel,
) -> Result<[(String, Vec<u8>); 2], Failed> {
    let anchor = &figure.label.anchor;
    let licence = desk.report.front.licence.iter().map(|licence| licence.credit.as_str());
    let credit: Vec<&str> = std::iter::once(catalogue.credit.as_str()).chain(licence).collect();
    let svg = chart::credited(&figure.chart, anchor, &figure.title(), &figure.alt, &credit, desk.fonts);
    let png = easel.png(&svg, ACROSS).map_err(undrawn)?;
    Ok([(format!("press/{anchor}.svg"), render::drawing(&svg)), (format!("press/{anchor}.png"), png)])
}

fn undrawn(why: String) -> Failed {
    Failed::Ours(said!("画像を作れませんでした：{why}", "A picture could not be made: {why}"))
}

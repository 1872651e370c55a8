//! Shares out the lines below a chart among what has to be told there: widths come in, places go out.

use super::frame::GAP;
use crate::look::{CHART_WIDTH, TICK_SIZE};

/// The height of its first line, with a little air.
pub(super) const LEGEND: f64 = 24.0;
/// How far another line lies below it.
const PITCH: f64 = TICK_SIZE * 1.5;

/// Places in the lines of a legend, from the left.
pub(super) struct Legend {
    left: f64,
    next: f64,
    line: usize,
}

impl Legend {
    /// An empty one, whose lines begin at `left`.
    pub(super) fn new(left: f64) -> Self {
        Self { left, next: left, line: 0 }
    }

    /// The place of an entry of this width: where it begins, and in which line. A new line where the last has no room.
    pub(super) fn place(&mut self, width: f64) -> (f64, usize) {
        if self.next + width > CHART_WIDTH && self.next > self.left {
            (self.next, self.line) = (self.left, self.line + 1);
        }
        let place = (self.next, self.line);
        self.next += width + 4.0 * GAP;
        place
    }

    /// The height of all lines; none where nothing has a place.
    pub(super) fn height(&self) -> Option<f64> {
        (self.next > self.left || self.line > 0).then_some(LEGEND + self.line as f64 * PITCH)
    }

    /// How far the middle of a line lies below the legend's top.
    pub(super) fn middle(line: usize) -> f64 {
        LEGEND / 2.0 + line as f64 * PITCH
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_room_begins_a_line() {
        let mut legend = Legend::new(50.0);
        assert_eq!(legend.height(), None);
        assert_eq!(legend.place(300.0), (50.0, 0));
        assert_eq!(legend.place(200.0), (350.0 + 4.0 * GAP, 0));
        assert_eq!(legend.place(250.0), (50.0, 1));
        assert_eq!(legend.height(), Some(LEGEND + PITCH));
        // Nothing is wider than a line; what is stands in one of its own.
        assert_eq!(legend.place(900.0), (50.0, 2));
    }
}

//! A backend of plotters that writes SVG: lengths in tenths of a unit in, escaped elements with presentation
//! attributes out. It must not know what is drawn.

use std::convert::Infallible;
use std::fmt::{self, Write};

use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
};

use super::notation::{Colour, Escaped, Tenths, tenths};

/// Tenths in a unit of the view box.
pub(super) const TENTHS: f64 = 10.0;

/// From the baseline up to the middle of digits and capitals, in ems.
const HALF_CAPITAL: f64 = 0.36;

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// Elements written so far.
pub(super) struct Pen {
    size: (u32, u32),
    dash: &'static str,
    body: String,
}

impl Pen {
    /// A pen for a paper of `size` tenths.
    pub(super) fn new(size: (u32, u32)) -> Self {
        Self { size, dash: "", body: String::new() }
    }

    /// Begins a group; `class` is one of our own words.
    pub(super) fn open(&mut self, class: &str) {
        self.put(format_args!("<g class=\"{}\">", Escaped(class)));
    }

    /// Ends the group begun last.
    pub(super) fn close(&mut self) {
        self.put(format_args!("</g>"));
    }

    /// Lines from now on have these dashes (as `stroke-dasharray`); none when empty.
    pub(super) fn dash(&mut self, dash: &'static str) {
        self.dash = dash;
    }

    /// The elements written, a line each.
    pub(super) fn body(&self) -> &str {
        &self.body
    }

    fn put(&mut self, element: fmt::Arguments<'_>) {
        // Writing into a String cannot fail.
        let _ = writeln!(self.body, "{element}");
    }

    fn stroke<S: BackendStyle>(&self, style: &S) -> String {
        let mut stroke = format!("stroke=\"{}\"", Colour(style.color()));
        let _ = write!(stroke, " stroke-width=\"{}\"", Tenths(i64::from(style.stroke_width())));
        if !self.dash.is_empty() {
            let _ = write!(stroke, " stroke-dasharray=\"{}\"", self.dash);
        }
        stroke
    }

    fn paint<S: BackendStyle>(&self, style: &S, fill: bool) -> String {
        if fill {
            format!("fill=\"{}\"", Colour(style.color()))
        } else {
            format!("fill=\"none\" {}", self.stroke(style))
        }
    }
}

impl DrawingBackend for Pen {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Drawn {
        self.draw_rect(point, (point.0.saturating_add(1), point.1.saturating_add(1)), &color, true)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        let (x1, y1, x2, y2) = (tenths(from.0), tenths(from.1), tenths(to.0), tenths(to.1));
        let stroke = self.stroke(style);
        self.put(format_args!("<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" {stroke}/>"));
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (left, top): BackendCoord,
        (right, bottom): BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let (x, y) = (tenths(left), tenths(top));
        let width = Tenths(i64::from(right) - i64::from(left));
        let height = Tenths(i64::from(bottom) - i64::from(top));
        let paint = self.paint(style, fill);
        self.put(format_args!("<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" {paint}/>"));
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let points: Vec<String> =
            path.into_iter().map(|(x, y)| format!("{},{}", tenths(x), tenths(y))).collect();
        let paint = self.paint(style, false);
        self.put(format_args!(
            "<polyline points=\"{}\" {paint} stroke-linejoin=\"round\"/>",
            points.join(" ")
        ));
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Drawn {
        let points: Vec<String> =
            corners.into_iter().map(|(x, y)| format!("{},{}", tenths(x), tenths(y))).collect();
        let paint = self.paint(style, true);
        self.put(format_args!("<polygon points=\"{}\" {paint}/>", points.join(" ")));
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let (x, y, radius) = (tenths(x), tenths(y), Tenths(i64::from(radius)));
        let paint = self.paint(style, fill);
        self.put(format_args!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" {paint}/>"));
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, (x, y): BackendCoord) -> Drawn {
        let size = style.size();
        let down = match style.anchor().v_pos {
            VPos::Top => 2.0 * HALF_CAPITAL,
            VPos::Center => HALF_CAPITAL,
            VPos::Bottom => 0.0,
        };
        let anchor = match style.anchor().h_pos {
            HPos::Left => "start",
            HPos::Center => "middle",
            HPos::Right => "end",
        };
        let weight = if matches!(style.style(), FontStyle::Bold) { " font-weight=\"bold\"" } else { "" };
        let (x, y) = (tenths(x), tenths(y.saturating_add((down * size).round() as i32)));
        let (size, fill) = (tenths(size.round() as i32), Colour(style.color()));
        self.put(format_args!(
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{weight} text-anchor=\"{anchor}\" fill=\"{fill}\">{}</text>",
            Escaped(text)
        ));
        Ok(())
    }
}

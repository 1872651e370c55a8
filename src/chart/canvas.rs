//! A sheet of plotters to draw on in units of the view box, and its end as an SVG document.

use std::cell::RefCell;
use std::rc::Rc;

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::element::{Circle, PathElement, Polygon, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontStyle, IntoFont, RGBColor, ShapeStyle, TextStyle};

use super::notation::{Colour, Escaped};
use super::pen::{Pen, TENTHS};
use crate::fonts::{FALLBACK, FAMILY};
use crate::look::{self, Rgb};

/// A place on the sheet in units, from the upper left.
pub(super) type Point = (f64, f64);

/// A place in tenths of a unit, as plotters counts.
pub(super) type Dot = (i32, i32);

/// Which side of a text its place is on.
#[derive(Clone, Copy)]
pub(super) enum Side {
    /// The text begins there.
    Left,
    /// It is centred there.
    Middle,
    /// It ends there.
    Right,
}

/// The sheet.
pub(super) struct Canvas {
    pen: Rc<RefCell<Pen>>,
    size: Point,
}

impl Canvas {
    /// An empty sheet of `size` units.
    pub(super) fn new(size: Point) -> Self {
        let (width, height) = dot(size);
        let pen = Pen::new((width.unsigned_abs(), height.unsigned_abs()));
        Self {
            pen: Rc::new(RefCell::new(pen)),
            size: (f64::from(width) / TENTHS, f64::from(height) / TENTHS),
        }
    }

    /// What plotters draws on, in tenths from the upper left.
    pub(super) fn area(&self) -> DrawingArea<Pen, Shift> {
        DrawingArea::from(&self.pen)
    }

    /// Draws `content` as a group of `class`.
    pub(super) fn group(&self, class: &str, content: impl FnOnce()) {
        self.pen.borrow_mut().open(class);
        content();
        self.pen.borrow_mut().close();
    }

    /// Draws `content` with lines dashed as `dash` says.
    pub(super) fn dashed(&self, dash: &'static str, content: impl FnOnce()) {
        self.pen.borrow_mut().dash(dash);
        content();
        self.pen.borrow_mut().dash("");
    }

    /// A line through `points`, `width` tenths wide.
    pub(super) fn path(&self, points: Vec<Dot>, colour: Rgb, width: u32) {
        done(self.area().draw(&PathElement::new(points, shape(colour, width, false))));
    }

    /// A straight line, `width` tenths wide.
    pub(super) fn line(&self, from: Point, to: Point, colour: Rgb, width: u32) {
        self.path(vec![dot(from), dot(to)], colour, width);
    }

    /// A filled rectangle.
    pub(super) fn fill(&self, upper_left: Point, lower_right: Point, colour: Rgb) {
        let corners = [dot(upper_left), dot(lower_right)];
        done(self.area().draw(&Rectangle::new(corners, shape(colour, 0, true))));
    }

    /// Everything between two lines from left to right, filled.
    pub(super) fn area_between(&self, low: &[Point], high: &[Point], colour: Rgb) {
        let corners: Vec<Dot> = low.iter().chain(high.iter().rev()).copied().map(dot).collect();
        done(self.area().draw(&Polygon::new(corners, shape(colour, 0, true))));
    }

    /// The edge of a rectangle, `width` tenths wide.
    pub(super) fn edge(&self, upper_left: Point, lower_right: Point, colour: Rgb, width: u32) {
        let corners = [dot(upper_left), dot(lower_right)];
        done(self.area().draw(&Rectangle::new(corners, shape(colour, width, false))));
    }

    /// A filled disc.
    pub(super) fn disc(&self, middle: Dot, radius: f64, colour: Rgb) {
        let radius = dot((radius, 0.0)).0;
        done(self.area().draw(&Circle::new(middle, radius, shape(colour, 0, true))));
    }

    /// The edge of a disc, `width` tenths wide.
    pub(super) fn ring(&self, middle: Dot, radius: f64, colour: Rgb, width: u32) {
        let radius = dot((radius, 0.0)).0;
        done(self.area().draw(&Circle::new(middle, radius, shape(colour, width, false))));
    }

    /// A line of text whose capitals are centred on the height of `at`.
    pub(super) fn text(&self, text: &str, at: Point, side: Side, size: f64, colour: Rgb) {
        self.write(text, at, side, size, colour, FontStyle::Normal);
    }

    /// The same in bold.
    pub(super) fn bold(&self, text: &str, at: Point, side: Side, size: f64, colour: Rgb) {
        self.write(text, at, side, size, colour, FontStyle::Bold);
    }

    fn write(&self, text: &str, at: Point, side: Side, size: f64, (r, g, b): Rgb, weight: FontStyle) {
        let side = match side {
            Side::Left => HPos::Left,
            Side::Middle => HPos::Center,
            Side::Right => HPos::Right,
        };
        let font = (FAMILY, size * TENTHS).into_font().style(weight);
        let colour = RGBColor(r, g, b);
        let style = TextStyle::from(font).color(&colour).pos(Pos::new(side, VPos::Center));
        done(self.area().draw(&Text::new(text, dot(at), style)));
    }

    /// The document: named and described for those who do not see it, sized by whoever places it.
    pub(super) fn into_svg(self, id: &str, title: &str, desc: &str) -> String {
        self.document(id, title, desc, 0.0, "")
    }

    /// The document with `margin` units of paper on each side, for a picture that stands alone.
    pub(super) fn into_framed_svg(self, margin: f64, id: &str, title: &str, desc: &str) -> String {
        let (width, height) = (self.size.0 + 2.0 * margin, self.size.1 + 2.0 * margin);
        let paper = Colour(shape(look::PAPER, 0, true).color.to_backend_color());
        let paper = format!(
            "<rect x=\"-{margin}\" y=\"-{margin}\" width=\"{width}\" height=\"{height}\" fill=\"{paper}\"/>\n"
        );
        self.document(id, title, desc, margin, &paper)
    }

    fn document(self, id: &str, title: &str, desc: &str, margin: f64, paper: &str) -> String {
        let (id, title, desc) = (Escaped(id), Escaped(title), Escaped(desc));
        let (corner, (width, height)) = (0.0 - margin, self.size);
        let (width, height) = (width + 2.0 * margin, height + 2.0 * margin);
        let pen = self.pen.borrow();
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" viewBox=\"{corner} {corner} {width} {height}\" \
             role=\"img\" aria-labelledby=\"{id}-title\" aria-describedby=\"{id}-desc\" \
             font-family=\"'{FAMILY}', '{FALLBACK}', sans-serif\">\n\
             <title id=\"{id}-title\">{title}</title>\n<desc id=\"{id}-desc\">{desc}</desc>\n{paper}{}</svg>\n",
            pen.body()
        )
    }
}

/// Units to tenths. Saturates: no place on a sheet is that far out.
pub(super) fn dot((x, y): Point) -> Dot {
    ((x * TENTHS).round() as i32, (y * TENTHS).round() as i32)
}

fn shape((r, g, b): Rgb, width: u32, filled: bool) -> ShapeStyle {
    ShapeStyle { color: RGBColor(r, g, b).to_rgba(), filled, stroke_width: width }
}

/// The pen cannot fail, and nobody holds it while an element is drawn.
fn done<E: std::error::Error + Send + Sync>(drawn: Result<(), DrawingAreaErrorKind<E>>) {
    drawn.expect("drawing into a string does not fail");
}

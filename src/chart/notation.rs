//! How lengths, colours and words are written in SVG: nothing gets past it unescaped.

use std::fmt::{self, Write};

use plotters_backend::BackendColor;

/// A length in units, printed with at most one decimal.
pub(super) struct Tenths(pub(super) i64);

/// A coordinate of plotters as a length.
pub(super) fn tenths(length: i32) -> Tenths {
    Tenths(i64::from(length))
}

impl fmt::Display for Tenths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (units, tenths) = (self.0.unsigned_abs() / 10, self.0.unsigned_abs() % 10);
        if tenths == 0 { write!(f, "{sign}{units}") } else { write!(f, "{sign}{units}.{tenths}") }
    }
}

/// A colour in hexadecimal; nothing here is translucent.
pub(super) struct Colour(pub(super) BackendColor);

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (r, g, b) = self.0.rgb;
        write!(f, "#{r:02x}{g:02x}{b:02x}")
    }
}

/// Text as it may stand in an element or between double quotes; what XML cannot hold is left out.
pub(super) struct Escaped<'a>(pub(super) &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|c| match c {
            '&' => f.write_str("&amp;"),
            '<' => f.write_str("&lt;"),
            '>' => f.write_str("&gt;"),
            '"' => f.write_str("&quot;"),
            '\'' => f.write_str("&#39;"),
            '\t' | '\n' | '\r' => f.write_char(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => Ok(()),
            c => f.write_char(c),
        })
    }
}

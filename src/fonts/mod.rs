//! The fonts that are compiled in: coverage and widths of text, before anything is drawn.

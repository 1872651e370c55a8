//! What things look like: palette, dashes, sizes, and the shipped Typst look and style sheet.

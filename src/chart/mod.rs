//! Draws a chart of the finished report as SVG.

/// A drawn chart: one `<svg>` element, trusted to be well-formed and free of hostile text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Svg(String);

impl Svg {
    /// The element as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// An element that a test wrote.
    #[cfg(test)]
    pub(crate) fn of_test(text: String) -> Self {
        Self(text)
    }
}

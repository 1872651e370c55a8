//! Draws a chart of the finished report as SVG.

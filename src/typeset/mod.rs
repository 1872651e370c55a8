//! Typesets the finished report as PDF.

//! Writes the finished report as HTML and data files.

//! Bindings: values in sentences, masked before Markdown is read and evaluated against answers.

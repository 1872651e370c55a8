//! Brings a finished edition to disk: complete or not at all.

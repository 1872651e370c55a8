//! The classes of claims on a small site.

//! SHA-256 in hexadecimal, of bytes and of values.

use std::fmt::Write;

use sha2::{Digest, Sha256};

/// SHA-256 of `bytes` in hexadecimal, 64 characters.
pub fn digest(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// Lower-case hexadecimal digits of `bytes`.
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

//! What may stand between the braces of a binding.

#![no_main]

use std::sync::LazyLock;

use doors::Doors;

static DOORS: LazyLock<Doors> = LazyLock::new(Doors::open);

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| DOORS.binding(bytes));

//! A manuscript on its whole way to disk: drawings, page and PDF included. Slow.

#![no_main]

use std::sync::LazyLock;

use doors::Doors;

static DOORS: LazyLock<Doors> = LazyLock::new(Doors::open);

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| DOORS.edition(bytes));

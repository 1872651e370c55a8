//! Asks the observations: one fold a source, plain integers out; no DataFrame leaves this room.

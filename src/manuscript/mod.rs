//! Reads an edition's manuscript into blocks, with the place of everything.

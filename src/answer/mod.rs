//! Ranks, means, changes and coverage from plain integers.

//! `zufolge evaluate`: scores an engine against an annotated corpus.

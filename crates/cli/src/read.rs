//! `zufolge read`: articles in, their attributions out.

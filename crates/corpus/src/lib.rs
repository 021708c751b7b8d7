//! Readers of annotated quotation corpora, and the scorers.

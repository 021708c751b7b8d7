//! Training of the tagger.

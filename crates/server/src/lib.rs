//! The pages that people look at, and the HTTP API for programs.

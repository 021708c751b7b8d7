//! [`Report`](zufolge::Report)s → the formats that other programs read, one file a format.

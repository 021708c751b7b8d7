//! The tables: what is appended, and what is derived from it.

/// The format that this program writes: `user_version` of the file.
pub(crate) const FORMAT: i64 = 1;

/// Marks the file as a ledger: `application_id` of the file, "Zufo".
pub(crate) const MAGIC: i64 = 0x5A75_666F;

/// What is appended and never changed.
pub(crate) const APPENDED: &str = "
CREATE TABLE record (
    seq      INTEGER PRIMARY KEY,  -- the order in which records were appended
    kind     TEXT NOT NULL,        -- what it is: article, alias, merge, split, correction
    body     BLOB NOT NULL,        -- the record's JSON, zlib
    checksum BLOB NOT NULL,        -- SHA-256 of that JSON
    added    INTEGER NOT NULL      -- when it was appended; times are milliseconds since 1970, UTC
) STRICT;
";

/// What is derived; `ledger rebuild` drops and derives it again.
pub(crate) const DERIVED: &str = "
-- A news item in all its versions.
CREATE TABLE item (
    item INTEGER PRIMARY KEY,
    id   TEXT NOT NULL UNIQUE      -- its own id or URN; else the input's name
) STRICT;

-- What an item is known by: urn:…, url:…, id:…, text:….
CREATE TABLE item_key (
    key  TEXT PRIMARY KEY,
    item INTEGER NOT NULL REFERENCES item
) STRICT, WITHOUT ROWID;

-- A version of an item.
CREATE TABLE article (
    article      INTEGER PRIMARY KEY REFERENCES record,  -- its record
    item         INTEGER NOT NULL REFERENCES item,
    version      INTEGER NOT NULL,   -- as the sender counts, where that is free
    given        INTEGER,            -- as the sender counts
    place        INTEGER NOT NULL,   -- among the versions of its item, oldest first, from 0
    withdrawn    INTEGER NOT NULL,   -- 1: the sender took it back
    content      BLOB NOT NULL,      -- SHA-256 of headline and text
    outlet       TEXT,
    agency       TEXT,
    title        TEXT,
    published    TEXT,               -- as the article has it
    at           INTEGER NOT NULL,   -- when this version came out
    until        INTEGER,            -- when a newer one did
    attributions INTEGER NOT NULL,
    UNIQUE (item, version)
) STRICT;
CREATE INDEX article_by_time ON article (at);
CREATE INDEX article_by_outlet ON article (outlet, at);

-- Stems of headline and text.
CREATE VIRTUAL TABLE article_words USING fts5(stems, content = '', contentless_delete = 1, tokenize = 'ascii', detail = full);
";

/// The derived tables, those that refer to others first.
pub(crate) const DERIVED_TABLES: [&str; 4] = ["article_words", "article", "item_key", "item"];

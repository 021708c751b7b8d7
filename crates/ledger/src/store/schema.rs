//! The tables: what is appended, and what is derived from it.

/// The format that this program writes: `user_version` of the file. It goes up with every change of what is derived: of a table, or of what
/// is packed into one (`folds::Statement`, `folds::Known`). A file of each older format is in `tests/formats/`.
pub(crate) const FORMAT: i64 = 13;

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
-- Few: what is counted is counted without them and then less them.
CREATE INDEX article_replaced ON article (article) WHERE until IS NOT NULL OR withdrawn = 1;

-- Stems of headline and text.
CREATE VIRTUAL TABLE article_words USING fts5(stems, content = '', contentless_delete = 1, tokenize = 'ascii', detail = full);

-- Somebody across articles.
CREATE TABLE entity (
    entity   INTEGER PRIMARY KEY,
    name     TEXT NOT NULL,
    kind     TEXT NOT NULL,
    role     TEXT,
    wikidata TEXT,
    last     INTEGER NOT NULL,     -- the article that named it last
    folded   BLOB NOT NULL         -- folds::Known, postcard
) STRICT;

-- The words of somebody's names, in the form that all their spellings share.
CREATE TABLE entity_word (
    word   TEXT NOT NULL,
    entity INTEGER NOT NULL REFERENCES entity,
    PRIMARY KEY (word, entity)
) STRICT, WITHOUT ROWID;

-- What somebody in an article is found by; those named last come first.
CREATE TABLE entity_key (
    key    TEXT NOT NULL,
    last   INTEGER NOT NULL,
    entity INTEGER NOT NULL REFERENCES entity,
    PRIMARY KEY (key, last, entity)
) STRICT, WITHOUT ROWID;

-- Whom an article names.
CREATE TABLE member (
    article  INTEGER NOT NULL REFERENCES article,
    local    TEXT NOT NULL,        -- the entity's id in the report
    name     TEXT NOT NULL,        -- the fullest name there
    entity   INTEGER NOT NULL REFERENCES entity,
    evidence TEXT NOT NULL,        -- why it is that one; empty for the first of its kind
    PRIMARY KEY (article, local)
) STRICT, WITHOUT ROWID;
CREATE INDEX member_by_entity ON member (entity, article);

-- What is said, denied, or not commented on.
CREATE TABLE claim (
    claim    INTEGER PRIMARY KEY,
    articles INTEGER NOT NULL,     -- items that ever had it
    became   INTEGER               -- the claim that it turned out to be one with
) STRICT;
CREATE INDEX claim_by_spread ON claim (articles DESC, claim);

-- An attribution, made ready to be compared.
CREATE TABLE statement (
    statement   INTEGER PRIMARY KEY,
    article     INTEGER NOT NULL REFERENCES article,
    attribution TEXT NOT NULL,     -- its id in the report; 'headline'
    claim       INTEGER NOT NULL REFERENCES claim,
    placed      INTEGER NOT NULL,  -- the claim it was placed in when it was added
    entity      INTEGER REFERENCES entity,  -- at the beginning of its chain
    behalf      INTEGER REFERENCES entity,  -- for whom that one speaks
    who         TEXT,              -- the words that name that one
    naming      TEXT,              -- how it is named
    stance      TEXT NOT NULL,     -- ',states,warns,'
    evidence    TEXT NOT NULL,     -- why it belongs to the claim
    folded      BLOB NOT NULL,     -- folds::Statement, postcard
    dropped     INTEGER NOT NULL,  -- 1: somebody says that it is none
    pinned      INTEGER NOT NULL,  -- 1: somebody says which claim it belongs to
    UNIQUE (article, attribution)
) STRICT;
CREATE INDEX statement_by_claim ON statement (claim, article);
-- With all that is asked of the many statements of one somebody, so that the rows need not be looked at.
CREATE INDEX statement_by_entity ON statement (entity, article, claim, dropped) WHERE entity IS NOT NULL;
CREATE INDEX statement_by_behalf ON statement (behalf, article, claim, dropped) WHERE behalf IS NOT NULL;

-- Claims that say otherwise; both ways.
CREATE TABLE contradiction (
    claim INTEGER NOT NULL REFERENCES claim,
    other INTEGER NOT NULL REFERENCES claim,
    PRIMARY KEY (claim, other)
) STRICT, WITHOUT ROWID;

-- The rare pairs of words under which an article is filed.
CREATE TABLE claim_key (
    key     INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES article,
    PRIMARY KEY (key, article)
) STRICT, WITHOUT ROWID;

-- Winnowed shingles of a text, and those it is found by.
CREATE TABLE fingerprint (
    article INTEGER PRIMARY KEY REFERENCES article,
    hashes  BLOB NOT NULL
) STRICT;
CREATE TABLE copy_key (
    key     INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES article,
    PRIMARY KEY (key, article)
) STRICT, WITHOUT ROWID;

-- Articles that share much of their text; both ways.
CREATE TABLE near_copy (
    article INTEGER NOT NULL REFERENCES article,
    other   INTEGER NOT NULL REFERENCES article,
    overlap REAL NOT NULL,
    PRIMARY KEY (article, other)
) STRICT, WITHOUT ROWID;

-- What people know better, record by record. What a record says and when it was said tell it from others, in whichever ledgers it is.
CREATE TABLE note (
    seq      INTEGER PRIMARY KEY REFERENCES record,
    kind     TEXT NOT NULL,
    said     INTEGER NOT NULL,     -- when it was appended to the first ledger that had it
    checksum BLOB NOT NULL,        -- SHA-256 of its JSON
    UNIQUE (said, checksum)
) STRICT;

-- What people know better, as it holds now: the records say it.
CREATE TABLE correction (
    seq         INTEGER PRIMARY KEY REFERENCES record,
    article     INTEGER NOT NULL REFERENCES article,
    attribution TEXT NOT NULL,
    kind        TEXT NOT NULL
) STRICT;
CREATE INDEX correction_by_place ON correction (article, attribution);

-- Lines of the user's aliases.
CREATE TABLE alias (
    seq  INTEGER PRIMARY KEY REFERENCES record,
    line TEXT NOT NULL
) STRICT;

-- Two entities that somebody joined or parted, and has not taken back.
CREATE TABLE decision (
    seq    INTEGER NOT NULL REFERENCES record,
    kind   TEXT NOT NULL,          -- merge, split, alias
    entity INTEGER NOT NULL REFERENCES entity,  -- that stayed
    other  INTEGER NOT NULL,       -- that was joined to it, or parted from it
    note   TEXT,
    before BLOB,                   -- know::Joined, postcard: both as they were, where they were joined
    PRIMARY KEY (seq, other)
) STRICT;
CREATE INDEX decision_by_entity ON decision (entity);

-- Stems of a statement's content, and its entities as 'entity4'.
CREATE VIRTUAL TABLE statement_words USING fts5(stems, content = '', contentless_delete = 1, tokenize = 'ascii', detail = full);
";

/// The derived tables.
pub(crate) const DERIVED_TABLES: [&str; 20] = [
    "alias",
    "article",
    "article_words",
    "claim",
    "claim_key",
    "contradiction",
    "copy_key",
    "correction",
    "decision",
    "entity",
    "entity_key",
    "entity_word",
    "fingerprint",
    "item",
    "item_key",
    "member",
    "near_copy",
    "note",
    "statement",
    "statement_words",
];

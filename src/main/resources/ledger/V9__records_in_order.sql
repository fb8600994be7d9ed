-- Records in the order in which they were first named, found by a hash of their names. What comes in an order that came
-- before then changes rows that stand side by side, and no index with them. The rows are moved by the next migration.

ALTER TABLE record RENAME TO record_by_name;

CREATE TABLE record (
    number           ${number} PRIMARY KEY,
    key              BIGINT  NOT NULL,    -- of source, type and id; two records may have the same one
    source           TEXT    NOT NULL,
    type             TEXT    NOT NULL,
    id               TEXT    NOT NULL,
    version          BIGINT  NOT NULL,
    created_at       BIGINT,
    last_updated     BIGINT,
    hash             ${bytes},            -- of what was sent last and taken
    mapping          TEXT,
    original_updated BIGINT,              -- meta.lastUpdated of that
    outcome          TEXT    NOT NULL,
    task             TEXT,                -- of the registry, as long as it is open
    passage          BIGINT  NOT NULL     -- the last one
);

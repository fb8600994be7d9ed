-- Times are microseconds since 1970. Words are the same in every table: source, type and id name a record as EHRs do.

-- What the gateway knows of each record that was ever named. A version of 0: the registry never had it from here.
CREATE TABLE record (
    source           TEXT    NOT NULL,
    type             TEXT    NOT NULL,
    id               TEXT    NOT NULL,
    version          BIGINT  NOT NULL,
    created_at       BIGINT,
    last_updated     BIGINT,
    hash             ${bytes},          -- of what was sent last and taken
    mapping          TEXT,
    original_updated BIGINT,            -- meta.lastUpdated of that
    outcome          TEXT    NOT NULL,
    task             TEXT,              -- of the registry, as long as it is open
    passage          BIGINT  NOT NULL,  -- the last one
    PRIMARY KEY (source, type, id)
) ${clustered};

-- Every batch that was admitted. Its entries are the passages from the first on, one after the other.
CREATE TABLE batch (
    number        ${number} PRIMARY KEY,
    id            TEXT      NOT NULL UNIQUE,
    source        TEXT      NOT NULL,
    client        TEXT      NOT NULL,
    received_at   BIGINT    NOT NULL,
    entries       INTEGER   NOT NULL,
    state         TEXT      NOT NULL,   -- open, answered, failed, interrupted
    intent        ${bytes},             -- the records it names, as long as it is open
    first_passage BIGINT,
    ended_at      BIGINT
);

CREATE INDEX batch_open ON batch (number) WHERE state = 'open';

-- One entry of one batch, at its end. The passages of a record are a chain, so that no index has to be kept.
CREATE TABLE passage (
    number   ${number} PRIMARY KEY,
    previous BIGINT,                    -- of the same record
    batch    BIGINT    NOT NULL,
    position INTEGER   NOT NULL,
    type     TEXT,
    id       TEXT,
    version  BIGINT,
    outcome  TEXT      NOT NULL,
    blame    TEXT,
    status   INTEGER,                   -- of the registry's last answer
    tries    INTEGER   NOT NULL,
    task     TEXT,
    hash     ${bytes},
    mapping  TEXT,
    ended_at BIGINT    NOT NULL
);

-- Written to find out whether the ledger can be written again.
CREATE TABLE probe (
    times BIGINT NOT NULL
);

INSERT INTO probe (times) VALUES (0);

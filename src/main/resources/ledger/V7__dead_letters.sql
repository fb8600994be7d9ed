-- An entry that nobody waits for and that failed finally, or a relationship that was given up: kept until somebody, or a
-- newer version of its record, settles it. What was sent of it is apart, so that lists are read without it.
CREATE TABLE letter (
    number            ${number} PRIMARY KEY,
    source            TEXT    NOT NULL,
    type              TEXT,              -- of its record, as EHRs name it; null when the entry names none
    id                TEXT,
    batch             TEXT    NOT NULL,  -- the entry that failed
    position          INTEGER NOT NULL,
    client            TEXT    NOT NULL,
    received_at       BIGINT  NOT NULL,
    died_at           BIGINT  NOT NULL,
    blame             TEXT,
    words             TEXT,              -- why, without what was sent
    status            INTEGER,           -- of the registry's last answer
    tries             INTEGER NOT NULL,
    mapping           TEXT,
    relationship_type TEXT,              -- names the relationship as the registry does; null for an entry
    relationship_id   TEXT,
    version           BIGINT  NOT NULL,  -- of its record when it failed: what is delivered later has a larger one
    task              TEXT,              -- of an earlier version that was open then; null when it is over
    state             TEXT    NOT NULL,  -- accepted, waiting, open, replaying, replayed, healed, superseded, discarded
    changed_at        BIGINT  NOT NULL,
    rounds            INTEGER NOT NULL,  -- replays in a row that came to nothing while the registry answered
    next_try          BIGINT,            -- of its replay; null when there is none to begin
    followed_batch    TEXT,              -- the entry whose task decides on it
    followed_position INTEGER,
    closed_by         TEXT               -- the batch that settled it
);

CREATE INDEX letter_listed ON letter (source, state, number);
CREATE INDEX letter_of_entry ON letter (batch, position);
CREATE INDEX letter_of_record ON letter (source, type, id)
    WHERE state IN ('accepted', 'waiting', 'open', 'replaying');
CREATE INDEX letter_open ON letter (source, blame, died_at) WHERE state = 'open';
CREATE INDEX letter_due ON letter (source, number) WHERE next_try IS NOT NULL;
CREATE INDEX letter_followed ON letter (followed_batch, followed_position) WHERE followed_batch IS NOT NULL;
CREATE INDEX letter_closed ON letter (changed_at)
    WHERE state IN ('replayed', 'healed', 'superseded', 'discarded');

-- What a letter holds of a patient: compressed, and encrypted when there is a key.
CREATE TABLE letter_body (
    letter   ${number} PRIMARY KEY,
    original ${bytes},                   -- as it came; null when it was over the size limit
    request  ${bytes},                   -- what was sent to the registry
    answer   ${bytes},                   -- all that was said of it, as it was said
    edited   ${bytes}                    -- what is replayed in its place
);

CREATE TABLE letter_event (
    letter BIGINT NOT NULL,
    at     BIGINT NOT NULL,
    state  TEXT   NOT NULL,              -- that it came to
    client TEXT,                         -- who did that
    batch  TEXT,                         -- by which
    words  TEXT
);

CREATE INDEX letter_event_of ON letter_event (letter, at);

-- Numbers of letters are never given twice, also when all of them are gone.
ALTER TABLE upkeep ADD COLUMN letters BIGINT NOT NULL DEFAULT 0;

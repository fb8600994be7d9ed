-- A relationship that waits for a record at one of its ends. Its row stays for a while after its own end.
CREATE TABLE parked (
    source        TEXT    NOT NULL,
    type          TEXT    NOT NULL,      -- names it as the registry does, and its ends too
    id            TEXT    NOT NULL,
    from_type     TEXT    NOT NULL,
    from_id       TEXT    NOT NULL,
    to_type       TEXT    NOT NULL,
    to_id         TEXT    NOT NULL,
    referrer_type TEXT    NOT NULL,      -- the record that asks for it, as EHRs name it
    referrer_id   TEXT    NOT NULL,
    batch         TEXT    NOT NULL,      -- the entry that asked for it last
    position      INTEGER NOT NULL,
    payload       ${bytes},              -- what is sent, as long as it waits
    state         TEXT    NOT NULL,      -- waiting, accepted, made, refused, given_up
    words         TEXT,                  -- why, for the sender of the entry
    parked_at     BIGINT  NOT NULL,
    tries         INTEGER NOT NULL,
    next_try      BIGINT,                -- null when it does not wait any more
    changed_at    BIGINT  NOT NULL,
    PRIMARY KEY (source, type, id)
) ${clustered};

CREATE INDEX parked_due ON parked (next_try) WHERE next_try IS NOT NULL;
CREATE INDEX parked_from ON parked (source, from_type, from_id) WHERE next_try IS NOT NULL;
CREATE INDEX parked_to ON parked (source, to_type, to_id) WHERE next_try IS NOT NULL;
CREATE INDEX parked_by ON parked (source, referrer_type, referrer_id);

-- A task of the registry that is followed to its end. Its row stays until its retention is over.
CREATE TABLE task (
    source    TEXT    NOT NULL,
    task      TEXT    NOT NULL,          -- the registry's name for it
    kind      TEXT    NOT NULL,          -- single, bulk, bundle
    opened_at BIGINT  NOT NULL,
    next_poll BIGINT,                    -- null when there is nothing more to ask
    polls     INTEGER NOT NULL,          -- times that the registry told how it stands
    PRIMARY KEY (source, task)
) ${clustered};

CREATE INDEX task_due ON task (next_poll) WHERE next_poll IS NOT NULL;

-- One write that a task carries out, and the entry that it is made for.
CREATE TABLE task_operation (
    source      TEXT    NOT NULL,
    task        TEXT    NOT NULL,
    target      TEXT    NOT NULL,        -- resource, relationship
    record_type TEXT    NOT NULL,        -- names what is written as the registry does
    record_id   TEXT    NOT NULL,
    batch       TEXT    NOT NULL,
    position    INTEGER NOT NULL,
    type        TEXT    NOT NULL,        -- of the entry
    id          TEXT    NOT NULL,
    content     TEXT    NOT NULL,        -- hash that a record which is read back is held against
    sends       INTEGER NOT NULL,
    state       TEXT    NOT NULL,        -- pending, in_review, overdue; or how it ended
    words       TEXT,                    -- why, for the sender of the entry
    changed_at  BIGINT  NOT NULL,
    payload     ${bytes},                -- what was sent, as long as it may have to be sent again
    hash        ${bytes},                -- of all that was sent for the entry, for its record when this is stored
    mapping     TEXT,
    original_updated BIGINT,
    version     BIGINT,                  -- that the entry came to
    PRIMARY KEY (source, task, target, record_type, record_id)
) ${clustered};

CREATE INDEX task_operation_of_entry ON task_operation (batch, position);

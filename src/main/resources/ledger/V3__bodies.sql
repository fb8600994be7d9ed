-- What was sent to the registry: that of many entries in one row, compressed, and encrypted when there is a key. The
-- content comes last, so that what is asked before it is pruned is read without it.
CREATE TABLE body (
    number    ${number} PRIMARY KEY,
    stored_at BIGINT   NOT NULL,
    size      INTEGER  NOT NULL,        -- before it was compressed
    stored    INTEGER  NOT NULL,        -- as it is
    content   ${bytes} NOT NULL
);

-- Where in them an entry is found.
ALTER TABLE passage ADD COLUMN body        BIGINT;
ALTER TABLE passage ADD COLUMN body_offset INTEGER;
ALTER TABLE passage ADD COLUMN body_length INTEGER;

-- Why the entry ended so, without what was sent.
ALTER TABLE passage ADD COLUMN words TEXT;

-- The words of a task are without what was sent from now on; here they are as they came, encrypted when there is a key.
ALTER TABLE task_operation ADD COLUMN reason ${bytes};

-- Tasks that are over, by when they were opened: to forget them.
CREATE INDEX task_over ON task (opened_at) WHERE next_poll IS NULL;

-- One row: what retention has to know. Numbers of bodies are never given twice, also when all of them are pruned.
CREATE TABLE upkeep (
    bodies BIGINT NOT NULL,             -- the last number
    stored BIGINT NOT NULL,             -- bytes of all there ever were
    pruned BIGINT NOT NULL,             -- bytes of those that are gone
    swept  BIGINT NOT NULL              -- passages up to this one were looked at, and the ones before them pruned
);

INSERT INTO upkeep (bodies, stored, pruned, swept) VALUES (0, 0, 0, 0);

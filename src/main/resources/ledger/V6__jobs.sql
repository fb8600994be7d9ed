-- A batch whose answer nobody waits for. Its entries are in its journal, a file beside the ledger.
CREATE TABLE job (
    number       ${number} PRIMARY KEY,   -- in the order of admission
    id           TEXT      NOT NULL UNIQUE,
    source       TEXT      NOT NULL,
    client       TEXT      NOT NULL,
    forced       INTEGER   NOT NULL,      -- 1: also what the registry is known to have
    received_at  BIGINT    NOT NULL,
    entries      INTEGER   NOT NULL,
    problem      TEXT,                    -- why its body was not taken to its end
    state        TEXT      NOT NULL,      -- waiting, running, followed, ended
    started_at   BIGINT,
    cancelled_at BIGINT,
    ended_at     BIGINT
);

CREATE INDEX job_open ON job (number) WHERE ended_at IS NULL;
CREATE INDEX job_over ON job (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX job_of ON job (client, source, number);

-- Entries of a job, one after the other in its journal, that are delivered together, as a batch; and what of them fails
-- and may do better later, as a batch again. Each time is a round.
CREATE TABLE job_chunk (
    job        BIGINT  NOT NULL,
    chunk      INTEGER NOT NULL,          -- from 0
    first      INTEGER NOT NULL,          -- position of the first entry
    entries    INTEGER NOT NULL,
    round      INTEGER NOT NULL,          -- the last one, from 0
    tries      INTEGER NOT NULL,          -- rounds that failed while others did not
    persisted  INTEGER NOT NULL,          -- what became of its entries up to now
    accepted   INTEGER NOT NULL,
    pending    INTEGER NOT NULL,          -- those accepted ones whose tasks are expected to end soon
    unchanged  INTEGER NOT NULL,
    superseded INTEGER NOT NULL,
    failed     INTEGER NOT NULL,
    undone     INTEGER NOT NULL,          -- those still to be delivered
    ended_at   BIGINT,                    -- when nothing was left to be delivered
    PRIMARY KEY (job, chunk)
) ${clustered};

-- What a round has that is not the first one of its chunk: the positions of its entries in the job.
CREATE TABLE job_round (
    job       BIGINT   NOT NULL,
    chunk     INTEGER  NOT NULL,
    round     INTEGER  NOT NULL,
    positions ${bytes} NOT NULL,
    PRIMARY KEY (job, chunk, round)
) ${clustered};

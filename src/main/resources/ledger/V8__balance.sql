-- What became of all that came in, so that it can be seen to add up: one row a day and source. An entry counts for the day
-- on which its batch was admitted, whenever it ends; what has not ended is what was received and is in no other column.
CREATE TABLE balance (
    day           TEXT   NOT NULL,           -- such as 2026-01-31, in the zone that was set then
    source        TEXT   NOT NULL,
    received      BIGINT NOT NULL DEFAULT 0,
    persisted     BIGINT NOT NULL DEFAULT 0,
    unchanged     BIGINT NOT NULL DEFAULT 0,
    superseded    BIGINT NOT NULL DEFAULT 0,
    answered      BIGINT NOT NULL DEFAULT 0, -- failed, and its sender was told
    dead_lettered BIGINT NOT NULL DEFAULT 0, -- failed, and nobody was there to be told
    PRIMARY KEY (day, source)
) ${clustered};

-- The day that its entries count for; null for what is older than the balance.
ALTER TABLE batch ADD COLUMN day TEXT;
ALTER TABLE job ADD COLUMN day TEXT;

-- 1 when nobody waits for its answer: what fails then is a dead letter.
ALTER TABLE batch ADD COLUMN unattended INTEGER NOT NULL DEFAULT 0;

-- What was told of each rule of alerts, so that a restart does not tell it again.
CREATE TABLE alert (
    rule      TEXT    NOT NULL PRIMARY KEY,
    raised    INTEGER NOT NULL,              -- 1 or 0
    since     BIGINT  NOT NULL,              -- when it was raised, or cleared
    told_at   BIGINT  NOT NULL,
    words     TEXT    NOT NULL,
    delivered INTEGER NOT NULL               -- 1 when the webhook has it, or is not to have it
);

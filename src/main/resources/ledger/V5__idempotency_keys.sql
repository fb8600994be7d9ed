-- The answers to batches that came with an Idempotency-Key, without the resources: those come again with the request.
CREATE TABLE idempotency (
    client      TEXT     NOT NULL,
    key         TEXT     NOT NULL,
    content     ${bytes} NOT NULL,       -- hash of the batch
    results     ${bytes} NOT NULL,       -- what became of its entries
    size        INTEGER  NOT NULL,       -- of the results, in bytes
    answered_at BIGINT   NOT NULL,
    PRIMARY KEY (client, key)
) ${clustered};

CREATE INDEX idempotency_age ON idempotency (answered_at, size);

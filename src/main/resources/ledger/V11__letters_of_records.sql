-- All letters of a record, and not only those that a newer version settles: the life of the record tells of them.
DROP INDEX letter_of_record;

CREATE INDEX letter_of_record ON letter (source, type, id);

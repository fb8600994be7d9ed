-- What an entry was told of relationships that wait, as long as any of them does; then why some were not made.
ALTER TABLE passage ADD COLUMN waits TEXT;

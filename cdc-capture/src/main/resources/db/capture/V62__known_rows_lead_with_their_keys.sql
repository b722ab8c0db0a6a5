-- What tells two rows apart stands first, so that one column is compared and not four; and byte by byte,
-- whatever the database's language. An update finds room beside the row, so that it touches no index. An
-- image is only ever written and read as a whole, so it is kept as the text that it is.
ALTER TABLE known_rows
  ALTER COLUMN pipeline   TYPE text COLLATE "C",
  ALTER COLUMN table_name TYPE text COLLATE "C",
  ALTER COLUMN row_key    TYPE text COLLATE "C",
  ALTER COLUMN row_image  TYPE text,
  DROP CONSTRAINT known_rows_pkey,
  ADD PRIMARY KEY (row_key, stream_id, table_name, pipeline),
  SET (fillfactor = 70);
DROP INDEX known_rows_by_key;
-- The rows of an aggregate.
CREATE INDEX known_rows_by_stream ON known_rows (stream_id, table_name, pipeline);

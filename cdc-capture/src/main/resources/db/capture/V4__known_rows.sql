-- The last images of rows that a mapping wants remembered.
CREATE TABLE known_rows (
  pipeline   text  NOT NULL,
  stream_id  text  COLLATE "C" NOT NULL,
  table_name text  NOT NULL,
  row_key    text  NOT NULL,
  row_image  jsonb NOT NULL,
  PRIMARY KEY (pipeline, stream_id, table_name, row_key)
);

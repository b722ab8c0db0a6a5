-- Rows that a large transaction removed, while it is stored in pieces: what belonged to such a row still
-- finds its aggregate. Empty between transactions, so that a crash may empty it too.
CREATE UNLOGGED TABLE gone_rows (
  pipeline   text NOT NULL,
  table_name text NOT NULL,
  row_key    text NOT NULL,
  stream_id  text COLLATE "C" NOT NULL,
  PRIMARY KEY (pipeline, table_name, row_key)
);

-- The streams that a parked transaction touches: nothing overtakes it there.
CREATE TABLE parked_streams (
  pipeline   text   NOT NULL,
  stream_id  text   COLLATE "C" NOT NULL,
  commit_lsn pg_lsn NOT NULL,
  PRIMARY KEY (pipeline, stream_id, commit_lsn),
  FOREIGN KEY (pipeline, commit_lsn) REFERENCES parked_transactions ON DELETE CASCADE
);

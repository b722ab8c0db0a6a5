-- Row changes that no event covers, or not in these columns: kept to be seen.
CREATE TABLE unexplained (
  pipeline       text        NOT NULL,
  commit_lsn     pg_lsn      NOT NULL,
  ordinal        integer     NOT NULL,
  transaction_id bigint      NOT NULL,
  committed_at   timestamptz NOT NULL,
  table_name     text        NOT NULL,
  operation      text        NOT NULL,
  columns        text[]      NOT NULL,
  reason         text        NOT NULL,
  before         jsonb,
  after          jsonb,
  PRIMARY KEY (pipeline, commit_lsn, ordinal)
);

-- Transactions that could not be translated or appended, and those that came after them in a stream of
-- theirs: whole, in the order of their commits, until they are released.
CREATE TABLE parked_transactions (
  pipeline       text        NOT NULL,
  commit_lsn     pg_lsn      NOT NULL,
  transaction_id bigint      NOT NULL,
  committed_at   timestamptz NOT NULL,
  parked_at      timestamptz NOT NULL DEFAULT now(),
  reason         text        NOT NULL,
  change_set     text        NOT NULL,
  PRIMARY KEY (pipeline, commit_lsn)
);

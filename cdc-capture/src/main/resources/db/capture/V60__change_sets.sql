-- The row changes that events were derived from, and the remembered rows that were read for that: with
-- both a derivation can be made again, to be explained. Texts, because jsonb would reorder columns. A
-- part that is too large is refused, with the reason as its content.
CREATE TABLE change_sets (
  pipeline   text    NOT NULL,
  commit_lsn pg_lsn  NOT NULL,
  part       integer NOT NULL,
  kind       text    NOT NULL CHECK (kind IN ('head', 'change', 'message', 'known', 'refused')),
  content    text    NOT NULL,
  PRIMARY KEY (pipeline, commit_lsn, part)
);

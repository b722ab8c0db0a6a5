-- What tells the publication from one that was altered or made anew; when the last transaction was
-- committed at the source, and which one it was; how certain the events are.
ALTER TABLE checkpoints
  ADD COLUMN published      text        NOT NULL DEFAULT '',
  ADD COLUMN committed_at   timestamptz,
  ADD COLUMN transaction_id bigint      NOT NULL DEFAULT 0,
  ADD COLUMN stated         bigint      NOT NULL DEFAULT 0,
  ADD COLUMN exact          bigint      NOT NULL DEFAULT 0,
  ADD COLUMN inferred       bigint      NOT NULL DEFAULT 0,
  ADD COLUMN ambiguous      bigint      NOT NULL DEFAULT 0;

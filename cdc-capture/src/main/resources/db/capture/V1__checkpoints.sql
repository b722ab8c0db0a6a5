-- One row a pipeline, written in the transaction that appends the events: up to where the source was
-- read, and what that is a place in.
CREATE TABLE checkpoints (
  pipeline          text        PRIMARY KEY,
  generation        text        NOT NULL,
  mappings          text        NOT NULL,
  system_identifier text        NOT NULL,
  timeline          integer     NOT NULL,
  database          text        NOT NULL,
  slot              text        NOT NULL,
  publication       text        NOT NULL,
  tables            text        NOT NULL,
  start_lsn         pg_lsn      NOT NULL,
  end_lsn           pg_lsn      NOT NULL CHECK (end_lsn >= start_lsn),
  transactions      bigint      NOT NULL DEFAULT 0,
  explained         bigint      NOT NULL DEFAULT 0,
  ignored           bigint      NOT NULL DEFAULT 0,
  unexplained       bigint      NOT NULL DEFAULT 0,
  events            bigint      NOT NULL DEFAULT 0,
  updated_at        timestamptz NOT NULL DEFAULT now()
);

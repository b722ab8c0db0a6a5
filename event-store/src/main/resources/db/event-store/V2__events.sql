-- The whole store: what else there is, is made from this table and can be made again.
-- data and provenance are json, not jsonb: the bytes that came are the bytes that stay.
CREATE TABLE events (
  position       bigint      PRIMARY KEY,
  stream_id      text        COLLATE "C" NOT NULL,
  version        bigint      NOT NULL CHECK (version > 0),
  id             uuid        NOT NULL UNIQUE,
  type           text        COLLATE "C" NOT NULL,
  schema_version integer     NOT NULL CHECK (schema_version > 0),
  data           json        NOT NULL,
  actor          text,
  reason         text,
  command_id     text,
  correlation_id text,
  causation_id   text,
  happened_at    timestamptz,
  recorded_at    timestamptz NOT NULL,
  provenance     json,
  source_lsn     pg_lsn,
  hash           bytea       NOT NULL,
  UNIQUE (stream_id, version)
);
COMMENT ON COLUMN events.happened_at IS 'as the writer says; NULL: not known, so when it was recorded';
COMMENT ON COLUMN events.source_lsn IS 'of a derived event: the commit of the source''s transaction';
COMMENT ON COLUMN events.hash IS 'see event_hash';

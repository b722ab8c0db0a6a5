CREATE TABLE events (
  position       bigint      PRIMARY KEY,
  stream_id      text        COLLATE "C" NOT NULL,
  version        bigint      NOT NULL CHECK (version > 0),
  id             uuid        NOT NULL UNIQUE,
  type           text        NOT NULL,
  schema_version integer     NOT NULL CHECK (schema_version > 0),
  data           jsonb       NOT NULL,
  metadata       jsonb       NOT NULL,
  happened_at    timestamptz NOT NULL,
  recorded_at    timestamptz NOT NULL,
  source_lsn     pg_lsn,
  UNIQUE (stream_id, version)
);

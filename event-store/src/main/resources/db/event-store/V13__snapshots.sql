-- What streams folded to at some version, so that a reader need not begin at their beginning. Made
-- from events, and made again where it is missing: it may be emptied at any time.
CREATE TABLE snapshots (
  stream_id text        COLLATE "C" NOT NULL,
  shape     text        COLLATE "C" NOT NULL,
  version   bigint      NOT NULL CHECK (version > 0),
  state     json        NOT NULL,
  weakest   text        COLLATE "C",
  taken_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (stream_id, shape)
);
COMMENT ON COLUMN snapshots.shape IS 'a hash of the code that folded it; other code does not use it';
COMMENT ON COLUMN snapshots.weakest IS 'the least certain of the derived events that it was folded from';

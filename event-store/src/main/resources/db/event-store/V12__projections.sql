-- What is made from events and can be made again. The tables of the live one of a name are in the
-- schema projection_<name>, those of the one that is being built beside it in projection_<name>_next.
CREATE TABLE projections (
  name       text        COLLATE "C" NOT NULL,
  stage      text        NOT NULL CHECK (stage IN ('live', 'next')),
  version    integer     NOT NULL CHECK (version > 0),
  inline     boolean     NOT NULL,
  position   bigint      NOT NULL CHECK (position >= 0),
  updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (name, stage)
);
COMMENT ON COLUMN projections.version IS 'that of the code which made it';
COMMENT ON COLUMN projections.position IS
  'up to which all events are in it; an inline one has all later ones too';

-- Places where the source's history was lost to a pipeline, or may have been.
CREATE TABLE gaps (
  pipeline text        NOT NULL,
  found_at timestamptz NOT NULL DEFAULT now(),
  what     text        NOT NULL
);

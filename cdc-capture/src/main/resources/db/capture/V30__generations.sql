-- Each baseline that was begun, and what became of it. Written before its slot is made, so that a start
-- after a kill knows what was left half-made. While a baseline is on its way its progress stands here,
-- outside the transaction that will make it visible.
CREATE TABLE generations (
  pipeline          text        NOT NULL,
  number            integer     NOT NULL CHECK (number > 0),
  state             text        NOT NULL CHECK (state IN ('begun', 'live', 'abandoned', 'ended')),
  slot              text        NOT NULL,
  publication       text        NOT NULL,
  owns_publication  boolean     NOT NULL,
  begun_at          timestamptz NOT NULL DEFAULT now(),
  live_at           timestamptz,
  ended_at          timestamptz,
  baseline_rows     bigint      NOT NULL DEFAULT 0,
  baseline_expected bigint      NOT NULL DEFAULT 0,
  baseline_at       timestamptz,
  PRIMARY KEY (pipeline, number)
);

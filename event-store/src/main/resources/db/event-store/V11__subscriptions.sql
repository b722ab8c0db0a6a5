-- How far each consumer has come. One that works in this database moves its row in the transaction
-- of its own work.
CREATE TABLE subscriptions (
  name       text        COLLATE "C" PRIMARY KEY,
  position   bigint      NOT NULL CHECK (position >= 0),
  updated_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

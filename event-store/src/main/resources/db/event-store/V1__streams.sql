-- The head of each stream. Its row lock is what serialises the appends to one stream.
CREATE TABLE streams (
  id          text COLLATE "C" PRIMARY KEY,
  version     bigint      NOT NULL,
  recorded_at timestamptz NOT NULL
);

-- The captured tables as they were when changes were last read, so that a start finds out what was
-- altered meanwhile.
ALTER TABLE checkpoints ADD COLUMN catalog text NOT NULL DEFAULT '[]';

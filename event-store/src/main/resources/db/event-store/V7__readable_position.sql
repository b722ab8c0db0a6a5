-- The last position up to which nothing can appear any more. Order matters: first the sequence,
-- then the locks; the caller then reads the events with a snapshot that is younger than both.
-- An append that had drawn a position at or below the sequence's value either still holds its lock,
-- and then its floor is below that position, or has ended, and then the snapshot sees what it did.
CREATE FUNCTION readable_position() RETURNS bigint LANGUAGE plpgsql VOLATILE
  SET search_path = afterimage, pg_catalog AS $$
DECLARE
  drawn  bigint := coalesce(pg_sequence_last_value('event_position'), 0);
  lowest bigint;
BEGIN
  SELECT min((((classid::bigint << 32) | objid::bigint) & ((1::bigint << 48) - 1))) INTO lowest
    FROM pg_locks
    WHERE locktype = 'advisory' AND objsubid = 1 AND granted
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND classid::bigint >> 16 = 44807;
  RETURN least(drawn, coalesce(lowest, drawn));
END
$$;

-- Begins an append of several events, whose rows the caller then copies into the table: keeps others
-- off the streams, says where each of them ends and which of the ids are there already, and, where
-- nothing speaks against the append, draws its positions.
--
-- Locks are few, so a caller with very many streams goes without; then the table's unique keys make one
-- of two rivals fail.
CREATE FUNCTION open_append(
  streams text[], expected bigint[], ids uuid[], lock_streams boolean,
  OUT versions bigint[], OUT hashes bytea[], OUT times timestamptz[],
  OUT present uuid[], OUT positions bigint[], OUT recorded timestamptz
) LANGUAGE plpgsql SET search_path = afterimage, pg_catalog AS $$
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    -- Its snapshot is older than the lock, so it would take a stream's end for what it was before.
    RAISE EXCEPTION 'An append needs a transaction that is read committed, but this one is %',
        current_setting('transaction_isolation')
      USING ERRCODE = 'invalid_transaction_state',
            HINT = 'Set the isolation level of the transaction, or the default of the connection.';
  END IF;
  IF lock_streams THEN
    PERFORM pg_advisory_xact_lock(key)
      -- In one order for all, so that two appends never wait for each other in a circle.
      FROM (SELECT append_stream_key(name) AS key FROM unnest(streams) name ORDER BY 1 OFFSET 0) k;
  END IF;

  SELECT array_agg(coalesce(h.version, 0) ORDER BY n), array_agg(h.hash ORDER BY n),
         array_agg(h.recorded_at ORDER BY n)
    INTO versions, hashes, times
    FROM unnest(streams) WITH ORDINALITY s (name, n)
    LEFT JOIN LATERAL (SELECT e.version, e.hash, e.recorded_at FROM events e
                       WHERE e.stream_id = s.name ORDER BY e.version DESC LIMIT 1) h ON true;
  SELECT coalesce(array_agg(e.id), '{}') INTO present FROM events e WHERE e.id = ANY (ids);

  IF present = '{}' AND NOT EXISTS (
      SELECT FROM unnest(expected, versions) x (expected, actual)
      WHERE x.expected >= 0 AND x.expected <> x.actual) THEN
    SELECT d.positions, d.recorded INTO positions, recorded
      FROM draw_positions(cardinality(ids)) d;
  END IF;
END
$$;

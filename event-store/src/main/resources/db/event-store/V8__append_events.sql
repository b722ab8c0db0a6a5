-- Appends events to one or several streams, all or none.
--
-- streams, expected: the streams, without repetition and in "C" order (so that two appends never
-- wait for each other in a circle), and the version that each must have: n, or -1 for any.
-- The other arrays: one element an event, in order; of_stream is an index into streams.
--
-- Answers one row for each event ('appended', or 'present' when this very event was there already),
-- or one row that says why nothing was appended: 'conflict' or 'reused' (an id with other content).
CREATE FUNCTION append_events(
  streams text[], expected bigint[],
  of_stream integer[], ids uuid[], types text[], schema_versions integer[],
  data jsonb[], metadata jsonb[], happened timestamptz[], source_lsns pg_lsn[]
) RETURNS TABLE (
  outcome text, event_id uuid, stream text, expected_version bigint,
  version bigint, "position" bigint, recorded timestamptz
) LANGUAGE plpgsql SET search_path = afterimage, pg_catalog AS $$
#variable_conflict use_column
DECLARE
  present uuid[];
  floor   bigint;
BEGIN
  INSERT INTO streams AS s (id, version, recorded_at)
    SELECT name, 0, '-infinity' FROM unnest(append_events.streams) WITH ORDINALITY u (name, n)
    ORDER BY n
    ON CONFLICT DO NOTHING;
  PERFORM 1 FROM streams s WHERE s.id = ANY (append_events.streams) ORDER BY s.id FOR UPDATE;

  SELECT coalesce(array_agg(e.id), '{}') INTO present FROM events e WHERE e.id = ANY (ids);
  IF present <> '{}' THEN
    RETURN QUERY
      SELECT 'reused', e.id, e.stream_id::text, NULL::bigint, e.version, e.position, e.recorded_at
      FROM unnest(of_stream, ids, types, schema_versions, append_events.data)
             n (of_stream, id, type, schema_version, data)
      JOIN events e ON e.id = n.id
      WHERE (e.stream_id, e.type, e.schema_version, e.data)
            IS DISTINCT FROM
            (append_events.streams[n.of_stream], n.type, n.schema_version, n.data)
      LIMIT 1;
    IF FOUND THEN
      RETURN;
    END IF;
  END IF;

  RETURN QUERY
    SELECT 'conflict', NULL::uuid, s.id::text, x.version, s.version, NULL::bigint, NULL::timestamptz
    FROM unnest(append_events.streams, expected) WITH ORDINALITY x (stream, version, n)
    JOIN streams s ON s.id = x.stream
    WHERE x.version >= 0 AND x.version <> s.version
      -- A stream that gets nothing new has nothing to conflict with: a repeated append is no conflict.
      AND EXISTS (SELECT FROM unnest(of_stream, ids) o (of_stream, id)
                  WHERE o.of_stream = x.n AND o.id <> ALL (present))
    ORDER BY x.n
    LIMIT 1;
  IF FOUND THEN
    RETURN;
  END IF;

  SELECT CASE WHEN is_called THEN last_value ELSE last_value - 1 END INTO floor FROM event_position;
  PERFORM pg_advisory_xact_lock_shared(append_floor_key(floor));

  RETURN QUERY
    WITH fresh AS (
      SELECT n.*, s.id AS stream_id,
             s.version + row_number() OVER (PARTITION BY s.id ORDER BY n.ordinal) AS version,
             -- Never before the stream's last event, also when the clock was set back.
             greatest(clock.now, s.recorded_at) AS recorded_at
      FROM unnest(of_stream, ids, types, schema_versions, append_events.data,
                  append_events.metadata, happened, source_lsns)
             WITH ORDINALITY n (of_stream, id, type, schema_version, data, metadata, happened_at,
                                source_lsn, ordinal)
      JOIN streams s ON s.id = append_events.streams[n.of_stream]
      CROSS JOIN (SELECT clock_timestamp() AS now) clock
      WHERE n.id <> ALL (present)
    ), appended AS (
      INSERT INTO events AS e (position, stream_id, version, id, type, schema_version, data, metadata,
                               happened_at, recorded_at, source_lsn)
        SELECT nextval('event_position'), f.stream_id, f.version, f.id, f.type, f.schema_version,
               f.data, f.metadata, coalesce(f.happened_at, f.recorded_at), f.recorded_at, f.source_lsn
        FROM (SELECT * FROM fresh ORDER BY ordinal) f
        RETURNING e.*
    ), heads AS (
      UPDATE streams s SET version = h.version, recorded_at = h.recorded_at
        FROM (SELECT a.stream_id, max(a.version) AS version, max(a.recorded_at) AS recorded_at
              FROM appended a GROUP BY a.stream_id) h
        WHERE s.id = h.stream_id
    )
    SELECT 'appended', a.id, a.stream_id::text, NULL::bigint, a.version, a.position, a.recorded_at
    FROM appended a
    UNION ALL
    SELECT 'present', e.id, e.stream_id::text, NULL::bigint, e.version, e.position, e.recorded_at
    FROM events e WHERE e.id = ANY (present);
END
$$;

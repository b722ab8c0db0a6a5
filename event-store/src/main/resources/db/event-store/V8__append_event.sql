-- Appends one event: the way of a command that stands for one, in one round trip.
--
-- expected: the version that the stream must have: n, 0 for no stream, or -1 for any.
-- outcome: 0 appended; 1 this very event was there already, and version and position say where;
-- 2 conflict, version is the stream's; 3 the id is that of another event, version is that event's.
--
-- The answer's columns are of fixed width, which the driver reads several times as fast as text.
--
-- hash is SHA-256 over the hash of the stream's event before (nothing for the first) and the bytes
-- of record_send over all other columns, in the table's order. These do not depend on the session's
-- settings, save client_encoding, which the driver keeps at UTF8.
CREATE FUNCTION append_event(
  stream text, expected bigint, event_id uuid, type text, schema_version integer, data json,
  actor text, reason text, command_id text, correlation_id text, causation_id text,
  happened_at timestamptz, provenance json, source_lsn pg_lsn,
  OUT outcome integer, OUT version bigint, OUT "position" bigint, OUT recorded timestamptz
) LANGUAGE plpgsql SET search_path = afterimage, pg_catalog AS $$
#variable_conflict use_variable
DECLARE
  head_version bigint;
  head_hash    bytea;
  head_time    timestamptz;
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    -- Its snapshot is older than the lock, so it would take a stream's end for what it was before.
    RAISE EXCEPTION 'An append needs a transaction that is read committed, but this one is %',
        current_setting('transaction_isolation')
      USING ERRCODE = 'invalid_transaction_state',
            HINT = 'Set the isolation level of the transaction, or the default of the connection.';
  END IF;
  PERFORM pg_advisory_xact_lock(append_stream_key(stream));
  SELECT e.version, e.hash, e.recorded_at INTO head_version, head_hash, head_time
    FROM events e WHERE e.stream_id = stream ORDER BY e.version DESC LIMIT 1;
  version := coalesce(head_version, 0);

  IF expected < 0 OR expected = version THEN
    PERFORM pg_advisory_xact_lock_shared(
      append_floor_key(coalesce(pg_sequence_last_value('event_position'), 0)));
    version := version + 1;
    position := nextval('event_position');
    -- Never before the stream's last event, also when the clock was set back.
    recorded := greatest(clock_timestamp(), head_time);
    INSERT INTO events VALUES (
        position, stream, version, event_id, type, schema_version, data, actor, reason, command_id,
        correlation_id, causation_id, happened_at, recorded, provenance, source_lsn,
        sha256(coalesce(head_hash, '') || record_send(ROW(
          position, stream, version, event_id, type, schema_version, data, actor, reason, command_id,
          correlation_id, causation_id, happened_at, recorded, provenance, source_lsn))))
      ON CONFLICT (id) DO NOTHING;
    IF FOUND THEN
      outcome := 0;
      RETURN;
    END IF;
  END IF;

  -- A repeated append is no conflict, so the id is asked for first.
  SELECT CASE WHEN (e.stream_id, e.type, e.schema_version, e.data::text)
                = (stream, type, schema_version, data::text) THEN 1 ELSE 3 END,
         e.version, e.position, e.recorded_at
    INTO outcome, head_version, position, recorded
    FROM events e WHERE e.id = event_id;
  IF FOUND THEN
    version := head_version;
  ELSE
    outcome := 2;
  END IF;
END
$$;

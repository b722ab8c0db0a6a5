-- Positions for events of this transaction, in order, and the time that they are recorded at.
CREATE FUNCTION draw_positions(number integer, OUT positions bigint[], OUT recorded timestamptz)
LANGUAGE plpgsql SET search_path = afterimage, pg_catalog AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(
    append_floor_key(coalesce(pg_sequence_last_value('event_position'), 0)));
  SELECT array_agg(nextval('event_position')) INTO positions FROM generate_series(1, number);
  recorded := clock_timestamp();
END
$$;

-- The key of the advisory lock that serialises the appends to one stream: a mark of ours and a hash.
-- Two streams with one hash wait for each other for nothing; that is all that happens.
CREATE FUNCTION append_stream_key(stream text) RETURNS bigint
  LANGUAGE sql IMMUTABLE
  RETURN (44806::bigint << 48) | (hashtextextended(stream, 0) & ((1::bigint << 48) - 1));

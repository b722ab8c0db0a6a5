-- The key of the advisory lock that an append holds while its positions are not yet visible:
-- a mark of ours in the upper 16 bits, the floor (every position of this append is above it) below.
CREATE FUNCTION append_floor_key(floor bigint) RETURNS bigint
  LANGUAGE sql IMMUTABLE
  RETURN (44807::bigint << 48) | floor;

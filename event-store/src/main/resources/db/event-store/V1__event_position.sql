-- Drawn in order, not committed in order: see readable_position. A cache would break that protocol.
CREATE SEQUENCE event_position AS bigint CACHE 1;

-- A function's plans are made for the table as it is then and kept. Made while the store is still
-- empty they scan the whole table, for every append, until the server analyzes it: a store that is
-- filled for the first time would slow down with the square of its events.
ALTER FUNCTION open_append(text[], bigint[], uuid[], boolean) SET enable_seqscan = off;

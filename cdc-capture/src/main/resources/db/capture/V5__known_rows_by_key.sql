-- A delete may carry a key that does not say which aggregate the row was in, and a member of a member
-- names only its parent.
CREATE INDEX known_rows_by_key ON known_rows (pipeline, table_name, row_key);

-- A gap is found again at each start until a new baseline goes over it; it is told once.
ALTER TABLE gaps
  ADD COLUMN seen_at    timestamptz NOT NULL DEFAULT now(),
  ADD COLUMN after_lsn  pg_lsn,
  ADD COLUMN bridged_by integer;
COMMENT ON COLUMN gaps.after_lsn IS 'up to where everything is stored';
COMMENT ON COLUMN gaps.bridged_by IS 'the generation whose baseline tells how things were after it';

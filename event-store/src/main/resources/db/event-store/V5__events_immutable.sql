-- For the owner too, whom no grant holds back.
CREATE TRIGGER events_immutable
  BEFORE UPDATE OR DELETE OR TRUNCATE ON events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

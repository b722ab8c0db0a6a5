-- For the owner too, whom no grant holds back.
CREATE TRIGGER events_immutable
  BEFORE UPDATE OR DELETE OR TRUNCATE ON events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- Also where session_replication_role is replica, which switches ordinary triggers off.
ALTER TABLE events ENABLE ALWAYS TRIGGER events_immutable;

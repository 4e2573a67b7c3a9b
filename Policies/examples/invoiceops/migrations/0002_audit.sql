CREATE TABLE audit_events (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now(),
  actor text NOT NULL,
  name text NOT NULL,
  object text NOT NULL,
  details jsonb NOT NULL DEFAULT '{}'
);

GRANT SELECT, INSERT ON audit_events TO app;
REVOKE UPDATE, DELETE, TRUNCATE ON audit_events FROM app;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit records are only added';
END $$;

CREATE TRIGGER audit_events_added_only
  BEFORE UPDATE OR DELETE ON audit_events
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

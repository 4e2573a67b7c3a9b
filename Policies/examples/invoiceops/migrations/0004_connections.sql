CREATE TABLE connections (
  organization_id uuid PRIMARY KEY REFERENCES organizations ON DELETE CASCADE,
  provider text NOT NULL,
  access_token_ciphertext bytea NOT NULL,
  refresh_token_ciphertext bytea NOT NULL,
  connected_by text NOT NULL,
  connected_at timestamptz NOT NULL DEFAULT now()
);

GRANT SELECT, INSERT, UPDATE, DELETE ON connections TO app;

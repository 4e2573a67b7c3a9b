extension ReplayOptions.Platform {
  /// What the platform has set up before the first migration, as SQL of our own that says the same.
  ///
  /// Source: https://supabase.com/docs/guides/database/postgres/roles and
  /// https://supabase.com/docs/guides/api/securing-your-api
  package var prelude: String {
    switch self {
    case .supabase:
      """
      CREATE ROLE postgres LOGIN CREATEDB CREATEROLE REPLICATION BYPASSRLS;
      CREATE ROLE anon NOLOGIN NOINHERIT;
      CREATE ROLE authenticated NOLOGIN NOINHERIT;
      CREATE ROLE service_role NOLOGIN NOINHERIT BYPASSRLS;
      CREATE ROLE authenticator LOGIN NOINHERIT;
      GRANT anon, authenticated, service_role TO authenticator;
      GRANT anon, authenticated, service_role TO postgres;
      CREATE ROLE supabase_admin LOGIN SUPERUSER;
      CREATE SCHEMA auth AUTHORIZATION supabase_admin;
      CREATE SCHEMA storage AUTHORIZATION supabase_admin;
      CREATE SCHEMA extensions AUTHORIZATION supabase_admin;
      GRANT USAGE ON SCHEMA public, auth, storage, extensions TO anon, authenticated, service_role;
      ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA public
        GRANT ALL ON TABLES TO anon, authenticated, service_role;
      ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA public
        GRANT ALL ON FUNCTIONS TO anon, authenticated, service_role;
      ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA public
        GRANT ALL ON SEQUENCES TO anon, authenticated, service_role;
      SET ROLE supabase_admin;
      CREATE TABLE auth.users (
        id uuid PRIMARY KEY, email text, raw_user_meta_data jsonb, raw_app_meta_data jsonb);
      ALTER TABLE auth.users ENABLE ROW LEVEL SECURITY;
      CREATE TABLE storage.buckets (id text PRIMARY KEY, name text, owner uuid, public boolean);
      CREATE TABLE storage.objects (
        id uuid PRIMARY KEY, bucket_id text REFERENCES storage.buckets, name text, owner uuid);
      ALTER TABLE storage.buckets ENABLE ROW LEVEL SECURITY;
      ALTER TABLE storage.objects ENABLE ROW LEVEL SECURITY;
      GRANT ALL ON storage.buckets, storage.objects TO anon, authenticated, service_role;
      CREATE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql STABLE AS
        'SELECT nullif(current_setting(''request.jwt.claim.sub'', true), '''')::uuid';
      CREATE FUNCTION auth.role() RETURNS text LANGUAGE sql STABLE AS
        'SELECT nullif(current_setting(''request.jwt.claim.role'', true), '''')::text';
      CREATE FUNCTION auth.jwt() RETURNS jsonb LANGUAGE sql STABLE AS
        'SELECT nullif(current_setting(''request.jwt.claims'', true), '''')::jsonb';
      CREATE FUNCTION auth.email() RETURNS text LANGUAGE sql STABLE AS
        'SELECT nullif(current_setting(''request.jwt.claim.email'', true), '''')::text';
      """
    }
  }
}

extension SchemaReplay {
  /// The platform's own setup is not run by whoever runs the migrations.
  mutating func beginPrelude() {
    sessionRole = "postgres"
    currentRole = "postgres"
  }

  mutating func endPrelude() {
    sessionRole = options.migrationRole
    currentRole = options.migrationRole
  }
}

/// Questions to the system catalogs of PostgreSQL 10 and later (documentation, chapter 53).
enum CatalogQueries {
  private static let ours = """
    n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
    """

  /// What an extension has brought is judged with the extension, not here.
  private static func notOfExtension(_ catalog: String, _ object: String) -> String {
    """
    NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = '\(catalog)'::regclass
      AND d.objid = \(object) AND d.deptype = 'e')
    """
  }

  static let version = "SELECT current_setting('server_version_num')"

  static let roles = """
    SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication,
      rolcanlogin, rolinherit FROM pg_roles
    """

  static let memberships = """
    SELECT m.rolname, g.rolname, a.admin_option FROM pg_auth_members a
      JOIN pg_roles m ON m.oid = a.member JOIN pg_roles g ON g.oid = a.roleid
    """

  static let namespaces = """
    SELECT n.nspname, pg_get_userbyid(n.nspowner) FROM pg_namespace n WHERE \(ours)
    """

  static let relations = """
    SELECT n.nspname, c.relname, c.relkind, pg_get_userbyid(c.relowner), c.relrowsecurity,
      c.relforcerowsecurity, coalesce(array_to_string(c.reloptions, ','), ''),
      CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND \(ours)
      AND \(notOfExtension("pg_class", "c.oid"))
    """

  static let columns = """
    SELECT n.nspname, c.relname, a.attname, format_type(a.atttypid, NULL)
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'f') AND \(ours)
    ORDER BY 1, 2, a.attnum
    """

  static let parents = """
    SELECT n.nspname, c.relname, pn.nspname, p.relname
    FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_class p ON p.oid = i.inhparent JOIN pg_namespace pn ON pn.oid = p.relnamespace
    WHERE c.relkind IN ('r', 'p', 'f') AND \(ours)
    """

  static let policies = """
    SELECT n.nspname, c.relname, p.polname, p.polcmd, p.polpermissive,
      CASE WHEN 0 = ANY (p.polroles) THEN NULL ELSE
        (SELECT string_agg(r.rolname, chr(31)) FROM pg_roles r WHERE r.oid = ANY (p.polroles)) END,
      pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)
    FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE \(ours) ORDER BY 1, 2, 3
    """

  static let triggers = """
    SELECT n.nspname, c.relname, t.tgname, t.tgtype, t.tgenabled,
      t.tgqual IS NOT NULL OR t.tgattr::text <> '', fn.nspname, f.proname
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_proc f ON f.oid = t.tgfoid JOIN pg_namespace fn ON fn.oid = f.pronamespace
    WHERE NOT t.tgisinternal AND \(ours) ORDER BY 1, 2, 3
    """

  static let rules = """
    SELECT pg_get_ruledef(r.oid), r.ev_enabled, n.nspname, c.relname, r.rulename
    FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
      JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE r.rulename <> '_RETURN' AND \(ours)
    """

  static let foreignKeys = """
    SELECT n.nspname, c.relname, k.conname, rn.nspname, r.relname, k.confdeltype, k.confupdtype,
      (SELECT string_agg(a.attname, chr(31)) FROM pg_attribute a
        WHERE a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey))
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_class r ON r.oid = k.confrelid JOIN pg_namespace rn ON rn.oid = r.relnamespace
    WHERE k.contype = 'f' AND \(ours) ORDER BY 1, 2, 3
    """

  static func functions(hasParsedBodies: Bool) -> String {
    let body = hasParsedBodies ? "pg_get_function_sqlbody(p.oid)" : "NULL"
    return """
      SELECT n.nspname, p.proname,
        coalesce((SELECT string_agg(format_type(t.type, NULL), ', ' ORDER BY t.place)
          FROM unnest(p.proargtypes::oid[]) WITH ORDINALITY t(type, place)), ''),
        pg_get_userbyid(p.proowner), l.lanname, p.prorettype::regtype::text, p.prosecdef,
        (SELECT substr(s, 13) FROM unnest(p.proconfig) s WHERE s LIKE 'search_path=%'),
        coalesce(array_to_string(p.proargnames, chr(31), ''), ''),
        coalesce(array_to_string(p.proargmodes::text[], ''), ''), p.prosrc, \(body),
        p.prorettype = 0
      FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
        JOIN pg_language l ON l.oid = p.prolang
      WHERE \(ours) AND \(notOfExtension("pg_proc", "p.oid"))
      """
  }

  static let grants = """
    SELECT 'table', n.nspname, c.relname, NULL, g.privilege_type,
      CASE WHEN g.grantee = 0 THEN NULL ELSE pg_get_userbyid(g.grantee) END, c.relkind = 'S', NULL
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace,
      aclexplode(c.relacl) g
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND g.grantee <> c.relowner AND \(ours)
      AND \(notOfExtension("pg_class", "c.oid"))
    UNION ALL
    SELECT 'table', n.nspname, c.relname, a.attname, g.privilege_type,
      CASE WHEN g.grantee = 0 THEN NULL ELSE pg_get_userbyid(g.grantee) END, false, NULL
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(a.attacl) g
    WHERE g.grantee <> c.relowner AND \(ours)
    UNION ALL
    SELECT 'function', n.nspname, p.proname, NULL, g.privilege_type,
      CASE WHEN g.grantee = 0 THEN NULL ELSE pg_get_userbyid(g.grantee) END, false,
      coalesce((SELECT string_agg(format_type(t.type, NULL), ', ' ORDER BY t.place)
        FROM unnest(p.proargtypes::oid[]) WITH ORDINALITY t(type, place)), '')
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace,
      aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) g
    WHERE g.grantee <> p.proowner AND \(ours) AND \(notOfExtension("pg_proc", "p.oid"))
    UNION ALL
    SELECT 'schema', n.nspname, '', NULL, g.privilege_type,
      CASE WHEN g.grantee = 0 THEN NULL ELSE pg_get_userbyid(g.grantee) END, false, NULL
    FROM pg_namespace n, aclexplode(n.nspacl) g WHERE g.grantee <> n.nspowner AND \(ours)
    """

  static let defaultGrants = """
    SELECT pg_get_userbyid(d.defaclrole), n.nspname, d.defaclobjtype, g.privilege_type,
      CASE WHEN g.grantee = 0 THEN NULL ELSE pg_get_userbyid(g.grantee) END
    FROM pg_default_acl d LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace,
      aclexplode(d.defaclacl) g
    WHERE g.grantee <> d.defaclrole
      AND NOT (d.defaclobjtype = 'f' AND g.grantee = 0 AND d.defaclnamespace = 0)
    """

  static let extensions = "SELECT extname FROM pg_extension"

  static let publications = "SELECT pubname FROM pg_publication"

  static let roleSettings = """
    SELECT d.datname, r.rolname, s.setting
    FROM pg_db_role_setting x LEFT JOIN pg_database d ON d.oid = x.setdatabase
      LEFT JOIN pg_roles r ON r.oid = x.setrole, unnest(x.setconfig) s(setting)
    WHERE x.setdatabase = 0 OR d.datname = current_database()
    """
}

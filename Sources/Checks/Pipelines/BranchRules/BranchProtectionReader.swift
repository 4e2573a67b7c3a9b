import Model

/// Reads exports of branch rules: rulesets and classic protection of GitHub, protected branches and
/// approvals of GitLab, as their interfaces give them.
struct BranchProtectionReader {
  let branch: String
  private(set) var protection = BranchProtection()
  private var file = ""

  init(branch: String) { self.branch = branch }

  mutating func read(_ files: StructuredFiles) {
    for file in files.files {
      self.file = file.path
      switch file.documents {
      case .failure(let reason): hide(reason.reason, at: Location(path: file.path))
      case .success(let documents):
        for document in documents { read(document) }
      }
    }
  }

  private mutating func read(_ node: Node) {
    guard let elements = node.elements else { return readObject(node) }
    if elements.contains(where: { $0["type"] != nil && $0["enforcement"] == nil }) {
      // The rules that hold for one branch; who may pass them by is not among them.
      protection.sources.append(place(node))
      for element in elements { readRule(element) }
      protection.hiddenBypasses.append(
        ("the list of a branch's rules does not say who may pass them by", place(node)))
      return
    }
    if elements.isEmpty {
      // GitHub gives this where no ruleset is active, and also to a token that may not see them.
      return hide("the list is empty: no rules, or none that this token may see", at: place(node))
    }
    for element in elements { readObject(element) }
  }

  private mutating func readObject(_ node: Node) {
    if node["rules"] == nil, let message = node["message"]?.scalarText,
      node["documentation_url"] != nil || node.entries?.count ?? 0 <= 3
    {
      return readError(message, node)
    }
    if node["enforcement"] != nil { return readRuleset(node) }
    if node["push_access_levels"] != nil || node["merge_access_levels"] != nil {
      return readGitLabBranch(node)
    }
    if node["approvals_required"] != nil || node["reset_approvals_on_push"] != nil
      || node["approvals_before_merge"] != nil
    {
      return readGitLabApprovals(node)
    }
    if node["only_allow_merge_if_pipeline_succeeds"] != nil { return readGitLabProject(node) }
    if let protected = node["protected"], node["protection"] != nil || node["commit"] != nil {
      protection.sources.append(place(node))
      for check in node["protection"]?["required_status_checks"]?["contexts"]?.elements ?? [] {
        add(check: check)
      }
      return hide(
        "the branch's own page shows no more than that it is protected: "
          + (protected.scalarText ?? "unknown"), at: place(protected))
    }
    let classic = [
      "required_pull_request_reviews", "required_status_checks", "enforce_admins",
      "allow_force_pushes", "allow_deletions", "required_linear_history", "required_signatures",
    ]
    if classic.contains(where: { node[$0] != nil }) { return readClassic(node) }
    hide("it is no export of branch rules that is known", at: place(node))
  }

  private mutating func readError(_ message: String, _ node: Node) {
    let status = node["status"]?.scalarText.map { " (\($0))" } ?? ""
    if message == "Branch not protected" {
      // The classic protection is off; rulesets may protect the branch all the same.
      return
    }
    hide("not visible with this token: \(message.prefix(80))\(status)", at: place(node))
  }

  // MARK: Rulesets of GitHub

  private mutating func readRuleset(_ node: Node) {
    if let target = node["target"]?.scalarText, target != "branch" { return }
    let name = node["name"]?.scalarText ?? "without a name"
    let enforcement = node["enforcement"]?.scalarText ?? ""
    guard enforcement == "active" else {
      let span = node["enforcement"] ?? node
      protection.inactive.append(
        BranchProtection.Demand(value: "\(name): \(enforcement)", location: place(span)))
      protection.sources.append(place(node))
      return
    }
    guard let rules = node["rules"]?.elements else {
      return hide(
        "the ruleset \(name) is listed without its rules; export it by its number", at: place(node))
    }
    switch covers(node["conditions"]?["ref_name"]) {
    case false?: return
    case nil:
      return hide("whether the ruleset \(name) is for \(branch) is not said", at: place(node))
    case true?: break
    }
    protection.sources.append(place(node))
    for rule in rules { readRule(rule) }
    guard let actors = node["bypass_actors"]?.elements else {
      protection.hiddenBypasses.append(
        ("who may pass the ruleset \(name) by is not visible with this token", place(node)))
      return
    }
    for actor in actors {
      let kind = actor["actor_type"]?.scalarText ?? "somebody"
      let id = actor["actor_id"]?.scalarText.map { " \($0)" } ?? ""
      protection.bypasses.append(
        BranchProtection.Demand(value: kind + id, location: place(actor)))
    }
  }

  /// Whether a ruleset's names cover the branch; nil where they are not there.
  private func covers(_ node: Node?) -> Bool? {
    guard let include = node?["include"]?.elements else { return nil }
    let exclude = node?["exclude"]?.elements ?? []
    let matches = { (pattern: Node) -> Bool in
      switch pattern.scalarText {
      case "~ALL", "~DEFAULT_BRANCH": return true
      case let text?:
        guard let glob = try? GlobPattern(text) else { return false }
        return glob.matches("refs/heads/" + branch)
      case nil: return false
      }
    }
    return include.contains(where: matches) && !exclude.contains(where: matches)
  }

  private mutating func readRule(_ node: Node) {
    let parameters = node["parameters"]
    switch node["type"]?.scalarText {
    case "pull_request":
      protection.demand(.pullRequest, true, at: place(node))
      readReviews(
        parameters, count: "required_approving_review_count",
        stale: "dismiss_stale_reviews_on_push", owners: "require_code_owner_review", node)
      readSwitch(.conversations, parameters?["required_review_thread_resolution"])
    case "required_status_checks":
      for check in parameters?["required_status_checks"]?.elements ?? [] {
        if let context = check["context"] { add(check: context) }
      }
      readSwitch(.upToDate, parameters?["strict_required_status_checks_policy"])
    case "code_scanning":
      for tool in parameters?["code_scanning_tools"]?.elements ?? [] {
        guard let name = tool["tool"], let text = name.scalarText else { continue }
        protection.scanningTools.append(
          BranchProtection.Demand(value: text, location: place(name)))
      }
    case "non_fast_forward": protection.demand(.noForcePush, true, at: place(node))
    case "deletion": protection.demand(.noDeletion, true, at: place(node))
    case "required_signatures": protection.demand(.signed, true, at: place(node))
    case "required_linear_history": protection.demand(.linearHistory, true, at: place(node))
    default: return
    }
  }

  private mutating func readReviews(
    _ node: Node?, count: String, stale: String, owners: String, _ around: Node
  ) {
    if case .integer(let number)? = node?[count]?.content {
      protection.demand(reviews: number, at: place(node?[count] ?? around))
    }
    readSwitch(.dismissStale, node?[stale])
    readSwitch(.codeOwners, node?[owners])
    readSwitch(.lastPushApproval, node?["require_last_push_approval"])
  }

  private mutating func readSwitch(_ rule: BranchProtection.Rule, _ node: Node?) {
    guard let node, case .boolean(let value) = (node["enabled"] ?? node).content else { return }
    protection.demand(rule, value, at: place(node))
  }

  // MARK: Classic protection of GitHub

  private mutating func readClassic(_ node: Node) {
    if let url = node["url"]?.scalarText, let start = url.firstRange(of: "/branches/") {
      let named = url[start.upperBound...].prefix { $0 != "/" }
      if named != branch[...] { return }
    }
    protection.sources.append(place(node))
    if let reviews = node["required_pull_request_reviews"], !reviews.isNull {
      protection.demand(.pullRequest, true, at: place(reviews))
      readReviews(
        reviews, count: "required_approving_review_count", stale: "dismiss_stale_reviews",
        owners: "require_code_owner_reviews", reviews)
      for (kind, name) in [("users", "login"), ("teams", "slug"), ("apps", "slug")] {
        for actor in reviews["bypass_pull_request_allowances"]?[kind]?.elements ?? [] {
          protection.bypasses.append(
            BranchProtection.Demand(
              value: "\(kind.dropLast()) \(actor[name]?.scalarText ?? "")", location: place(actor)))
        }
      }
    }
    if let checks = node["required_status_checks"], !checks.isNull {
      for check in checks["contexts"]?.elements ?? [] { add(check: check) }
      for check in checks["checks"]?.elements ?? [] {
        if let context = check["context"] { add(check: context) }
      }
      readSwitch(.upToDate, checks["strict"])
    }
    readSwitch(.signed, node["required_signatures"])
    readSwitch(.linearHistory, node["required_linear_history"])
    readSwitch(.conversations, node["required_conversation_resolution"])
    for (rule, name) in [
      (BranchProtection.Rule.noForcePush, "allow_force_pushes"), (.noDeletion, "allow_deletions"),
    ] {
      guard let value = node[name], case .boolean(let allows) = (value["enabled"] ?? value).content
      else { continue }
      protection.demand(rule, !allows, at: place(value))
    }
    guard let admins = node["enforce_admins"],
      case .boolean(let holds) = (admins["enabled"] ?? admins).content
    else {
      protection.hiddenBypasses.append(
        ("whether administrators are held is not visible with this token", place(node)))
      return
    }
    if !holds {
      protection.bypasses.append(
        BranchProtection.Demand(value: "administrators", location: place(admins)))
    }
  }

  // MARK: GitLab

  private mutating func readGitLabBranch(_ node: Node) {
    guard let name = node["name"]?.scalarText, let glob = try? GlobPattern(name),
      glob.matches(branch)
    else { return }
    protection.sources.append(place(node))
    // A protected branch can be deleted by nobody who pushes.
    protection.demand(.noDeletion, true, at: place(node))
    if case .boolean(let allows)? = node["allow_force_push"]?.content {
      protection.demand(.noForcePush, !allows, at: place(node["allow_force_push"] ?? node))
    }
    readSwitch(.codeOwners, node["code_owner_approval_required"])
    guard let levels = node["push_access_levels"]?.elements else {
      return protection.hiddenBypasses.append(
        ("who may push to \(name) is not visible with this token", place(node)))
    }
    // Level 0 is nobody; whoever may push passes merge requests by.
    let pushers = levels.filter { $0["access_level"]?.scalarText != "0" }
    protection.demand(.pullRequest, pushers.isEmpty, at: place(pushers.first ?? node))
    for pusher in pushers {
      let text =
        pusher["access_level_description"]?.scalarText
        ?? pusher["access_level"]?.scalarText.map { "access level \($0)" } ?? "somebody"
      protection.bypasses.append(
        BranchProtection.Demand(value: "\(text) (push)", location: place(pusher)))
    }
  }

  private mutating func readGitLabApprovals(_ node: Node) {
    // A rule may be for some branches alone.
    if let branches = node["protected_branches"]?.elements, !branches.isEmpty,
      !branches.contains(where: { $0["name"]?.scalarText == branch })
    {
      return
    }
    protection.sources.append(place(node))
    for name in ["approvals_required", "approvals_before_merge"] {
      if case .integer(let count)? = node[name]?.content {
        protection.demand(reviews: count, at: place(node[name] ?? node))
      }
    }
    readSwitch(.dismissStale, node["reset_approvals_on_push"])
    if case .boolean(let allows)? = node["merge_requests_disable_committers_approval"]?.content {
      protection.demand(
        .lastPushApproval, allows,
        at: place(node["merge_requests_disable_committers_approval"] ?? node))
    }
  }

  private mutating func readGitLabProject(_ node: Node) {
    protection.sources.append(place(node))
    if case .boolean(true)? = node["only_allow_merge_if_pipeline_succeeds"]?.content {
      protection.checks.append(
        BranchProtection.Demand(
          value: "pipeline", location: place(node["only_allow_merge_if_pipeline_succeeds"] ?? node))
      )
    }
    readSwitch(.conversations, node["only_allow_merge_if_all_discussions_are_resolved"])
  }

  // MARK: Places

  private mutating func add(check node: Node) {
    guard let text = node.scalarText, !protection.checks.contains(where: { $0.value == text })
    else { return }
    protection.checks.append(BranchProtection.Demand(value: text, location: place(node)))
  }

  private mutating func hide(_ reason: String, at location: Location) {
    protection.hidden.append((reason, location))
  }

  private func place(_ node: Node) -> Location { Location(path: file, span: node.span) }
}

import Model

/// Collects the signs of every vendor and reconciles them with the declared list.
struct SubprocessorsJudge {
  private static let shownSigns = 3

  let check: SubprocessorsCheck
  var judgement: EndpointJudgement
  let context: EvaluationContext
  var signs: [String: [VendorSign]] = [:]
  private var vendors: [Vendor] = []
  private var names = VendorSigns([])

  init(
    check: SubprocessorsCheck, observations: Observations, context: EvaluationContext
  ) {
    self.check = check
    self.context = context
    judgement = EndpointJudgement(SubprocessorsCheck.definition, observations, context)
  }

  mutating func judge() -> CheckResult {
    let list = check.declared ?? context.plan.posture.subprocessors?.entries.map(\.name)
    guard let declared = list else {
      return .unmeasured(
        "no subprocessors are declared: list them under subprocessors in the posture file")
    }
    for target in check.targets { readFolder(of: target) }
    readPages()
    for domain in check.mailDomains { readMail(of: domain) }
    reconcile(declared)
    let seen = signs.count
    return judgement.result(
      passing: "\(counted(seen, "vendor")) seen, every one in use is declared",
      nothing: "nothing was looked at")
  }

  private mutating func readFolder(of target: String?) {
    do throws(Unavailable) {
      let folder = try context.plan.folder(of: target)
      let files = judgement.outcome(of: check.sightings(in: folder))
      let facts = try files.outcome.get()
      if vendors.isEmpty {
        vendors = facts.vendors
        names = VendorSigns(vendors)
      }
      for gap in facts.gaps { judgement.note(gap) }
      for sighting in facts.sightings {
        let kind: VendorSign.Kind =
          switch sighting.kind {
          case .environment: .environment
          case .host: .host
          case .scope: .scope
          }
        add(
          kind, sighting.text, of: sighting.vendor, sighting.purpose,
          at: shown(sighting.location, in: folder))
      }
      judgement.subjects += facts.filesRead
      judgement.keep(
        "\(counted(facts.filesRead, "file")) read for names of \(vendors.count) vendors",
        location: Location(path: context.plan.path("", in: folder)), at: files.observedAt)
      readPackages(in: folder)
    } catch {
      judgement.note(error.reason)
    }
  }

  private mutating func readPackages(in folder: String) {
    let observation = judgement.outcome(of: PackagesRequest(folder: folder))
    switch observation.outcome {
    case .failure(let unavailable): judgement.note(unavailable.reason)
    case .success(let inventory):
      let clients = VendorClients(vendors)
      for manifest in inventory.manifests {
        switch manifest.packages {
        case .failure(let reason):
          judgement.note(context.plan.reason(reason, of: manifest.path, in: folder))
        case .success(let packages):
          for package in packages {
            guard let vendor = clients.vendor(of: package) else { continue }
            add(
              package.isDirect == false ? .transitivePackage : .package, package.name, of: vendor,
              package.isDevelopment ? .testing : .production,
              at: shown(package.location, in: folder))
          }
        }
      }
    }
  }

  private mutating func readPages() {
    for target in check.web {
      do throws(Unavailable) {
        let endpoint = try context.plan.endpoint(of: target)
        for request in check.pages(of: endpoint) {
          guard let answered = judgement.page(request) else { continue }
          judgement.subjects += 1
          for delivered in DeliveredPolicy.all(in: answered.response) {
            readPolicy(delivered.policy, of: answered, own: WebAddress.host(of: endpoint.origin))
          }
        }
      } catch {
        judgement.note(error.reason)
      }
    }
  }

  private mutating func readPolicy(
    _ policy: ContentSecurityPolicy, of answered: Answered, own: String
  ) {
    for directive in policy.directives where Self.sendsData(directive.name) {
      for source in directive.values {
        guard case .host(let host) = SourceExpression(source), host.name.contains(".") else {
          continue
        }
        if let vendor = names.vendor(ofHostPattern: host.name) {
          add(.policy, host.name, of: vendor, .production, at: Location(url: answered.url))
        } else if !isOwn(host.name, origin: own) {
          judgement.note(
            "\(answered.url): \(directive.name) lets in \(ValueText.plain(host.name)), which "
              + "belongs to no vendor that is known: name it under own-hosts, or declare its owner "
              + "and list it under own-hosts")
        }
      }
    }
  }

  /// Whether what the directive lets in is asked for by the page; `frame-ancestors` is the other way
  /// round.
  private static func sendsData(_ directive: String) -> Bool {
    directive.hasSuffix("-src") || directive.hasSuffix("-src-elem")
      || ["form-action", "report-uri"].contains(directive)
  }

  private func isOwn(_ host: String, origin: String) -> Bool {
    let name = host.hasPrefix("*.") ? String(host.dropFirst(2)) : host
    let base = origin.hasPrefix("www.") ? String(origin.dropFirst(4)) : origin
    return name == base || name.hasSuffix("." + base) || check.ownHosts.contains { $0.covers(name) }
  }

  private mutating func readMail(of domain: String) {
    let observation = judgement.outcome(of: check.records(of: domain, in: context.plan))
    do throws(Unavailable) {
      let records = try observation.outcome.get()
      judgement.subjects += 1
      let exchangers = try records.answer(domain, .mx).get().exchangers
      for exchanger in exchangers {
        add(exchanger, .mailServer, at: domain, among: \.mailServers)
      }
      let policies = try records.answer(domain, .txt).get().texts.compactMap(SenderPolicy.init)
      for term in policies.flatMap(\.terms) where term.kind == .include || term.kind == .redirect {
        guard let sender = term.domain(for: domain) else { continue }
        add(sender, .sender, at: domain, among: \.senders)
      }
      judgement.keep(
        "MX and SPF of \(domain) from \(records.source)", location: Location(url: "dns:\(domain)"),
        at: observation.observedAt)
    } catch {
      judgement.note("DNS of \(domain): \(error.reason)")
    }
  }

  private mutating func add(
    _ host: String, _ kind: VendorSign.Kind, at domain: String,
    among list: KeyPath<Vendor, [String]>
  ) {
    let vendor = vendors.first { vendor in
      vendor[keyPath: list].contains { host == $0 || host.hasSuffix("." + $0) }
    }
    guard let vendor else { return }
    add(kind, host, of: vendor.name, .production, at: Location(url: "dns:\(domain)"))
  }

  private mutating func add(
    _ kind: VendorSign.Kind, _ text: String, of vendor: String,
    _ purpose: VendorSighting.Purpose, at location: Location
  ) {
    signs[vendor, default: []].append(
      VendorSign(kind: kind, text: text, purpose: purpose, location: location))
  }

  private func shown(_ place: Location, in folder: String) -> Location {
    context.plan.place(place, in: folder)
  }
}

// The reconciliation.
extension SubprocessorsJudge {
  private mutating func reconcile(_ declared: [String]) {
    let declaredKeys = Dictionary(
      declared.flatMap { name in CompanyName.keys(of: name).map { ($0, name) } },
      uniquingKeysWith: { first, _ in first })
    var matched: Set<String> = []
    var exempted: Set<String> = []
    for vendor in vendors {
      let keys = Set(([vendor.name] + vendor.aliases).flatMap(CompanyName.keys))
      let declaration = keys.sorted().lazy.compactMap { declaredKeys[$0] }.first
      let signs = signs[vendor.name] ?? []
      let grade = VendorGrade(signs, of: vendor)
      if let declaration {
        matched.insert(declaration)
        judgeDeclared(vendor, as: declaration, signs, grade)
        continue
      }
      let exemption = check.exemptions.first {
        !CompanyName.keys(of: $0.vendor).isDisjoint(with: keys)
      }
      if let exemption {
        exempted.insert(exemption.vendor)
        keep("\(vendor.name): no subprocessor, \(exemption.reason)", signs)
        continue
      }
      judgeUndeclared(vendor, signs, grade)
    }
    for name in declared where !matched.contains(name) {
      keep("\(name): declared; it has no signs that are known, so it cannot be seen from here", [])
    }
    for exemption in check.exemptions where !exempted.contains(exemption.vendor) {
      judgement.note(
        "not-subprocessors names \(ValueText.plain(exemption.vendor)), which is no vendor that is "
          + "known, or is declared as a subprocessor")
    }
  }

  private mutating func judgeDeclared(
    _ vendor: Vendor, as name: String, _ signs: [VendorSign], _ grade: VendorGrade?
  ) {
    switch grade {
    case .proven, .ambiguous: keep("\(name): declared, and seen", signs)
    case .mentioned, nil:
      let whereabouts = grade == nil ? "nowhere seen" : "seen outside production only"
      guard check.requiresSeen else { return keep("\(name): declared, \(whereabouts)", signs) }
      judgement.add(
        "unseen", "\(name) is declared as a subprocessor and \(whereabouts)",
        at: Location(path: context.plan.posture.path), identity: "unseen \(vendor.name)",
        fix: "Take \(name) off the list when its use has ended, or look where it is used.")
    }
  }

  private mutating func judgeUndeclared(
    _ vendor: Vendor, _ signs: [VendorSign], _ grade: VendorGrade?
  ) {
    switch grade {
    case .proven:
      judgement.add(
        "undeclared",
        "\(vendor.name) (\(vendor.purpose)) is used and not declared: \(words(of: telling(signs)))",
        at: telling(signs).first?.location ?? Location(), identity: "undeclared \(vendor.name)",
        fix: "Declare \(vendor.name) and tell customers, end its use, or say under "
          + "not-subprocessors why no customer data reaches it.")
    case .ambiguous:
      judgement.note(
        "whether \(vendor.name) (\(vendor.purpose)) is used cannot be told: "
          + "\(words(of: telling(signs))); declare it, or list it under not-subprocessors")
    case .mentioned: keep("\(vendor.name): not in production", signs)
    case nil: break
    }
  }

  /// What counts: production alone, the strongest first.
  private func telling(_ signs: [VendorSign]) -> [VendorSign] {
    let production = signs.filter { $0.purpose == .production }
    return production.filter(\.kind.isProof) + production.filter { !$0.kind.isProof }
  }

  private mutating func keep(_ text: String, _ signs: [VendorSign]) {
    let observation = judgement.context.now
    judgement.keep(
      signs.isEmpty ? text : "\(text) (\(words(of: signs)))",
      location: signs.first?.location ?? Location(path: context.plan.posture.path), at: observation)
  }

  private func words(of signs: [VendorSign]) -> String {
    let shown = signs.prefix(Self.shownSigns).map(\.words).joined(separator: ", ")
    let more = signs.count - Self.shownSigns
    return more > 0 ? "\(shown) and \(more) more" : shown
  }
}

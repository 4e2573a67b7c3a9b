import Model

/// One `server` block with what holds in it.
struct NginxServer {
  /// Directives that may stand several times in one block.
  static let repeated: Set<String> = [
    "listen", "add_header", "add_trailer", "proxy_set_header", "proxy_hide_header",
    "proxy_pass_header", "fastcgi_param", "uwsgi_param", "grpc_set_header", "location", "if",
    "error_page", "rewrite", "allow", "deny", "set", "set_real_ip_from", "access_log", "error_log",
    "limit_req", "limit_conn", "auth_basic_user_file", "ssl_certificate", "ssl_certificate_key",
    "sub_filter", "proxy_cookie_path", "proxy_redirect", "more_set_headers",
  ]
  /// Directives of `http` that say nothing about a server.
  private static let notInherited: Set<String> = [
    "include", "log_format", "limit_req_zone", "limit_conn_zone", "proxy_cache_path", "upstream",
    "map", "geo", "types", "server", "lua_shared_dict", "split_clients", "js_import",
  ]

  private let own: [NginxDirective]
  private let effective: [NginxDirective]
  private let constants: NginxConstants

  init(block: [NginxDirective], http: [NginxDirective], constants: NginxConstants) {
    own = block
    self.constants = constants.adding(setsOf: block)
    let names = Set(block.map(\.name))
    effective =
      block
      + http.filter { !names.contains($0.name) && !Self.notInherited.contains($0.name) }
  }

  /// `example.org:443`, what tells it from its siblings.
  var name: String {
    let server = own.first { $0.name == "server_name" }?.texts.first ?? "_"
    let listen = own.first { $0.name == "listen" }?.texts.first
    let port = listen?.split(separator: ":").last
    return port.map { "\(server):\($0)" } ?? server
  }

  func value(at span: TextSpan, file: String) -> LayeredValue {
    LayeredValue(.mapping(entries(of: effective)), span: span, file: file)
  }

  private func entries(of directives: [NginxDirective]) -> [LayeredValue.Entry] {
    var order: [String] = []
    var groups: [String: [NginxDirective]] = [:]
    for directive in directives {
      if groups[directive.name] == nil { order.append(directive.name) }
      groups[directive.name, default: []].append(directive)
    }
    return order.compactMap { name in
      guard let group = groups[name], let first = group.first else { return nil }
      let values = group.map(value)
      let isList = Self.repeated.contains(name) || values.count > 1
      let value =
        isList
        ? LayeredValue(.sequence(values), span: first.span, file: first.file)
        : values.first ?? LayeredValue(.scalar(.null), span: first.span, file: first.file)
      return LayeredValue.Entry(key: name, keySpan: first.span, value: value)
    }
  }

  private func value(of directive: NginxDirective) -> LayeredValue {
    let span = directive.span
    if let block = directive.block {
      var inside = entries(of: block)
      let path = directive.texts.joined(separator: " ")
      inside.insert(
        LayeredValue.Entry(
          key: directive.name == "if" ? "condition" : "path", keySpan: span,
          value: LayeredValue(.scalar(.string(path)), span: span, file: directive.file)), at: 0)
      return LayeredValue(.mapping(inside), span: span, file: directive.file)
    }
    if Self.repeated.contains(directive.name) {
      let text = directive.texts.joined(separator: " ")
      return LayeredValue(.scalar(content(of: text)), span: span, file: directive.file)
    }
    let arguments = directive.arguments.map {
      LayeredValue(.scalar(content(of: $0.text)), span: $0.span, file: directive.file)
    }
    switch arguments.count {
    case 0: return LayeredValue(.scalar(.null), span: span, file: directive.file)
    case 1: return arguments[0]
    default: return LayeredValue(.sequence(arguments), span: span, file: directive.file)
    }
  }

  /// A text; a value that is a variable as a whole is what the variable always is, or unknown.
  private func content(of text: String) -> Node.Content {
    guard text.hasPrefix("$"), text.count > 1 else { return .string(text) }
    var name = text.dropFirst()
    if name.hasPrefix("{"), name.hasSuffix("}") { name = name.dropFirst().dropLast() }
    let isName = name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    guard isName else { return .string(text) }
    return constants.values[String(name)].map { .string($0) }
      ?? .unknown(reason: "the variable $\(name) is known when a request comes")
  }
}

import Model

/// Recognises tools by the actions, commands, images and templates that run them.
struct ToolMatcher {
  /// What was recognised, with the options that it was given.
  struct Match {
    let tool: PipelineTool
    /// Options and arguments in words, or `input: value`.
    let options: [String]
  }

  private let actions: [String: [PipelineTool]]
  private let actionPrefixes: [(prefix: String, tool: PipelineTool)]
  private let commands: [String: [(pattern: [String], tool: PipelineTool)]]
  private let images: [String: [PipelineTool]]
  private let templates: [(template: String, tool: PipelineTool)]
  private let orbs: [String: [PipelineTool]]

  init(_ tools: [PipelineTool]) {
    var actions: [String: [PipelineTool]] = [:]
    var prefixes: [(String, PipelineTool)] = []
    var commands: [String: [(pattern: [String], tool: PipelineTool)]] = [:]
    var images: [String: [PipelineTool]] = [:]
    var orbs: [String: [PipelineTool]] = [:]
    for tool in tools {
      for action in tool.actions {
        if action.hasSuffix("/*") {
          prefixes.append((String(action.dropLast()), tool))
        } else {
          actions[action, default: []].append(tool)
        }
      }
      for pattern in tool.commands {
        for program in (pattern.first ?? "").split(separator: "|") {
          commands[String(program), default: []].append((pattern, tool))
        }
      }
      for image in tool.images { images[image, default: []].append(tool) }
      for orb in tool.orbs { orbs[orb, default: []].append(tool) }
    }
    self.actions = actions
    actionPrefixes = prefixes
    self.commands = commands
    self.images = images
    self.orbs = orbs
    templates = tools.flatMap { tool in tool.templates.map { ($0, tool) } }
  }

  func tools(ofAction name: String) -> [PipelineTool] {
    (actions[name] ?? [])
      + actionPrefixes.filter { name.hasPrefix($0.prefix) }.map(\.tool)
  }

  func tools(ofImage image: String) -> [PipelineTool] { images[ImageReference.name(image)] ?? [] }

  func tools(ofTemplate template: String) -> [PipelineTool] {
    templates.filter { template.hasSuffix($0.template) }.map(\.tool)
  }

  /// The tools of an orb's job or command: `snyk/scan`.
  func tools(ofOrb name: String) -> [PipelineTool] {
    (orbs[name] ?? []) + (orbs[name.split(separator: "/").first.map { $0 + "/*" } ?? ""] ?? [])
  }

  /// The tools that a command runs, whatever stands around it.
  func matches(_ words: [ShellWord]) -> [Match] {
    var rest = words.map(\.text)[...]
    // Few wrappers stand before each other; a hostile line may hold thousands.
    for _ in 0..<8 {
      let found = direct(Array(rest))
      if !found.isEmpty { return found }
      guard let inner = CommandWrapper.inner(of: rest) else { return [] }
      switch inner {
      case .command(let words): rest = words
      case .image(let image, let arguments):
        return tools(ofImage: image).map { Match(tool: $0, options: Array(arguments)) }
      }
    }
    return []
  }

  private func direct(_ words: [String]) -> [Match] {
    guard let first = words.first else { return [] }
    let program = Self.program(first)
    guard let candidates = commands[program] else { return [] }
    let arguments = Array(words.dropFirst())
    return candidates.compactMap { candidate in
      guard Self.fits(candidate.pattern.dropFirst(), arguments) else { return nil }
      guard Self.does(candidate.tool, with: arguments) else { return nil }
      return Match(tool: candidate.tool, options: arguments)
    }
  }

  /// Whether a tool does what it is known for with these options.
  static func does(_ tool: PipelineTool, with options: [String]) -> Bool {
    !tool.unless.contains { has($0, in: options) }
      && (tool.onlyWith.isEmpty || tool.onlyWith.contains { has($0, in: options) })
  }

  /// The name of a program without its folder, version and wrapper scripts.
  private static func program(_ word: String) -> String {
    var name = word.split(separator: "/").last.map(String.init) ?? word
    if let at = name.firstIndex(of: "@"), at != name.startIndex { name = String(name[..<at]) }
    switch name {
    case "mvnw": return "mvn"
    case "gradlew": return "gradle"
    case "flyctl": return "fly"
    default: return name
    }
  }

  /// Whether the arguments begin with the pattern's words; options in the pattern may stand anywhere.
  private static func fits(_ pattern: ArraySlice<String>, _ arguments: [String]) -> Bool {
    var plain = positional(arguments)[...]
    for word in pattern {
      if word.hasPrefix("-") {
        guard word.split(separator: "|").contains(where: { has(String($0), in: arguments) }) else {
          return false
        }
      } else {
        guard let next = plain.first, word.split(separator: "|").contains(where: { $0 == next })
        else { return false }
        plain = plain.dropFirst()
      }
    }
    return true
  }

  /// Options of common programs that take the next word as their value.
  private static let valued: Set<String> = [
    "-C", "-n", "-p", "-w", "-f", "-c", "-a", "--prefix", "--cwd", "--dir", "--filter", "--chdir",
    "--namespace", "--context", "--kubeconfig", "--region", "--profile", "--project", "--workspace",
    "--config", "--file", "--kube-context", "--project-name", "--project-directory", "--app",
    "--env",
    "--stage", "--output", "-o", "--format", "--token", "--scope", "-t", "-S", "--endpoint-url",
    "--dockerfile", "--cluster",
  ]

  private static func positional(_ arguments: [String]) -> [String] {
    var found: [String] = []
    var skips = false
    for argument in arguments {
      if skips {
        skips = false
      } else if argument.hasPrefix("-") {
        skips = valued.contains(argument)
      } else {
        found.append(argument)
      }
    }
    return found
  }

  /// Whether an option is given: alone, with its value behind `=` or in the next word.
  static func has(_ option: String, in arguments: [String]) -> Bool {
    let parts = option.split(separator: " ", maxSplits: 1).map(String.init)
    for (index, argument) in arguments.enumerated() {
      if parts.count == 2 {
        if argument == "\(parts[0])=\(parts[1])" { return true }
        if argument == parts[0], index + 1 < arguments.count, arguments[index + 1] == parts[1] {
          return true
        }
      } else if argument == option || argument.hasPrefix(option + "=") {
        return true
      }
    }
    return false
  }
}

/// Programs that run another one.
enum CommandWrapper {
  enum Inner {
    case command(ArraySlice<String>)
    case image(String, ArraySlice<String>)
  }

  static func inner(of words: ArraySlice<String>) -> Inner? {
    guard let first = words.first else { return nil }
    let program = first.split(separator: "/").last.map(String.init) ?? first
    let rest = words.dropFirst()
    switch program {
    case "sudo", "time", "nice", "npx", "bunx", "uvx", "xvfb-run", "command", "exec", "nohup",
      "dotenv", "doppler", "op":
      return .command(skippingOptions(rest))
    case "env": return .command(skippingOptions(rest).drop { $0.contains("=") })
    case "timeout", "retry": return .command(skippingOptions(rest).dropFirst())
    case "npm", "pnpm", "yarn", "bun", "poetry", "pdm", "hatch", "pipenv", "pipx", "uv", "rye",
      "bundle", "mise", "rtx", "dart", "flutter", "nix", "devbox", "pixi":
      let plain = skippingOptions(rest)
      guard let verb = plain.first else { return nil }
      switch verb {
      case "exec", "x", "dlx", "run", "tool":
        var inner = skippingOptions(plain.dropFirst())
        if verb == "tool", inner.first == "run" { inner = skippingOptions(inner.dropFirst()) }
        return .command(inner)
      // `pnpm eslint` runs the program of that name.
      default: return program == "yarn" || program == "pnpm" ? .command(plain) : nil
      }
    case "python", "python3", "py":
      guard let index = rest.firstIndex(of: "-m") else { return nil }
      return .command(rest[(index + 1)...])
    case "go":
      guard rest.first == "run" else { return nil }
      return .command(skippingOptions(rest.dropFirst()))
    case "docker", "podman", "nerdctl":
      guard let index = rest.firstIndex(of: "run") else { return nil }
      return image(rest[(index + 1)...])
    default: return nil
    }
  }

  private static func skippingOptions(_ words: ArraySlice<String>) -> ArraySlice<String> {
    var words = words
    while let word = words.first, word.hasPrefix("-") {
      words = words.dropFirst()
      if word == "--" { break }
      if ["-p", "--package", "--from", "--with", "-e", "-f", "-u", "--project", "--python"]
        .contains(word)
      {
        words = words.dropFirst()
      }
    }
    return words
  }

  /// Options of `docker run` that stand alone; every other one that has no `=` takes a value.
  private static let alone: Set<String> = [
    "--rm", "-i", "-t", "-it", "-ti", "--interactive", "--tty", "--init", "--privileged", "-d",
    "--detach", "--read-only", "-q", "--quiet", "-P", "--no-healthcheck",
  ]

  private static func image(_ words: ArraySlice<String>) -> Inner? {
    var words = words
    while let word = words.first, word.hasPrefix("-") {
      words = words.dropFirst()
      if !alone.contains(word), !word.contains("=") { words = words.dropFirst() }
    }
    guard let image = words.first else { return nil }
    return .image(image, words.dropFirst())
  }
}

import Foundation

/// Files in which a secret is written down.
enum CorpusSurroundings {
  typealias Writer =
    @Sendable (_ name: String, _ secret: String, _ random: inout CorpusRandom) -> String

  struct Surrounding: Sendable {
    let kind: String
    /// Whether samples with it are held back.
    let isHeld: Bool
    let write: Writer
  }

  static let all: [Surrounding] = [
    Surrounding(kind: ".env", isHeld: false) { name, secret, random in
      """
      # deployment
      APP_ENV=production
      PORT=\(random.number(3_000...9_999))
      \(upper(name))=\(secret)
      LOG_LEVEL=info
      """
    },
    Surrounding(kind: ".env quoted", isHeld: false) { name, secret, random in
      "DEBUG=false\nexport \(upper(name))=\"\(secret)\"\nREGION=eu-central-\(random.number(1...3))\n"
    },
    Surrounding(kind: "YAML", isHeld: false) { name, secret, random in
      """
      service:
        name: billing-\(random.number(1...9))
        replicas: \(random.number(1...5))
        \(lower(name)): "\(secret)"
        timeout: 30s
      """
    },
    Surrounding(kind: "JSON", isHeld: false) { name, secret, random in
      """
      {
        "name": "worker-\(random.hexadecimal(4))",
        "\(lower(name))": "\(secret)",
        "retries": \(random.number(1...9))
      }
      """
    },
    Surrounding(kind: "Python", isHeld: false) { name, secret, _ in
      """
      import os, requests

      \(upper(name)) = '\(secret)'

      def fetch(url):
          return requests.get(url, timeout=10)
      """
    },
    Surrounding(kind: "JavaScript", isHeld: false) { name, secret, _ in
      """
      const client = require('./client');
      const \(camel(name)) = "\(secret)";
      module.exports = client.create({ retry: true, \(camel(name)) });
      """
    },
    Surrounding(kind: "Java", isHeld: false) { name, secret, _ in
      """
      public final class Settings {
          private static final String \(upper(name)) = "\(secret)";
          private static final int RETRIES = 3;
      }
      """
    },
    Surrounding(kind: "shell", isHeld: false) { name, secret, _ in
      """
      #!/bin/sh
      set -e
      \(upper(name))='\(secret)' ./deploy.sh --region eu-west-1
      """
    },
    Surrounding(kind: "Dockerfile", isHeld: false) { name, secret, random in
      """
      FROM node:20-alpine
      ENV \(upper(name))=\(secret)
      EXPOSE \(random.number(3_000...9_999))
      """
    },
    Surrounding(kind: "workflow", isHeld: false) { name, secret, _ in
      """
      jobs:
        deploy:
          runs-on: ubuntu-latest
          env:
            \(upper(name)): \(secret)
          steps:
            - uses: actions/checkout@v4
      """
    },
    Surrounding(kind: "TOML", isHeld: false) { name, secret, _ in
      "[service]\nenabled = true\n\(lower(name)) = \"\(secret)\"\nregion = \"eu\"\n"
    },
    Surrounding(kind: "Go", isHeld: false) { name, secret, _ in
      """
      package main

      const (
      \tTimeout = 30
      \t\(camel(name)) = "\(secret)"
      )
      """
    },
    // Held back.
    Surrounding(kind: "Terraform", isHeld: true) { name, secret, _ in
      """
      resource "kubernetes_secret" "app" {
        metadata { name = "app" }
        data = {
          \(lower(name)) = "\(secret)"
        }
      }
      """
    },
    Surrounding(kind: "Ruby", isHeld: true) { name, secret, _ in
      "Acme.configure do |config|\n  config.\(lower(name)) = '\(secret)'\n  config.timeout = 5\nend\n"
    },
    Surrounding(kind: "PHP", isHeld: true) { name, secret, _ in
      "<?php\nreturn [\n    'debug' => false,\n    '\(lower(name))' => '\(secret)',\n];\n"
    },
    Surrounding(kind: "properties", isHeld: true) { name, secret, _ in
      "server.port=8443\napp.\(lower(name).replacing("_", with: "."))=\(secret)\nspring.profiles.active=prod\n"
    },
    Surrounding(kind: "XML", isHeld: true) { name, secret, _ in
      "<configuration>\n  <appSettings>\n    <add key=\"\(camel(name))\" value=\"\(secret)\" />\n  </appSettings>\n</configuration>\n"
    },
    Surrounding(kind: "C#", isHeld: true) { name, secret, _ in
      "public class Keys\n{\n    public const string \(camel(name)) = @\"\(secret)\";\n}\n"
    },
  ]

  /// Where a token stands without an assignment; only for those with a form of their own.
  static let loose: [Surrounding] = [
    Surrounding(kind: "log", isHeld: false) { _, secret, random in
      "2026-03-0\(random.number(1...9)) 12:0\(random.number(0...9)):11 INFO request sent token=\(secret) status=200\n"
    },
    Surrounding(kind: "curl", isHeld: false) { _, secret, _ in
      "curl -sS -H \"Authorization: Bearer \(secret)\" https://api.acme-prod.net/v1/items\n"
    },
    Surrounding(kind: "documentation", isHeld: false) { _, secret, _ in
      "## Setup\n\nUse the key `\(secret)` for the staging account, then run the import.\n"
    },
    Surrounding(kind: "URL", isHeld: true) { _, secret, _ in
      "fetch(`https://api.acme-prod.net/v2/export?limit=50&key=\(secret)`)\n"
    },
    Surrounding(kind: "chat", isHeld: true) { _, secret, random in
      "[\(random.number(10...23)):15] mara: ok use this one then\n[\(random.number(10...23)):16] mara: \(secret)\n"
    },
    Surrounding(kind: "CSV", isHeld: true) { _, secret, random in
      "id,owner,key,created\n\(random.number(1...99)),build,\(secret),2026-01-05\n"
    },
  ]

  private static func parts(_ name: String) -> [String] {
    name.replacing(".", with: "_").split(separator: "_").map { $0.lowercased() }
  }

  static func upper(_ name: String) -> String {
    parts(words(name)).joined(separator: "_").uppercased()
  }

  static func lower(_ name: String) -> String {
    parts(words(name)).joined(separator: "_")
  }

  static func camel(_ name: String) -> String {
    let parts = parts(words(name))
    return (parts.first ?? "") + parts.dropFirst().map(\.capitalized).joined()
  }

  /// `twilioAuthToken` with its words apart.
  private static func words(_ name: String) -> String {
    guard name.contains(where: \.isLowercase) else { return name }
    return name.reduce(into: "") { text, character in
      if character.isUppercase, text.last?.isLowercase ?? false { text.append("_") }
      text.append(character)
    }
  }
}

import Collectors
import Model

extension ExchangeRequest: KeptRequest {
  package static var recordedKind: String { "exchange" }

  package func recordedForm(in root: String) -> JSONValue {
    RecordedForm.exchange(self, in: root)
  }

  package func masked(_ facts: Exchange, by mask: RecordingMask) -> Exchange {
    mask.exchange(facts)
  }

  package func restored(_ facts: Exchange) -> Exchange {
    Exchange(responses: facts.responses.map(ResponseFacts.restored))
  }
}

extension RequestBurstRequest: KeptRequest {
  package static var recordedKind: String { "burst" }

  package func recordedForm(in root: String) -> JSONValue {
    .object(["exchange": RecordedForm.exchange(exchange, in: root), "count": .integer(count)])
  }

  /// Many times the same body would tell nothing more.
  package func masked(_ facts: RequestBurst, by mask: RecordingMask) -> RequestBurst {
    RequestBurst(
      responses: facts.responses.map { mask.response($0.replacing(body: [])) },
      milliseconds: facts.milliseconds)
  }
}

extension WebhookProbeRequest: KeptRequest {
  package static var recordedKind: String { "webhook" }

  package func recordedForm(in root: String) -> JSONValue {
    .object([
      "endpoint": RecordedForm.endpoint(endpoint, in: root),
      "path": .string(RecordingMask.address(path)), "scheme": .string(scheme.rawValue),
      "signatureHeader": .string(signatureHeader), "secretVariable": .optional(secretVariable),
      "body": .string(NamedValues.veiled(in: body)), "age": .integer(age),
      "sendsGenuine": .boolean(sendsGenuine), "attempts": .strings(attempts.map(\.rawValue)),
    ])
  }

  package func masked(_ facts: WebhookProbe, by mask: RecordingMask) -> WebhookProbe {
    WebhookProbe(answers: facts.answers.mapValues { $0.map(mask.response) })
  }

  package func restored(_ facts: WebhookProbe) -> WebhookProbe {
    WebhookProbe(answers: facts.answers.mapValues { $0.map(ResponseFacts.restored) })
  }
}

extension SecurityTextRequest: KeptRequest {
  package static var recordedKind: String { "security-txt" }

  package func recordedForm(in root: String) -> JSONValue {
    .object([
      "exchange": RecordedForm.exchange(exchange, in: root),
      "key": RecordedForm.path(key, in: root),
    ])
  }

  package func masked(_ facts: SecurityText, by mask: RecordingMask) -> SecurityText {
    SecurityText(exchange: mask.exchange(facts.exchange), signature: facts.signature)
  }

  package func restored(_ facts: SecurityText) -> SecurityText {
    SecurityText(exchange: exchange.restored(facts.exchange), signature: facts.signature)
  }
}

extension TransportSecurityRequest: KeptRequest {
  package static var recordedKind: String { "tls" }

  package func recordedForm(in root: String) -> JSONValue {
    .object([
      "origin": .string(endpoint.origin), "resolve": .strings(endpoint.resolve),
    ])
  }
}

extension ServedCertificatesRequest: KeptRequest {
  package static var recordedKind: String { "certificates" }

  package func recordedForm(in root: String) -> JSONValue {
    .object([
      "origin": .string(endpoint.origin), "resolve": .strings(endpoint.resolve),
      "certificateAuthority": RecordedForm.path(endpoint.certificateAuthority, in: root),
    ])
  }
}

extension DomainRecordsRequest: KeptRequest {
  package static var recordedKind: String { "dns" }

  package func recordedForm(in root: String) -> JSONValue {
    .object([
      "domain": .string(domain), "resolver": .optional(resolver),
      "zoneFile": RecordedForm.path(zoneFile, in: root),
    ])
  }
}

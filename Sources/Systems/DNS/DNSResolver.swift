import CUnbound
import Model

/// Asks the DNS, and validates what is signed by itself, through libunbound.
@safe package final class DNSResolver {
  /// Every line of a zone file that is read, and how long it may be.
  private static let lineLimit = 10_000

  /// The keys that the root is signed with: KSK-2017 and KSK-2024, as IANA publishes their digests at
  /// https://data.iana.org/root-anchors/root-anchors.xml.
  private static let rootAnchors = [
    ". IN DS 20326 8 2 E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D",
    ". IN DS 38696 8 2 683D2D0ACB8C9B712A1948B27F741219298D0A450D612C483AF444A4C0FB2B16",
  ]

  private let context: OpaquePointer

  /// Asks a resolver, given as `address` or `address@port`; the system's when nil.
  package convenience init(server: String?) throws(Unavailable) {
    try self.init()
    let result =
      if let server { unsafe ub_ctx_set_fwd(context, server) } else {
        unsafe ub_ctx_resolvconf(context, nil)
      }
    guard result == 0 else {
      throw Unavailable(
        server.map { "\($0) is not the address of a resolver" }
          ?? "the system's resolver is not configured")
    }
    for anchor in Self.rootAnchors {
      guard unsafe ub_ctx_add_ta(context, anchor) == 0 else {
        throw Unavailable("the root's keys could not be set")
      }
    }
  }

  /// Answers from records alone, one a line as zone files write them in full; nobody is asked.
  ///
  /// - Throws: a reason that names the line when one cannot be read.
  package convenience init(records: String) throws(Unavailable) {
    try self.init()
    guard unsafe ub_ctx_zone_add(context, ".", "static") == 0 else {
      throw Unavailable("the records could not be taken")
    }
    var number = 0
    for line in records.split(separator: "\n", omittingEmptySubsequences: false) {
      number += 1
      let text = line.filter { $0 != "\r" }
      let plain = text.drop { $0 == " " || $0 == "\t" }
      guard !plain.isEmpty, !plain.hasPrefix(";"), !plain.hasPrefix("#") else { continue }
      guard number <= Self.lineLimit, unsafe ub_ctx_data_add(context, String(text)) == 0 else {
        throw Unavailable("line \(number) of the records could not be read")
      }
    }
  }

  private init() throws(Unavailable) {
    guard let context = unsafe ub_ctx_create() else {
      throw Unavailable("libunbound could not be started")
    }
    unsafe self.context = context
    // Names of this machine's own file are none of the DNS's; errors are returned, not printed.
    unsafe ub_ctx_debuglevel(context, 0)
    unsafe ub_ctx_debugout(context, nil)
  }

  deinit { unsafe ub_ctx_delete(context) }

  /// Asks one question.
  ///
  /// - Throws: a reason when there was no answer, or one that was forged.
  package func ask(_ name: String, _ type: DNSType) throws(Unavailable) -> DNSAnswer {
    var pointer: UnsafeMutablePointer<ub_result>?
    // Sound: libunbound reads the name during the call and makes the result, which is freed.
    let status = unsafe ub_resolve(context, name, type.code, 1, &pointer)
    guard status == 0, let pointer = unsafe pointer else {
      throw Unavailable(
        "\(type.rawValue) of \(name): \(unsafe String(cString: ub_strerror(status)))")
    }
    defer { unsafe ub_resolve_free(pointer) }
    let result = unsafe pointer.pointee
    guard unsafe result.bogus == 0 else {
      throw Unavailable("\(type.rawValue) of \(name): the signatures do not hold")
    }
    // NOERROR and NXDOMAIN are answers, the rest are failures to have one (RFC 1035 section 4.1.1).
    let code = unsafe result.rcode
    guard code == 0 || code == 3 else {
      throw Unavailable("\(type.rawValue) of \(name): the resolver answered with error \(code)")
    }
    return DNSAnswer(
      records: unsafe Self.records(result), isMissing: unsafe result.nxdomain != 0,
      isSecure: unsafe result.secure != 0)
  }

  private static func records(_ result: ub_result) -> [[UInt8]] {
    guard unsafe result.havedata != 0, let data = unsafe result.data,
      let lengths = unsafe result.len
    else { return [] }
    var records: [[UInt8]] = []
    // Sound: both lists are as long as each other, and the one of pointers ends with a null.
    while records.count < 1_000, let record = unsafe data[records.count] {
      let length = Int(unsafe lengths[records.count])
      records.append(unsafe Array(UnsafeRawBufferPointer(start: record, count: max(0, length))))
    }
    return records
  }
}

import CXML2

/// Reads XML step by step through libxml2, without network, document types or entities of their own.
///
/// Owns the parser and a copy of the text, both freed at the end of its life; no pointer leaves it.
@safe
package struct XMLReader: ~Copyable {
  private let reader: OpaquePointer
  private let text: UnsafeMutableBufferPointer<CChar>
  private let limits: XMLLimits
  /// Names by the address at which libxml2 keeps each of them once while the parser lives.
  private var names: [UInt: String] = [:]
  private var openNames: [XMLName] = []
  private var isEmptyElement = false
  private var elementCount = 0

  /// Worked out once: libxml2 asks to be set up before threads use it.
  private static let isReady: Bool = {
    xmlInitParser()
    return true
  }()

  /// A reader at the start of a text.
  ///
  /// - Throws: `XMLProblem` when the text is too large or there is no memory.
  package init(_ bytes: [UInt8], limits: XMLLimits = .standard) throws(XMLProblem) {
    guard Self.isReady, bytes.count <= min(limits.maximumBytes, Int(Int32.max)) else {
      throw XMLProblem("the XML has \(bytes.count) bytes; at most \(limits.maximumBytes) are read")
    }
    // Sound: the memory belongs to this value alone and outlives the parser, which only reads it.
    let text = UnsafeMutableBufferPointer<CChar>.allocate(capacity: max(1, bytes.count))
    unsafe bytes.withUnsafeBytes { unsafe UnsafeMutableRawBufferPointer(text).copyMemory(from: $0) }
    // XML_PARSE_NOENT stays off, so no entity is put in place; external ones are never loaded.
    let options =
      XML_PARSE_NONET.rawValue | XML_PARSE_NOCDATA.rawValue | XML_PARSE_COMPACT.rawValue
      | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue | XML_PARSE_BIG_LINES.rawValue
    guard
      let reader = unsafe xmlReaderForMemory(
        text.baseAddress, Int32(bytes.count), nil, nil, Int32(options))
    else {
      unsafe text.deallocate()
      throw XMLProblem("there is not enough memory to read the XML")
    }
    unsafe self.reader = reader
    unsafe self.text = text
    self.limits = limits
  }

  deinit {
    // Sound: nothing uses either after this; the parser goes before the text that it reads.
    unsafe xmlFreeTextReader(reader)
    unsafe text.deallocate()
  }

  /// The next step, or nil after the last.
  ///
  /// - Throws: `XMLProblem` for XML that is not well formed, has a document type or an entity of its
  ///   own, or goes beyond the limits. After that the reader must not be used.
  package mutating func next() throws(XMLProblem) -> XMLEvent? {
    if isEmptyElement {
      isEmptyElement = false
      return openNames.popLast().map { .end($0) }
    }
    while true {
      xmlResetLastError()
      let result = unsafe xmlTextReaderRead(reader)
      guard result >= 0 else { throw syntaxProblem() }
      guard result == 1 else { return nil }
      switch unsafe xmlTextReaderNodeType(reader) {
      case Self.element: return try start()
      case Self.endElement: return openNames.popLast().map { .end($0) }
      case Self.textKind, Self.cdata, Self.whitespace, Self.significantWhitespace:
        // The value is copied before the reader moves on.
        guard let value = unsafe xmlTextReaderConstValue(reader) else { continue }
        return unsafe .text(String(cString: value))
      case Self.documentType:
        throw XMLProblem("the XML has a document type declaration, which is not read", line: line)
      case Self.entityReference:
        throw XMLProblem("the XML uses an entity of its own, which is not read", line: line)
      default: continue
      }
    }
  }

  private mutating func start() throws(XMLProblem) -> XMLEvent {
    let line = line
    elementCount += 1
    guard elementCount <= limits.maximumElements else {
      throw XMLProblem(
        "the XML has more than the \(limits.maximumElements) elements that are read", line: line)
    }
    guard openNames.count < limits.maximumDepth else {
      throw XMLProblem("the XML is nested deeper than \(limits.maximumDepth) elements", line: line)
    }
    let name = currentName()
    isEmptyElement = unsafe xmlTextReaderIsEmptyElement(reader) == 1
    openNames.append(name)
    return .start(name, attributes: attributes(), line: line)
  }

  private mutating func attributes() -> [XMLAttribute] {
    guard unsafe xmlTextReaderHasAttributes(reader) == 1 else { return [] }
    var attributes: [XMLAttribute] = []
    while unsafe xmlTextReaderMoveToNextAttribute(reader) == 1 {
      // The value is copied before the reader moves on.
      guard unsafe xmlTextReaderIsNamespaceDecl(reader) == 0,
        let value = unsafe xmlTextReaderConstValue(reader)
      else { continue }
      attributes.append(
        XMLAttribute(name: currentName(), value: unsafe String(cString: value)))
    }
    _ = unsafe xmlTextReaderMoveToElement(reader)
    return attributes
  }

  private mutating func currentName() -> XMLName {
    let local = unsafe name(at: xmlTextReaderConstLocalName(reader))
    return XMLName(local, namespace: unsafe name(at: xmlTextReaderConstNamespaceUri(reader)))
  }

  /// The text at an address of the parser's dictionary, which keeps it while the parser lives.
  private mutating func name(at address: UnsafePointer<UInt8>?) -> String {
    guard let address = unsafe address else { return "" }
    let key = UInt(bitPattern: address)
    if let name = names[key] { return name }
    let name = unsafe String(cString: address)
    names[key] = name
    return name
  }

  private var line: Int {
    // The node belongs to the parser and is only looked at.
    guard let node = unsafe xmlTextReaderCurrentNode(reader) else {
      return Int(unsafe xmlTextReaderGetParserLineNumber(reader))
    }
    return Int(clamping: unsafe xmlGetLineNo(node))
  }

  private func syntaxProblem() -> XMLProblem {
    // The error belongs to this thread until its next call of libxml2; it is copied at once.
    guard let error = unsafe xmlGetLastError(), let message = unsafe error.pointee.message else {
      return XMLProblem("the XML cannot be read")
    }
    let words = unsafe String(cString: message).split(whereSeparator: \.isNewline)
    let (line, column) = unsafe (error.pointee.line, error.pointee.int2)
    return XMLProblem(
      "the XML is not well formed: " + words.joined(separator: " ").shownInMessage,
      line: line > 0 ? Int(line) : nil, column: column > 0 ? Int(column) : nil)
  }

  private static let element = Int32(XML_READER_TYPE_ELEMENT.rawValue)
  private static let endElement = Int32(XML_READER_TYPE_END_ELEMENT.rawValue)
  private static let textKind = Int32(XML_READER_TYPE_TEXT.rawValue)
  private static let cdata = Int32(XML_READER_TYPE_CDATA.rawValue)
  private static let whitespace = Int32(XML_READER_TYPE_WHITESPACE.rawValue)
  private static let significantWhitespace = Int32(
    XML_READER_TYPE_SIGNIFICANT_WHITESPACE.rawValue)
  private static let documentType = Int32(XML_READER_TYPE_DOCUMENT_TYPE.rawValue)
  private static let entityReference = Int32(XML_READER_TYPE_ENTITY_REFERENCE.rawValue)
}

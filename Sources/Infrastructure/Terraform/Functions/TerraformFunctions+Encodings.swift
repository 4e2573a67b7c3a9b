import FoundationEssentials
import Model
import StructuredData

extension TerraformFunctions {
  static let encodings: [String: Function] = [
    "jsonencode": { (arguments) throws(TerraformFault) in
      let value = try arguments.value(0)
      guard let unknown = value.firstUnknown else { return .text(TerraformDocument.encode(value)) }
      return .unknown(
        TerraformUnknown(reason: unknown.reason, isPresent: true, shape: .document(value)))
    },
    "jsondecode": { (arguments) throws(TerraformFault) in
      if case .unknown(let unknown)? = arguments[0],
        let document = TerraformDocument.value(of: unknown)
      {
        return document
      }
      guard let value = TerraformDocument.decode(try arguments.text(0)) else {
        throw .error("the text is not JSON")
      }
      return value
    },
    "yamlencode": { (arguments) throws(TerraformFault) in
      .unknown(
        TerraformUnknown(
          reason: "the text of `yamlencode` is not written out", isPresent: true,
          shape: .document(try arguments.value(0))))
    },
    "yamldecode": { (arguments) throws(TerraformFault) in
      if case .unknown(let unknown)? = arguments[0],
        case .document(let document)? = unknown.shape
      {
        return document
      }
      let bytes = Array(try arguments.text(0).utf8)
      guard let documents = try? StructuredParser.parse(bytes, as: .yaml, path: "document") else {
        throw .error("the text is not YAML")
      }
      return documents.first.map { TerraformValue($0) } ?? .null
    },
    "base64encode": { (arguments) throws(TerraformFault) in
      .text(Data(try arguments.text(0).utf8).base64EncodedString())
    },
    "base64decode": { (arguments) throws(TerraformFault) in
      guard let data = Data(base64Encoded: try arguments.text(0)),
        let text = String(data: data, encoding: .utf8)
      else { throw .error("the text is not Base64 of UTF-8") }
      return .text(text)
    },
    "urlencode": { (arguments) throws(TerraformFault) in
      var text = ""
      for byte in try arguments.text(0).utf8 {
        let isPlain =
          HCLScanner.isDigit(byte) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
          || byte == 0x2D || byte == 0x5F || byte == 0x2E || byte == 0x7E
        if isPlain {
          text.unicodeScalars.append(Unicode.Scalar(byte))
        } else if byte == 0x20 {
          text += "+"
        } else {
          let digits = String(byte, radix: 16, uppercase: true)
          text += "%" + (digits.utf8.count < 2 ? "0" : "") + digits
        }
      }
      return .text(text)
    },
  ]
}

import Foundation
import TestSupport
import Testing

/// Those who know nothing of this project: CycloneDX's own library with its schemas, and SPDX's tools.
enum BillValidators {
  private static let program = """
    import sys
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator
    from spdx_tools.spdx.parser.parse_anything import parse_file
    from spdx_tools.spdx.validation.document_validator import validate_full_spdx_document

    result, *paths = sys.argv[1:]
    with open(result, "w") as out:
        for path in paths:
            if path.endswith(".spdx.json"):
                for message in validate_full_spdx_document(parse_file(path)):
                    print(path, message.validation_message, file=out)
            else:
                with open(path) as file:
                    error = JsonStrictValidator(SchemaVersion.V1_6).validate_str(file.read())
                if error is not None:
                    print(path, str(error)[:500].replace("\\n", " "), file=out)
    """

  /// What the validators have against the files, a line each.
  static func problems(with paths: [String]) throws -> [String] {
    let python =
      ProcessInfo.processInfo.environment["AVOUCH_BILLS_PYTHON"]
      ?? AvouchProcess.repository + "/.build/bills/bin/python"
    let folder = TemporaryFolder()
    let result = folder.path + "/result"
    try ChildProcess.run([python, "-c", program, result] + paths)
    return try String(contentsOfFile: result, encoding: .utf8).split(separator: "\n")
      .map(String.init)
  }
}

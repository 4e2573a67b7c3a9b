import Systems

@testable import Databases

extension PostgreSQLConnection {
  /// Runs statements one after another.
  func run(_ text: String) throws {
    let bytes = Array(text.utf8)
    for statement in StatementSplitter.split(bytes, in: 0..<bytes.count).statements {
      let sql = String(decoding: bytes[statement.range], as: UTF8.self)
      do throws(PostgreSQLError) {
        _ = try rows(sql)
      } catch {
        throw TestCluster.Failure(description: "\(error.words) in: \(sql)")
      }
    }
  }
}

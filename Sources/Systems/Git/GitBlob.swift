import CGit
import Model

extension GitRepository {
  /// The bytes of a blob.
  ///
  /// - Throws: `Unavailable` when it is missing, damaged, no blob, or larger than the limit; its
  ///   size is known before it is read.
  package func blob(_ id: GitObjectID, limit: Int) throws(Unavailable) -> [UInt8] {
    var raw = id.raw
    var size = 0
    var type = GIT_OBJECT_INVALID
    try GitLibrary.check(
      unsafe git_odb_read_header(&size, &type, objects, &raw), "blob \(id.description)")
    guard type == GIT_OBJECT_BLOB else { throw Unavailable("\(id.description) is not a blob") }
    guard size <= limit else {
      throw Unavailable(
        "blob \(id.description) has \(ByteSize(bytes: size).description), more than the"
          + " \(ByteSize(bytes: limit).description) that are read")
    }
    var pointer: OpaquePointer?
    try GitLibrary.check(
      unsafe git_odb_read(&pointer, objects, &raw), "blob \(id.description)")
    guard let object = unsafe pointer else {
      throw Unavailable("blob \(id.description) could not be read")
    }
    // The bytes belong to the object until it is freed here, after they are copied.
    defer { unsafe git_odb_object_free(object) }
    guard let data = unsafe git_odb_object_data(object) else { return [] }
    return unsafe Array(
      UnsafeRawBufferPointer(start: data, count: git_odb_object_size(object)))
  }
}

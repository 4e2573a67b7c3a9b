import Model

/// Every kind of thing of Google Cloud.
enum GoogleTypes {
  static let types: [ObjectType] = GoogleStorage.types + GoogleServices.types
}

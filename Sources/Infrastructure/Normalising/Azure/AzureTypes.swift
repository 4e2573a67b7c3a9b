import Model

/// Every kind of thing of Microsoft Azure.
enum AzureTypes {
  static let types: [ObjectType] = AzureStorage.types + AzureServices.types
}

/// Asks where the files of a folder name the services of other companies.
package struct VendorSightingsRequest: ObservationRequest {
  package typealias Facts = VendorSightings

  package let folder: String
  /// Which files to look at; empty looks at all.
  package let patterns: [String]
  /// Which of them to leave out.
  package let exceptions: [String]

  package init(folder: String, patterns: [String] = [], exceptions: [String] = []) {
    self.folder = folder
    self.patterns = patterns
    self.exceptions = exceptions
  }

  package var subject: String { "names of services in files" }
}

/// Every known vendor, and where its signs stand.
package struct VendorSightings: Sendable {
  package let vendors: [Vendor]
  /// By vendor, then in order of path and line.
  package let sightings: [VendorSighting]
  package let filesRead: Int
  /// Files that could not be read, with the reason.
  package let gaps: [String]

  package init(
    vendors: [Vendor], sightings: [VendorSighting], filesRead: Int, gaps: [String] = []
  ) {
    self.vendors = vendors
    self.sightings = sightings
    self.filesRead = filesRead
    self.gaps = gaps
  }
}

/// One place that names a vendor.
package struct VendorSighting: Hashable, Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    case environment
    case host
    case scope
  }

  /// What the file is for, which tells how much the sign weighs.
  package enum Purpose: String, Sendable, CaseIterable {
    case production
    case building
    case testing
    case documentation
  }

  package let vendor: String
  package let kind: Kind
  /// The name as it stands there: `STRIPE_SECRET_KEY`, `api.stripe.com`.
  package let text: String
  package let purpose: Purpose
  package let location: Location

  package init(
    vendor: String, kind: Kind, text: String, purpose: Purpose, location: Location
  ) {
    self.vendor = vendor
    self.kind = kind
    self.text = text
    self.purpose = purpose
    self.location = location
  }
}

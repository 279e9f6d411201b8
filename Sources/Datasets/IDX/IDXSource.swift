import Texts

/// Where the bytes of an IDX file come from, for messages about a place in them.
struct IDXSource {
  /// What messages call the file.
  var name: String
  /// Whether the bytes were gzipped, so that positions are not those in the file.
  var isUnpacked: Bool

  /// The error for what is wrong, at a position counted from 0 where there is one.
  func fault(at position: Int? = nil, _ problem: String) -> DatasetError {
    let place = position.map { "byte \($0)\(isUnpacked ? " of the unpacked data" : ""): " } ?? ""
    return .badContent(
      path: name, line: nil, column: nil, columnName: nil, problem: "\(place)\(problem)")
  }
}

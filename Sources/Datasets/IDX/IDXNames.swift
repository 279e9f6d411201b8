import Texts

/// The paths of a pair of IDX files: images and their labels.
///
/// A pair is named by both paths, `IMAGES,LABELS`, or by one. The other one then has the same path
/// with `labels` in place of `images` and `idx1` in place of `idx3` in the file's name, as in
/// MNIST's `train-images-idx3-ubyte` and `train-labels-idx1-ubyte`, or the other way round.
struct IDXNames: Equatable {
  let images: String
  let labels: String

  /// Reads one path or two.
  ///
  /// - Returns: `nil` for a single path that does not look like one of an IDX file.
  /// - Throws: `DatasetError.badOption` when there is a path of an IDX file and the name of the
  ///   other one does not follow from it.
  init?(parsing text: String) throws(DatasetError) {
    let pair = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    if pair.count == 2, !pair[0].isEmpty, !pair[1].isEmpty {
      (images, labels) = (pair[0], pair[1])
      return
    }
    let start = text.lastIndex(of: "/").map(text.index(after:)) ?? text.startIndex
    let (folder, file) = (text[..<start], String(text[start...]))
    guard Self.isOfIDX(file) else { return nil }
    let swaps = [("images", "labels"), ("idx3", "idx1")]
    let labels = swaps.reduce(file) { $0.replacing($1.0, with: $1.1) }
    let images = swaps.reduce(file) { $0.replacing($1.1, with: $1.0) }
    if labels != file, images == file {
      (self.images, self.labels) = (text, folder + labels)
    } else if images != file, labels == file {
      (self.images, self.labels) = (folder + images, text)
    } else {
      throw .badOption(
        "dataset",
        problem: "expected the images and the labels of an IDX pair, got \(text.inQuotes), whose "
          + "partner's name does not follow from it; give both as IMAGES,LABELS")
    }
  }

  private static func isOfIDX(_ file: String) -> Bool {
    let name = file.lowercased()
    return ["idx3-ubyte", "idx1-ubyte"].contains(where: name.contains)
      || [".idx", ".idx.gz", "-ubyte", "-ubyte.gz"].contains(where: name.hasSuffix)
  }
}

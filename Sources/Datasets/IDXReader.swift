/// Reads a pair of IDX files, the format of MNIST.
public enum IDXReader {
  /// The images as features and their labels as classes.
  ///
  /// - Throws: `DatasetError` for a file that is missing or whose contents are wrong.
  public static func read(images: String, labels: String) throws(DatasetError) -> Dataset {
    throw .unreadableFile(path: images, problem: "reading IDX files is not there yet")
  }
}

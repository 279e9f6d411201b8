/// Reads a labelled dataset from a pair of IDX files, the format of MNIST: images and labels.
///
/// - **Images.** 1 to 4 dimensions, the first of which counts the examples; numbers of any type of
///   the format. The other dimensions are the features, in the order of the file. Those of an image
///   of rows × columns are named `r1c1`, `r1c2`, … from the top left, others `x1`, `x2`, …
/// - **Labels.** 1 dimension of integers, one an example. The classes are the labels that occur,
///   sorted as numbers.
///
/// Either file may be gzipped, whatever its name.
public enum IDXReader {
  /// Reads two files; the dataset's name is the path of the images.
  ///
  /// - Parameters:
  ///   - images: The path of the images, such as `train-images-idx3-ubyte`.
  ///   - labels: The path of the labels, such as `train-labels-idx1-ubyte`.
  /// - Throws: `DatasetError.file` when a file cannot be read, and what
  ///   `read(images:labels:imagesName:labelsName:)` throws for their contents.
  public static func read(images: String, labels: String) throws(DatasetError) -> Dataset {
    // The small file first: nobody waits for the large one to hear that it is not there.
    let labelBytes = try DatasetFile.bytes(at: labels, expected: "an IDX file of labels")
    let imageBytes = try DatasetFile.bytes(at: images, expected: "an IDX file of images")
    return try read(
      images: imageBytes, labels: labelBytes, imagesName: images, labelsName: labels)
  }

  /// Reads the contents of two files, as `IDXFile.parse(_:name:)` reads each.
  ///
  /// - Parameters:
  ///   - images: The contents of the file of images.
  ///   - labels: The contents of the file of labels.
  ///   - imagesName: The dataset's name, and what messages call the images.
  ///   - labelsName: What messages call the labels.
  /// - Throws: `DatasetError.badContent` for a file that is no sound IDX file, for images without
  ///   features, for labels that are no integers or have more than one dimension, when there are
  ///   not as many labels as images, for fewer than 2 examples and for fewer than 2 classes.
  public static func read(
    images: [UInt8], labels: [UInt8], imagesName: String, labelsName: String
  ) throws(DatasetError) -> Dataset {
    let imageFile = try IDXFile.parse(images, name: imagesName)
    let labelFile = try IDXFile.parse(labels, name: labelsName)
    let imageSource = IDXSource(name: imagesName, isUnpacked: false)
    let labelSource = IDXSource(name: labelsName, isUnpacked: false)

    let count = imageFile.dimensions[0]
    guard !imageFile.dimensions.dropFirst().contains(0) else {
      throw imageSource.fault(
        "expected at least 1 number an image, got \(imageFile.dimensions.inWords) of them; "
          + "check that it is the file of images")
    }
    try check(labelFile, count: count, labelSource)
    guard count >= 2 else {
      throw imageSource.fault("expected at least 2 examples, got \(count); add examples")
    }
    let values = labelFile.values.map { Int($0) }
    let classes = Set(values).sorted()
    guard classes.count >= 2 else {
      throw labelSource.fault(
        "expected at least 2 classes, got only \(classes[0]); add examples of another class")
    }
    let classOfValue = Dictionary(uniqueKeysWithValues: zip(classes, classes.indices))
    return try Dataset(
      name: imagesName, features: imageFile.values,
      labels: values.map { classOfValue[$0, default: 0] }, classNames: classes.map(String.init),
      featureNames: featureNames(imageFile.dimensions))
  }

  private static func check(
    _ labels: IDXFile, count: Int, _ source: IDXSource
  ) throws(DatasetError) {
    guard labels.dimensions.count == 1 else {
      throw source.fault(
        "expected labels, which have 1 dimension, got \(labels.dimensions.count) "
          + "(\(labels.dimensions.inWords)); check that images and labels are not exchanged")
    }
    guard labels.elementType.isInteger else {
      throw source.fault(
        "expected labels, which are integers, got \(labels.elementType); "
          + "save the labels as integers")
    }
    guard labels.dimensions[0] == count else {
      throw source.fault(
        "expected \(count) labels as there are images, got \(labels.dimensions[0]); "
          + "check that both files belong to the same set")
    }
  }

  private static func featureNames(_ dimensions: [Int]) -> [String] {
    if dimensions.count == 3 {
      return (1...dimensions[1]).flatMap { row in
        (1...dimensions[2]).map { column in "r\(row)c\(column)" }
      }
    }
    let count = dimensions.dropFirst().reduce(1, *)
    return (1...count).map { "x\($0)" }
  }
}

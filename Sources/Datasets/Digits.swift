import CDigits

/// The 1,797 handwritten digits of the UCI repository, which are part of the program's binary.
///
/// Each example is an image of 8 × 8 pixels. A pixel counts the ink in a 4 × 4 block of the scanned
/// bitmap: an integer from 0 (paper) to 16 (all ink). Feature `pRC` is the pixel in row R and
/// column C, counted from the top left, so a row of features is the image in reading order. Class i
/// is the digit i.
///
/// Source: "Optical Recognition of Handwritten Digits", E. Alpaydin and C. Kaynak, UCI Machine
/// Learning Repository, 1998, doi [10.24432/C50P49](https://doi.org/10.24432/C50P49), CC BY 4.0.
public enum Digits {
  /// Where the data comes from and under which licence it is, for the foot of a picture.
  public static let attribution =
    "Optical Recognition of Handwritten Digits, E. Alpaydin and C. Kaynak, UCI 1998, "
    + "doi 10.24432/C50P49, CC BY 4.0"

  /// The whole dataset, in the order of the source: 1,797 examples × 64 features, 10 classes.
  ///
  /// - Throws: `DatasetError` if the data in the binary is damaged; it is the same file as any
  ///   other CSV to the reader.
  public static func load() throws(DatasetError) -> Dataset {
    // They are images, and nothing of them was assumed.
    try CSVReader().read(csv, name: "digits").withoutReading
  }

  /// The embedded file, byte by byte.
  static var csv: [UInt8] {
    Array(UnsafeBufferPointer(start: cdigits_bytes(), count: cdigits_count()))
  }
}

import Files

/// Whether memory holds a dataset, asked before it is taken.
enum RoomForValues {
  /// A number is held as a Double when it is read, when it is scaled and when it is divided into two
  /// sets, and in the precision of the network.
  static let bytesPerValue = 32

  /// Makes sure that there is room for so many numbers, and some to spare.
  ///
  /// - Throws: `DatasetError.noRoom`.
  static func expect(_ values: Int, for dataset: String) throws(DatasetError) {
    let (bytes, overflow) = values.multipliedReportingOverflow(by: bytesPerValue)
    guard !overflow, AddressSpace.hasRoom(for: bytes + (16 << 20)) else {
      throw .noRoom(dataset: dataset, values: values)
    }
  }
}

import Gzip

extension IDXFile {
  /// The contents of a gzipped file, exactly as long as their header says.
  ///
  /// - Throws: `DatasetError.badContent`, before there is memory for the contents, when the header
  ///   is none or announces more than gzip of this length can hold; and for damaged gzip and for
  ///   more or less data than announced.
  static func unpacked(_ bytes: [UInt8], from source: IDXSource) throws(DatasetError) -> [UInt8] {
    let stream = try GzipStream(bytes, name: source.name)
    let start = try read(IDXHeader.maximumSize, from: stream)
    let header = try IDXHeader(start, from: source)
    try expectToFit(header, in: bytes.count, from: source)
    try RoomForValues.expect(header.elementCount, for: source.name)
    guard start.count <= header.fileSize else {
      throw source.fault(at: header.fileSize, header.problem(got: "more", isShort: false))
    }
    let contents = try read(header.fileSize, startingWith: start, from: stream)
    guard contents.count == header.fileSize else {
      throw source.fault(
        at: contents.count, header.problem(got: "\(contents.count)", isShort: true))
    }
    // Also when nothing more comes, because this is what makes zlib check the last checksum.
    guard try read(1, from: stream).isEmpty else {
      throw source.fault(at: header.fileSize, header.problem(got: "more", isShort: false))
    }
    return contents
  }

  /// Refuses a header that announces more than `count` bytes of gzip can hold.
  private static func expectToFit(
    _ header: IDXHeader, in count: Int, from source: IDXSource
  ) throws(DatasetError) {
    // The head and the checksums of the gzip count too, although they hold no data: that is the
    // little that makes sure that no sound file is refused.
    let (limit, isAnySize) = count.multipliedReportingOverflow(by: GzipInflater.maximumRatio)
    guard !isAnySize, header.fileSize > limit else { return }
    throw source.fault(
      at: 4,
      "expected dimensions of at most \(limit) bytes, all that \(count) bytes of gzip can hold, "
        + "got \(header.dimensions.inWords) elements of \(header.elementType.size); "
        + "the file is incomplete or damaged, get it again")
  }

  /// The next `count` bytes after those that are already there, fewer at the end of the data.
  private static func read(
    _ count: Int, startingWith start: [UInt8] = [], from stream: GzipStream
  ) throws(DatasetError) -> [UInt8] {
    // The closure of this initializer cannot throw an error of a known type.
    var fault: DatasetError?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      let raw = UnsafeMutableRawBufferPointer(buffer)
      raw.copyBytes(from: start)
      filled = start.count
      do throws(DatasetError) {
        filled += try stream.read(into: UnsafeMutableRawBufferPointer(rebasing: raw[filled...]))
      } catch {
        fault = error
      }
    }
    if let fault { throw fault }
    return bytes
  }
}

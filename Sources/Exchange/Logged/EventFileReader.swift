import Files
import Records
import Texts

/// Reads the scalars of event files that TensorBoard reads: of `simple_value`, and of tensors with one
/// float or double, as TensorFlow 2 writes them. Pictures, texts and histograms are passed over.
struct EventFileReader {
  /// Files whose events are of one run, each with what goes before its tags.
  let files: [(path: String, prefix: String)]
  /// The file or folder that was named.
  let path: String
  let choice: ColumnChoice
  /// Whether the steps of Keras' `epoch_…` are epochs: where it wrote the folders.
  var isOfKeras = false

  /// Bytes of an event file, which is in memory as a whole.
  private static let largest = 1 << 30

  /// The run of the files.
  func log() throws(RunLogError) -> RunLog {
    var table = LoggedTable(path: path, rowWord: "record", columnWord: "tags", choice: choice)
    table.mayBeOutOfOrder = true
    table.mayCountEpochs = isOfKeras
    table.origin = Origin(program: "TensorBoard")
    for file in files { try read(file.path, under: file.prefix, into: &table) }
    return try table.log(named: LoggedFile.folderName(path))
  }

  /// The run of the bytes of one file.
  static func log(_ bytes: [UInt8], path: String, choice: ColumnChoice) throws(RunLogError)
    -> RunLog
  {
    let reader = EventFileReader(files: [], path: path, choice: choice)
    var table = LoggedTable(path: path, rowWord: "record", columnWord: "tags", choice: choice)
    table.mayBeOutOfOrder = true
    try reader.read(bytes, of: path, under: "", into: &table)
    return try table.log(named: LoggedFile.folderName(path))
  }

  private func read(
    _ file: String, under prefix: String, into table: inout LoggedTable
  ) throws(RunLogError) {
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try InputFile.bytes(
        at: file, expected: "an event file of TensorBoard", limit: Self.largest)
    } catch {
      throw .file(error)
    }
    try read(bytes, of: file, under: prefix, into: &table)
  }

  private func read(
    _ bytes: [UInt8], of file: String, under prefix: String, into table: inout LoggedTable
  ) throws(RunLogError) {
    var rest = bytes[...]
    var number = 0
    while !rest.isEmpty {
      number += 1
      // A writer that was killed leaves a part of its last record.
      guard rest.count >= RecordFrame.headSize else { break }
      guard let length = RecordFrame.length(rest) else {
        throw .table(
          path: file, place: "record \(number)",
          problem: "expected the length of a record with its checksum, got others; the file is "
            + "damaged: take it from its writer again, or cut it before byte "
            + "\(bytes.count - rest.count)")
      }
      rest = rest.dropFirst(RecordFrame.headSize)
      let tail = UInt64(RecordFrame.tailSize)
      guard length <= UInt64(rest.count), UInt64(rest.count) - length >= tail else { break }
      let data = rest.prefix(Int(length))
      rest = rest.dropFirst(Int(length))
      guard RecordFrame.fits(data, check: rest.prefix(RecordFrame.tailSize)) else {
        throw .table(
          path: file, place: "record \(number)",
          problem:
            "expected data that fit their checksum, got others; the file is damaged: take it "
            + "from its writer again")
      }
      rest = rest.dropFirst(RecordFrame.tailSize)
      let event: LoggedEvent
      do throws(LineFault) { event = try LoggedEvent(data) } catch {
        throw .table(path: file, place: "record \(number)", problem: error.problem)
      }
      if !event.scalars.isEmpty { try add(event, number, under: prefix, to: &table) }
    }
  }

  private func add(
    _ event: LoggedEvent, _ number: Int, under prefix: String, to table: inout LoggedTable
  ) throws(RunLogError) {
    try table.beginRow(number)
    for (tag, value) in event.scalars {
      let column = try table.column(prefix + tag)
      table.add(value, to: column)
    }
    table.add(step: event.step)
  }
}

/// An event: a step and the scalars that were written at it.
struct LoggedEvent {
  private(set) var step: Int64 = 0
  private(set) var scalars: [(tag: String, value: Double)] = []

  /// Reads the message of an event; fields that are not needed are passed over.
  ///
  /// - Throws: `LineFault` where it is no message.
  init(_ data: ArraySlice<UInt8>) throws(LineFault) {
    var fields = ProtobufFields(data)
    while let (number, content) = try fields.next() {
      switch (number, content) {
      case (2, .varint(let bits)): step = Int64(bitPattern: bits)
      case (5, .bytes(let summary)): try add(summary)
      default: continue
      }
    }
  }

  private mutating func add(_ summary: ArraySlice<UInt8>) throws(LineFault) {
    var fields = ProtobufFields(summary)
    while let (number, content) = try fields.next() {
      guard number == 1, case .bytes(let value) = content else { continue }
      if let scalar = try Self.scalar(value) { scalars.append(scalar) }
    }
  }

  /// The tag and number of a value; nil for a picture, a text or a histogram.
  private static func scalar(
    _ data: ArraySlice<UInt8>
  ) throws(LineFault) -> (tag: String, value: Double)? {
    var fields = ProtobufFields(data)
    var (tag, value): (String?, Double?) = (nil, nil)
    while let (number, content) = try fields.next() {
      switch (number, content) {
      case (1, .bytes(let text)): tag = String(validating: text, as: UTF8.self)
      case (2, .fixed(let bits, size: 4)):
        value = Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
      case (8, .bytes(let tensor)): value = try single(tensor)
      default: continue
      }
    }
    guard let tag, let value else { return nil }
    return (tag, value)
  }

  /// The number of a tensor of one float or double; nil for another one.
  private static func single(_ data: ArraySlice<UInt8>) throws(LineFault) -> Double? {
    var fields = ProtobufFields(data)
    var type: UInt64 = 0
    var numbers: ArraySlice<UInt8> = []
    while let (number, content) = try fields.next() {
      switch (number, content) {
      case (1, .varint(let bits)): type = bits
      case (4, .bytes(let bytes)), (5, .bytes(let bytes)), (6, .bytes(let bytes)): numbers = bytes
      // What is not packed stands alone.
      case (5, .fixed(let bits, size: 4)):
        return Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
      case (6, .fixed(let bits, size: 8)): return Double(bitPattern: bits)
      default: continue
      }
    }
    switch (type, numbers.count) {
    case (1, 4):
      return Double(
        Float(bitPattern: UInt32(truncatingIfNeeded: RecordFrame.number(numbers))))
    case (2, 8): return Double(bitPattern: RecordFrame.number(numbers))
    default: return nil
    }
  }
}

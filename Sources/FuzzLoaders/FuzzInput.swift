/// What a loader is given: one file, or a pair of them.
struct FuzzInput {
  /// The contents of the files.
  var parts: [[UInt8]]

  /// The bytes of all files together.
  var size: Int { parts.reduce(0) { $0 + $1.count } }
}

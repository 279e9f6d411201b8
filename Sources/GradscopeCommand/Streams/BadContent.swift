/// A file that was named and read, and does not say what it should.
struct BadContent: Error, CustomStringConvertible {
  /// The message, in one line.
  let description: String

  /// An error with this message.
  init(_ description: String) { self.description = description }
}

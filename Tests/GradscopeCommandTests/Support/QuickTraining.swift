import Testing

/// A training of some twenty steps whose document is looked at.
enum QuickTraining {
  static let options = [
    "--steps", "20", "--format", "json", "--quiet", "--no-pictures", "--no-store",
  ]

  /// The document of `gradscope train` with these options.
  static func run(_ options: [String], in folder: WorkFolder? = nil) async throws -> JSONTree {
    try await Program.run(["train"] + Self.options + options, in: folder?.path).json()
  }

  /// `gradscope train` refuses these options.
  static func refused(
    _ options: [String], _ code: Int32, _ message: String, in folder: WorkFolder? = nil
  ) async throws {
    try await Program.run(["train"] + Self.options + options, in: folder?.path)
      .expectRefusal(code, message)
  }
}

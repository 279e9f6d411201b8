import CFuzzSupport

/// What came of one input.
struct FuzzOutcome {
  /// Whether the loader returned something.
  let isAccepted: Bool
  /// The most memory that was taken at once, in bytes.
  let memory: Int
  /// What is wrong with the loader; `nil` when all is well.
  let problem: String?

  /// Reads an input and judges the loader.
  init(of input: FuzzInput, _ format: LoaderFormat) {
    var message: String?
    var loaded: LoaderFormat.Loaded?
    fuzz_meter_start()
    do { loaded = try format.load(input) } catch { message = "\(error)" }
    memory = Int(fuzz_meter_peak())
    isAccepted = loaded != nil

    let allowance = format.allowance(for: input)
    if memory > allowance {
      problem =
        "expected at most \(allowance) bytes of memory for \(input.size) bytes, got \(memory)"
    } else if let loaded {
      problem = loaded.problem.map { "expected a sound result, got \($0)" }
    } else {
      problem = Self.problem(with: message ?? "", format)
    }
  }

  private static func problem(with message: String, _ format: LoaderFormat) -> String? {
    let namesItsFile = format.fileNames.contains { message.hasPrefix($0 + ": ") }
    let isOneLine = !message.contains(where: \.isNewline)
    let isWhole = message.contains("expected ") && message.contains("; ")
    // The contents of a file must not become a message of any length.
    let isShort = message.utf8.count < 1000
    guard !namesItsFile || !isOneLine || !isWhole || !isShort else { return nil }
    return "expected one line: file, what was expected, what came, what to do; got \(message)"
  }
}

import Files
import Records
import Texts

/// Reads what is JSON: the state of Hugging Face's Trainer (`trainer_state.json`), a list of objects, and one
/// object a line (JSONL, as of wandb's history). Python's NaN, Infinity and -Infinity are numbers.
struct LoggedJSON {
  let path: String
  let choice: ColumnChoice

  /// Bytes of a file that is one value, which is in memory as a whole.
  static let largest = 1 << 28

  /// The run of a file that is one value.
  func whole(_ bytes: ArraySlice<UInt8>) throws(RunLogError) -> RunLog {
    let value: JSONValue
    do throws(LineFault) { value = try JSONScanner.value(bytes, takesNonFinite: true) } catch {
      throw .table(path: path, place: nil, problem: error.problem)
    }
    switch value {
    case .array(let rows):
      return try table(rows, word: "entry").log(named: LoggedFile.runName(path))
    case .object(let object):
      guard case .array(let rows) = object["log_history"] else {
        throw .table(
          path: path, place: nil,
          problem: "expected \"log_history\", the list of a trainer_state.json, got "
            + "\(object["log_history"]?.inWords ?? "nothing"); name a file that has it")
      }
      return try trainerState(object, rows)
    default:
      throw .table(
        path: path, place: nil,
        problem: "expected an object or a list, got \(value.inWords); name another file")
    }
  }

  /// The run of a file of lines, of which the first ones may have been read.
  func lines(_ lines: RunLogLines) throws(RunLogError) -> RunLog {
    var table = LoggedTable(path: path, rowWord: "line", columnWord: "keys", choice: choice)
    table.mayWriteMissingAsNaN = true
    while let line = try lines.next() {
      let object: [String: JSONValue]
      do throws(LineFault) {
        object = try JSONScanner.object(line.bytes, takesNonFinite: true)
      } catch {
        // Only the last line has no break: its writer was killed within it.
        if !line.isTerminated, !table.numbers.isEmpty { break }
        throw .content(path: path, line: line.number, problem: error.problem)
      }
      try table.beginRow(line.number)
      try add(object, to: &table)
    }
    return try table.log(named: LoggedFile.runName(path))
  }

  // MARK: - Rows

  private func table(
    _ rows: [JSONValue], word: String, keys: Set<String>? = nil
  ) throws(RunLogError) -> LoggedTable {
    var table = LoggedTable(path: path, rowWord: word, columnWord: "keys", choice: choice)
    for (index, row) in rows.enumerated() {
      try table.beginRow(index + 1)
      guard case .object(let object) = row else {
        throw table.fault(
          index + 1, "expected an object, got \(row.inWords); correct or remove it")
      }
      try add(keys.map { keys in object.filter { keys.contains($0.key) } } ?? object, to: &table)
    }
    return table
  }

  /// Adds the numbers of an object, and of objects in it under `outer/inner`.
  private func add(
    _ object: [String: JSONValue], to table: inout LoggedTable, under path: String = ""
  ) throws(RunLogError) {
    for (key, value) in object.sorted(by: { $0.key < $1.key }) {
      if case .object(let inner) = value {
        try add(inner, to: &table, under: "\(path)\(key)/")
        continue
      }
      guard value != .null else { continue }
      let column = try table.column(path + key)
      guard table.isRead(column) else { continue }
      guard let number = Self.number(value) else {
        throw table.fault(
          table.numbers.last,
          "\((path + key).inQuotes): expected a number, got \(value.inWords); "
            + "correct it, or leave it out")
      }
      table.add(number, to: column)
    }
  }

  /// A number, also one in quotes that is not finite.
  private static func number(_ value: JSONValue) -> Double? {
    if let number = value.asNumber { return number }
    guard case .string(let text) = value else { return nil }
    return NonFiniteWord.number(text)
  }

  // MARK: - Trainer

  /// What the Trainer writes at a step; `train_loss`, in the last entry, is the mean over the whole run.
  private static let trainerKeys: Set<String> = [
    "step", "loss", "grad_norm", "learning_rate", "eval_loss", "eval_accuracy", "accuracy",
  ]

  private func trainerState(
    _ object: [String: JSONValue], _ rows: [JSONValue]
  ) throws(RunLogError) -> RunLog {
    // With several sets held out, the keys are named after them: then somebody has to say which.
    let keys = choice.names.isEmpty ? Self.trainerKeys : nil
    var table = try table(rows, word: "entry of log_history", keys: keys)
    table.origin = Origin(program: "transformers", framework: "PyTorch")
    let fields = JSONFields(object)
    let planned = fields["max_steps"]?.asInteger
    if let planned, planned > 0 { table.facts["plannedSteps"] = .integer(Int64(planned)) }
    if let batch = fields["train_batch_size"]?.asInteger, batch > 0 {
      // Of one device and one pass: how many are put together for an update the state does not say.
      table.facts["train_batch_size"] = .integer(Int64(batch))
    }
    if let planned, let made = fields["global_step"]?.asInteger, made < planned {
      table.status = .interrupted
    }
    return try table.log(named: LoggedFile.runName(path))
  }
}

/// The words for numbers that are not finite, as tools write them into texts.
enum NonFiniteWord {
  /// The number that a word is; nil for any other text.
  static func number(_ text: some StringProtocol) -> Double? {
    switch text.lowercased() {
    case "nan", "+nan", "-nan": .nan
    case "inf", "+inf", "infinity", "+infinity": .infinity
    case "-inf", "-infinity": -.infinity
    default: nil
    }
  }
}

import Foundation
import Records
import Texts

extension LoggedTable {
  /// The run of the table, as if it had been a run log: without places, for nobody looked at any.
  ///
  /// - Throws: `RunLogError.table` where no loss is there, where several columns could be the same, where
  ///   steps go back, and for a number that cannot be.
  func log(named name: String) throws(RunLogError) -> RunLog {
    let chosen = try chosen()
    var cells: [LoggedRole: [Double?]] = [:]
    for (role, index) in chosen where role != .step { cells[role] = try self.cells(index, role) }
    let losses = cells[.loss] ?? []
    let (steps, unit) = try steps(chosen[.step], losses: losses, of: chosen[.loss])
    // Several losses of one step are one.
    guard Set(zip(steps, losses).compactMap { $1 == nil ? nil : $0 }).count > 1 else {
      throw fault(nil, "expected losses of at least two steps, got fewer; log it more often")
    }
    var facts = facts
    if let unit { facts["stepUnit"] = .string(unit.rawValue) }
    let head: [String: JSONValue] = [
      "schema": .string(RunLog.schema), "name": .string(name), "facts": .object(facts),
    ]
    do throws(LineFault) {
      var builder = RunLogBuilder(
        try RunLogHead(JSONFields(head), activation: { _ in nil }), named: name)
      let order = order(steps)
      for row in order {
        guard let step = steps[row] else { continue }
        var fields: [String: JSONValue] = ["step": .integer(Int64(step))]
        for (role, cells) in cells {
          if let number = cells[row] { fields[role.rawValue] = .number(number) }
        }
        guard fields.count > 1 else { continue }
        do throws(LineFault) {
          try builder.add(JSONFields(fields), activation: { _ in nil })
        } catch {
          throw LineFault("\(rowWord) \(numbers[row]): \(error.problem)")
        }
      }
      let last = order.compactMap { steps[$0] == nil ? nil : losses[$0] }.last
      // A loss that is not finite ended it, whoever stopped it.
      if last?.isFinite == true {
        let status = status ?? .completed
        try builder.add(
          JSONFields(["end": .string(status.rawValue)]), activation: { _ in nil })
      }
      var log = builder.finished()
      log.record.facts.origin = origin
      addEvent(cells[.gradientNorm] ?? [], steps, order, to: &log.record)
      return log
    } catch {
      throw fault(nil, error.problem)
    }
  }

  /// The first gradient norm that is not finite.
  private func addEvent(
    _ norms: [Double?], _ steps: [Int?], _ order: [Int], to record: inout RunRecord
  ) {
    for row in order where norms.indices.contains(row) {
      guard let norm = norms[row], !norm.isFinite, let step = steps[row] else { continue }
      record.events.append(
        BadEvent(kind: .nonFinite, step: step, place: 0, tensor: .weightGradient, value: norm))
      return
    }
  }

  /// Rows by their steps, those of one step as they came.
  private func order(_ steps: [Int?]) -> [Int] {
    guard mayBeOutOfOrder else { return Array(steps.indices) }
    return steps.indices.sorted { (steps[$0] ?? -1, $0) < (steps[$1] ?? -1, $1) }
  }

  /// The number that each row has in a column; nil where it has none.
  private func cells(_ index: Int, _ role: LoggedRole) throws(RunLogError) -> [Double?] {
    let column = columns[index]
    var values = column.values
    if role == .accuracy || role == .validationAccuracy, let most = values.max(), most > 1 + 1e-5 {
      guard most <= 100 else {
        throw fault(
          nil,
          "\(column.name.inQuotes): expected shares from 0 to 1, or percent, got "
            + "\(NumberText.short(most)); name another with --column \(role.rawValue)=NAME")
      }
      values = values.map { $0 / 100 }
    }
    var cells = [Double?](repeating: nil, count: numbers.count)
    for (row, value) in zip(column.rows, values) { cells[row] = value }
    if mayWriteMissingAsNaN, Self.gaps(values) > 2 {
      for (row, value) in zip(column.rows, values) where value.isNaN { cells[row] = nil }
    }
    return cells
  }

  /// How often numbers follow on NaN: what is NaN in a network stays so, what comes and goes was never
  /// written.
  private static func gaps(_ values: [Double]) -> Int {
    zip(values, values.dropFirst()).count { $0.isNaN && !$1.isNaN }
  }

  // MARK: - Steps

  /// The step of each row, and what a step is; nil for a row without one.
  private func steps(
    _ index: Int?, losses: [Double?], of loss: Int?
  ) throws(RunLogError) -> (steps: [Int?], unit: RunFacts.StepUnit?) {
    guard let index else { return (Array(numbers.indices), .row) }
    let column = columns[index]
    let isOfEpochs = mayCountEpochs && loss.map { columns[$0].name.hasSuffix("epoch_loss") } == true
    let isEpoch = isOfEpochs || LoggedRole.countsEpochs(column.name)
    // Several losses of one epoch, or parts of one, are no steps: then the rows are counted.
    if isEpoch, !isOfEpochs, !Self.areOneEach(column, losses) {
      return (Array(numbers.indices), .row)
    }
    var steps = [Int?](repeating: nil, count: numbers.count)
    var last = 0
    for (row, value) in zip(column.rows, column.values) {
      guard let step = Int(exactly: value), (0...RunLog.Limit.step).contains(step) else {
        throw fault(
          numbers[row],
          "\(column.name.inQuotes): expected a whole number from 0, got "
            + "\(NumberText.short(value)); name the steps with --column step=NAME")
      }
      guard step >= last || mayBeOutOfOrder else {
        throw fault(
          numbers[row],
          "\(column.name.inQuotes): expected \(last), the step before, or more, got "
            + "\(step); put the \(rowWord)s in order, one run a file, or name the steps with "
            + "--column step=NAME")
      }
      last = step
      steps[row] = step
    }
    if let row = losses.indices.first(where: { losses[$0] != nil && steps[$0] == nil }) {
      throw fault(
        numbers[row],
        "\(column.name.inQuotes): expected the step of the loss, got none; "
          + "write it, or name the steps with --column step=NAME")
    }
    return (steps, isEpoch ? .epoch : nil)
  }

  /// Whether the epochs of losses are whole numbers that grow.
  private static func areOneEach(_ column: Column, _ losses: [Double?]) -> Bool {
    var last = -1.0
    for (row, value) in zip(column.rows, column.values) {
      guard value == value.rounded(), value >= last else { return false }
      guard losses[row] != nil else { continue }
      guard value > last else { return false }
      last = value
    }
    return true
  }
}

import Records
import Texts

/// The lines that a log has of what a network answers all over its features: one for the map, one for each look.
extension OutputMap {
  /// So many looks are kept: before there are more, every second one goes.
  private static let mostLooks = 32

  /// What the map is, without its looks, as the value of `outputs`.
  var logText: String {
    let axes = axes.map { axis -> String in
      var line = JSONLine()
      line.add("name", json: JSONLine.text(axis.name))
      line.add("lower", axis.lower)
      line.add("upper", axis.upper)
      line.add("count", axis.count)
      return line.object
    }
    let examples = examples.map { example -> String in
      var line = JSONLine()
      line.add("features", json: Self.list(example.features.map { JSONLine.text($0) }))
      line.add("answer", example.answer)
      line.add("heldOut", json: "\(example.isHeldOut)")
      return line.object
    }
    var line = JSONLine()
    line.add("axes", json: Self.list(axes))
    line.add("target", json: JSONLine.text(target))
    line.add("classes", json: Self.list(classes.map { JSONLine.text($0) }))
    line.add("examples", json: Self.list(examples))
    return line.object
  }

  /// A look, as the value of `outputs` beside its step; a cell without a class has the class null.
  static func logText(_ grid: OutputGrid) -> String {
    var line = JSONLine()
    line.add("values", json: list(grid.values.map { JSONLine.text($0) }))
    if !grid.winners.isEmpty {
      line.add(
        "winners", json: list(grid.winners.map { $0 == OutputGrid.noClass ? "null" : "\($0)" }))
    }
    return line.object
  }

  private static func list(_ items: [String]) -> String { "[\(items.joined(separator: ","))]" }

  /// A map of a log, without looks.
  ///
  /// - Throws: `LineFault` where a value is wrong, or the map is none of one or two features.
  init(_ fields: JSONFields) throws(LineFault) {
    var axes: [Axis] = []
    for axis in try fields.objects("axes") ?? [] {
      axes.append(
        Axis(
          name: try axis.text("name") ?? "", lower: try axis.number("lower") ?? .nan,
          upper: try axis.number("upper") ?? .nan,
          count: try axis.integer("count", to: RunLog.Limit.width) ?? 0))
    }
    var classes: [String] = []
    for (index, value) in (try fields.list("classes") ?? []).enumerated() {
      guard case .string(let name) = value else {
        throw fields.fault("classes[\(index)]", "the name of a class", value)
      }
      classes.append(name)
    }
    var examples: [Example] = []
    for example in try fields.objects("examples") ?? [] {
      examples.append(
        Example(
          features: try example.numbers("features"), answer: try example.number("answer") ?? .nan,
          isHeldOut: try example.flag("heldOut") ?? false))
    }
    self.init(
      axes: axes, target: try fields.text("target") ?? "", classes: classes, examples: examples)
    guard isDrawable, classes.count < Int(OutputGrid.noClass) else {
      throw fields.fault(
        "axes", "one or two features with cells between two numbers, and examples that have them",
        fields["axes"])
    }
  }

  /// Adds a look of a log; one at the step of the last look replaces it.
  ///
  /// - Throws: `LineFault` where it has not one value, and of classes one class or null, a cell.
  mutating func add(_ fields: JSONFields, at step: Int) throws(LineFault) {
    let values = try fields.numbers("values").map(Float.init)
    var winners: [UInt8] = []
    for (index, value) in (try fields.list("winners") ?? []).enumerated() {
      guard value == .null || value.asInteger.map(classes.indices.contains) ?? false else {
        throw fields.fault("winners[\(index)]", "the index of a class, or null", value)
      }
      winners.append(value.asInteger.map { UInt8($0) } ?? OutputGrid.noClass)
    }
    for (key, count, wanted) in [
      ("values", values.count, cellCount),
      ("winners", winners.count, classes.isEmpty ? 0 : cellCount),
    ] where count != wanted {
      throw fields.fault(key, "\(wanted) of them, as the map has cells", .integer(Int64(count)))
    }
    if grids.last?.step == step { grids.removeLast() }
    if grids.count >= Self.mostLooks {
      grids = grids.indices.filter { $0.isMultiple(of: 2) }.map { grids[$0] }
    }
    grids.append(OutputGrid(step: step, values: values, winners: winners))
  }
}

extension JSONFields {
  /// A list of numbers; empty where there is none.
  fileprivate func numbers(_ key: String) throws(LineFault) -> [Double] {
    var numbers: [Double] = []
    for (index, value) in (try list(key) ?? []).enumerated() {
      guard let number = value.asNumber else {
        throw fault("\(key)[\(index)]", "a number, \"nan\", \"inf\" or \"-inf\"", value)
      }
      numbers.append(number)
    }
    return numbers
  }
}

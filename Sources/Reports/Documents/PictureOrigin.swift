import Charts
import Records
import Texts

/// How a picture was made, as its file tells: the command, the version of the program, the seed, and what was
/// trained.
public struct PictureOrigin: Encodable, Sendable, TextReport {
  /// The layout of the document.
  private let schema = "gradscope.picture/1"
  /// The path of the picture.
  public let file: String
  /// What it asks.
  public let title: String?
  /// The command as it was typed.
  public let command: String
  /// The version of the program.
  public let version: String?
  /// The seed of the first run; nil where none is known.
  public let seed: UInt64?
  /// The plans of the runs, null for one that nobody can train again; empty where nothing was trained.
  public let configuration: [JSONValue]

  /// Reads the entries of a picture's metadata; nil where no command of this program is among them.
  public init?(file: String, _ entries: [TextEntry]) {
    func value(_ key: String) -> String? { entries.first { $0.key == key }?.value }
    guard let command = value("gradscope:command") else { return nil }
    self.file = file
    self.command = command
    title = value("Title")
    version = value("gradscope:version")
    seed = value("gradscope:seed").flatMap { UInt64($0) }
    configuration =
      value("gradscope:configuration").flatMap {
        try? JSONText.decode([JSONValue].self, from: $0)
      } ?? []
  }

  /// What the picture asks, the command, and a table of what was trained.
  public var blocks: [TextBlock] {
    let made = ["Made by gradscope", version].compactMap { $0 }.joined(separator: " ")
    let plans = configuration.filter { $0 != .null }
    let runs = plans.count
    let words = runs == 0 ? "" : runs == 1 ? ", one network" : ", \(runs) networks"
    return [
      title.map { .line($0) }, .line(made + (seed.map { ", seed \($0)" } ?? "") + words + ":"),
    ]
    .compactMap { $0 } + [.copyable("  \(command)"), .blank]
      + (runs == 0
        ? [.line("It holds no configuration: nothing in it can be trained again.")]
        : [.table(table(plans))])
  }

  private func table(_ plans: [JSONValue]) -> PlainTable {
    var keys: Set<String> = []
    for case .object(let plan) in plans { keys.formUnion(plan.keys) }
    let rows = keys.sorted().compactMap { key -> [PlainTable.Cell]? in
      var different: [String] = []
      for text in plans.map({ Self.text($0[key] ?? .null) }) where !different.contains(text) {
        different.append(text)
      }
      return different == ["–"]
        ? nil : [PlainTable.Cell(key), PlainTable.Cell(different.joined(separator: " / "))]
    }
    return PlainTable(
      columns: [.init("setting"), .init("value", overflow: .wraps(to: 20))], rows: rows,
      notes: plans.count > 1 ? [.init("a / b: the networks differ in it.")] : [])
  }

  private static func text(_ value: JSONValue) -> String {
    switch value {
    case .null: "–"
    case .string(let text): text.isEmpty ? "–" : text
    // Of the data only what they are, and how many.
    case .object(let object) where object["name"] != nil:
      ([text(object["name"] ?? .null)]
        + ["examples", "features", "classes"].compactMap { key in
          object[key].map { "\(text($0)) \(key)" }
        }).joined(separator: ", ")
    default: (try? JSONText.encode(value, pretty: false)) ?? "–"
    }
  }
}

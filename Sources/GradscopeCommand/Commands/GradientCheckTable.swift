import Foundation
import Networks
import Reports

/// What `check-gradients` found, as a table, a summary and JSON.
struct GradientCheckTable: TextReport {
  private let rows: [GradientCheckSuite.Row]
  private static let roles = ["weight", "bias", "scale", "shift"]

  init(_ rows: [GradientCheckSuite.Row]) { self.rows = rows }

  /// Whether every gradient is right, and every combination was compared somewhere.
  var passes: Bool {
    rows.allSatisfy { $0.worstError <= GradientCheckSuite.tolerance && $0.compared > 0 }
  }

  /// One row a combination, with the worst relative error of each kind of tensor; then the summary.
  var blocks: [TextBlock] { [.table(table), .blank] + summary }

  private var table: PlainTable {
    let columns: [PlainTable.Column] =
      [
        .init("activation"), .init("norm"), .init("network", priority: 4),
        .init("loss", overflow: .wraps(to: 13)), .init("weight"), .init("bias"),
        .init("scale", priority: 6), .init("shift", priority: 5),
        .init("compared", priority: 3), .init("at kinks", priority: 2),
        .init("too small", priority: 1),
      ]
    let cells = rows.map { row in
      [row.activation, row.norm, row.network, row.loss].map { PlainTable.Cell($0) }
        + Self.roles.map { Self.cell(row.worst[$0]) }
        + ["\(row.compared)", "\(row.skipped)", "\(row.tooSmall)"].map { PlainTable.Cell($0) }
    }
    return PlainTable(columns: columns, rows: cells)
  }

  /// The worst of each kind, and the verdict.
  var summary: [TextBlock] {
    let worst = Self.roles.compactMap { role -> String? in
      let errors = rows.compactMap { $0.worst[role] }
      guard !errors.isEmpty else { return nil }
      let value = errors.contains(where: \.isNaN) ? .nan : errors.max() ?? 0
      return "\(role) \(Self.text(value))"
    }
    let compared = rows.map(\.compared).reduce(0, +)
    let skipped = rows.map(\.skipped).reduce(0, +)
    let tooSmall = rows.map(\.tooSmall).reduce(0, +)
    let note =
      tooSmall == 0
      ? []
      : [
        "\(tooSmall) tensors have gradients too small to tell by differences: exactly 0 for a bias "
          + "before a batch norm, vanished in a deep network"
      ]
    let verdict =
      passes
      ? RichText("all within \(Self.text(GradientCheckSuite.tolerance))", .healthy)
      : RichText(failure, .error)
    return [
      .line("worst relative error: \(worst.joined(separator: ", "))"),
      .line(
        "\(rows.count) networks, \(compared) gradients compared, \(skipped) left out at kinks: \(verdict)"
      ),
    ] + note.map { .line($0) }
  }

  /// An error above the limit is seen among hundreds.
  private static func cell(_ error: Double?) -> PlainTable.Cell {
    guard let error else { return "–" }
    return .init(text(error), role: error <= GradientCheckSuite.tolerance ? nil : .error)
  }

  private var failure: String {
    let wrong = rows.count { !($0.worstError <= GradientCheckSuite.tolerance) }
    let empty = rows.count { $0.compared == 0 }
    let parts = [
      wrong > 0
        ? "\(wrong) networks are above the limit of \(Self.text(GradientCheckSuite.tolerance))"
        : nil,
      empty > 0
        ? "\(empty) networks had nothing to compare, as every place crossed a kink; "
          + "make them smaller" : nil,
    ]
    return parts.compactMap { $0 }.joined(separator: "; ")
  }

  /// The same for a script.
  var document: Document {
    Document(
      passes: passes, tolerance: GradientCheckSuite.tolerance,
      networks: rows.map { row in
        Document.Network(
          activation: row.activation, norm: row.norm, network: row.network, loss: row.loss,
          residualScale: row.residualScale, worst: row.worst, compared: row.compared,
          skipped: row.skipped, tooSmall: row.tooSmall)
      })
  }

  struct Document: Encodable {
    let schema = "gradscope.gradient-check/1"
    let version = Version.current
    let passes: Bool
    let tolerance: Double
    let networks: [Network]

    struct Network: Encodable {
      let activation: String
      let norm: String
      let network: String
      let loss: String
      let residualScale: Double?
      let worst: [String: Double]
      let compared: Int
      let skipped: Int
      let tooSmall: Int
    }
  }

  private static func text(_ value: Double) -> String {
    value.isNaN ? "NaN" : value == 0 ? "0" : String(format: "%.1e", value)
  }
}

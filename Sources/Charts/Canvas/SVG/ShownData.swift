import Foundation
import Texts

/// The values behind a drawing, plot by plot, as a page keeps them to show them under the pointer.
public struct ShownData: Sendable, Hashable {
  /// What is between the axes of one plot.
  public struct Plot: Sendable, Hashable {
    public var names: PlotNames
    public var rect: Rect
    /// In the order in which they were drawn.
    public var values: [ShownValues]

    public init(names: PlotNames, rect: Rect, values: [ShownValues]) {
      self.names = names
      self.rect = rect
      self.values = values
    }
  }

  public var plots: [Plot]

  public init(plots: [Plot] = []) { self.plots = plots }

  /// What stands for a cell without a value: a NaN whose lowest bit is set.
  static let notMeasured = Double(bitPattern: 0x7FF8_0000_0000_0001)

  /// Whether any of it are cells, any lines.
  public var hasCells: Bool {
    plots.flatMap(\.values).contains { if case .cells = $0 { true } else { false } }
  }
  public var hasLines: Bool {
    plots.flatMap(\.values).contains { if case .line = $0 { true } else { false } }
  }

  /// Whether there is nothing to ask for.
  public var isEmpty: Bool {
    plots.flatMap(\.values).allSatisfy { values in
      switch values {
      case .line(_, _, let points): points.isEmpty
      case .cells(_, let rows, _, _, _, _): rows.allSatisfy(\.isEmpty)
      }
    }
  }

  /// As JSON on one line:
  ///
  ///     {"lists": [base64, …], "plots": [{"title", "x", "y", "rect": [x, y, width, height],
  ///       "lines": [{"name", "color", "px", "py", "xs", "ys"}],
  ///       "cells": [{"px", "py", "xs", "ys", "values", "width", "height"}]}]}
  ///
  /// `px`, `py` (places in points), `xs`, `ys` and `values` (numbers of the data) are indices of `lists`, each
  /// of which is written once: little-endian Float32 for places and Float64 for numbers, in base64. The
  /// `values` of cells are row by row, `width` and `height` the size of a cell; a cell without a value is the
  /// NaN `notMeasured`.
  ///
  /// What is kept is exact; of a long line only some points are, with its peaks, and of many cells every
  /// so-manieth row and column.
  ///
  /// - Parameters:
  ///   - mostPoints: of all lines of the drawing; a line has no more than 240, and no fewer than 8.
  ///   - mostCells: of all cells of the drawing.
  public func json(mostPoints: Int = 8_000, mostCells: Int = 12_000) -> String {
    var lists = Lists()
    let grids = plots.flatMap(\.values).count { if case .cells = $0 { true } else { false } }
    let lineCount = plots.reduce(0) { $0 + $1.values.count } - grids
    let mostOfALine = min(max(mostPoints / max(lineCount, 1), 8), 240)
    let documents = plots.filter { !$0.values.isEmpty }.map { plot in
      var document = PlotDocument(plot)
      for values in plot.values {
        switch values {
        case .line(let name, let color, let points):
          guard !points.isEmpty else { continue }
          document.lines.append(LineDocument(name, color, points, mostOfALine, &lists))
        case .cells(let rect, let rows, let x, let y, let columns, let edges):
          guard rows.contains(where: { !$0.isEmpty }) else { continue }
          document.cells.append(
            CellsDocument(
              rect, rows, x, y, (columns, edges), atMost: mostCells / max(grids, 1), &lists))
        }
      }
      return document
    }
    let document = Document(lists: lists.texts, plots: documents)
    return (try? JSONText.encode(document, pretty: false)) ?? "{\"lists\":[],\"plots\":[]}"
  }

  private struct Document: Encodable {
    let lists: [String]
    let plots: [PlotDocument]
  }

  /// Lists of numbers, each once.
  fileprivate struct Lists {
    var texts: [String] = []
    private var known: [String: Int] = [:]

    mutating func places(_ values: [Double]) -> Int {
      add(values.map { Float($0) }.withUnsafeBytes { Data($0) })
    }

    /// Numbers, with nil for what was not measured, which is another NaN than the one that was.
    mutating func numbers(_ values: [Double?]) -> Int {
      let plain = values.map { $0.map { $0.isNaN ? .nan : $0 } ?? ShownData.notMeasured }
      return add(plain.withUnsafeBytes { Data($0) })
    }

    private mutating func add(_ bytes: Data) -> Int {
      let text = bytes.base64EncodedString()
      if let index = known[text] { return index }
      known[text] = texts.count
      texts.append(text)
      return texts.count - 1
    }
  }

  private struct PlotDocument: Encodable {
    let title: String?
    let x: String
    let y: String
    let rect: [Double]
    var lines: [LineDocument] = []
    var cells: [CellsDocument] = []

    init(_ plot: Plot) {
      (title, x, y) = (plot.names.title, plot.names.x, plot.names.y)
      rect = [plot.rect.x, plot.rect.y, plot.rect.width, plot.rect.height]
    }
  }

  private struct LineDocument: Encodable {
    let name: String
    let color: String
    let px: Int
    let py: Int
    let xs: Int
    let ys: Int

    init(
      _ name: String, _ color: Color, _ points: [ShownValues.Point], _ most: Int,
      _ lists: inout Lists
    ) {
      let kept = LineThinning.indices(of: points.map(\.y), atMost: most).map { points[$0] }
      self.name = name
      self.color = ThemedColor(color).value
      px = lists.places(kept.map(\.place.x))
      py = lists.places(kept.map(\.place.y))
      xs = lists.numbers(kept.map(\.x))
      ys = lists.numbers(kept.map(\.y))
    }
  }

  private struct CellsDocument: Encodable {
    let px: Int
    let py: Int
    let xs: Int
    let ys: Int
    let values: Int
    let width: Double
    let height: Double

    init(
      _ rect: Rect, _ rows: [[Double]], _ x: ShownValues.ClosedEdges, _ y: ShownValues.ClosedEdges,
      _ columns: (values: [Double]?, edges: [Double]?), atMost most: Int, _ lists: inout Lists
    ) {
      let (height, width) = (rows.count, rows.map(\.count).max() ?? 0)
      // Rows are places, which are looked for by name: of these as many as possible are kept.
      let rowStep = max(1, (height * min(width, 24) + most - 1) / max(most, 1))
      let rowsKept = Array(stride(from: 0, to: height, by: rowStep))
      let columnStep = max(1, (rowsKept.count * width + most - 1) / max(most, 1))
      let columnsKept = Array(stride(from: 0, to: width, by: columnStep))
      func centre(_ index: Int, of count: Int) -> Double { (Double(index) + 0.5) / Double(count) }
      px = lists.places(
        columnsKept.map { column in
          if let edges = columns.edges, column + 1 < edges.count {
            return (edges[column] + edges[column + 1]) / 2
          }
          return rect.x + centre(column, of: width) * rect.width
        })
      py = lists.places(rowsKept.map { rect.y + centre($0, of: height) * rect.height })
      xs = lists.numbers(
        columnsKept.map { column in
          if let values = columns.values, values.indices.contains(column) { return values[column] }
          return x.first + centre(column, of: width) * (x.last - x.first)
        })
      ys = lists.numbers(rowsKept.map { y.first + centre($0, of: height) * (y.last - y.first) })
      values = lists.numbers(
        rowsKept.flatMap { row in
          columnsKept.map { rows[row].indices.contains($0) ? rows[row][$0] : nil }
        })
      self.width = rect.width / Double(width)
      self.height = rect.height / Double(height)
    }
  }
}

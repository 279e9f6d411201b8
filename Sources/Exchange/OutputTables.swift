import Records

/// What a network answers over one or two features, and the examples beside it, as tables.
struct OutputTables {
  private let map: OutputMap

  init(_ map: OutputMap) { self.map = map }

  /// The tables by their names.
  var tables: [(name: String, text: () -> String)] {
    [("outputs", { outputs }), ("output_examples", { examples })]
  }

  /// The features as headings, in the words of the data.
  private var names: [String] { map.axes.map { CSVExport.quoted($0.name) } }

  /// One row a cell of a look: its centre, what the network answers there (of classes how sure it is), and the
  /// class; empty where there is none.
  private var outputs: String {
    let head = ["step"] + names + ["value"] + (map.classes.isEmpty ? [] : ["class"])
    let classes = map.classes.map { CSVExport.quoted($0) }
    let rows = map.grids.lazy.flatMap { grid in
      grid.values.indices.lazy.map { cell -> [String] in
        let name =
          grid.winners.indices.contains(cell) && classes.indices.contains(Int(grid.winners[cell]))
          ? classes[Int(grid.winners[cell])] : ""
        return ["\(grid.step)"] + center(of: cell).map { "\($0)" } + ["\(grid.values[cell])"]
          + (classes.isEmpty ? [] : [name])
      }
    }
    return CSVExport.text([head]) + CSVExport.text(rows)
  }

  /// One row an example that pictures show.
  private var examples: String {
    let head = names + [CSVExport.quoted(map.target), "held_out"]
    return CSVExport.text(
      [head]
        + map.examples.map { example in
          let index = Int(exactly: example.answer) ?? -1
          let answer =
            map.classes.indices.contains(index)
            ? CSVExport.quoted(map.classes[index]) : "\(example.answer)"
          return example.features.map { "\($0)" } + [answer, "\(example.isHeldOut)"]
        })
  }

  /// A number a feature.
  private func center(of cell: Int) -> [Double] {
    var rest = cell
    return map.axes.map { axis in
      defer { rest /= max(axis.count, 1) }
      return axis.center(rest % max(axis.count, 1))
    }
  }
}

import Datasets
import Networks
import Records
import Tensors

/// Looks at what a network of one or two features answers all over them; of more features nobody could draw
/// that.
final class OutputMapper<Scalar: RealScalar> {
  /// What was seen so far.
  private(set) var map: OutputMap
  private let network: Network<Scalar>
  private let loss: any Loss
  private let workspace: Workspace<Scalar>
  private let cells: Examples<Scalar>
  private let predictions: Matrix<Scalar>
  /// From the units of the network to those of the data: value · scale + shift.
  private let units: (scale: Double, shift: Double)
  private let hasBatchNorm: Bool

  /// Cells of a feature: one alone has a line, two a surface.
  private static var cellsOfOne: Int { 240 }
  private static var cellsOfTwo: Int { 72 }
  /// Beyond the data, as a share of their range.
  private static var margin: Double { 0.08 }
  /// More classes have no colours of their own.
  private static var mostClasses: Int { 8 }

  /// nil for more than two features, for many classes, and for several answers at once.
  ///
  /// - Parameter workspace: memory for passes of any size, which nobody else uses while looking.
  init?(
    _ network: Network<Scalar>, _ experiment: Experiment, _ workspace: Workspace<Scalar>
  ) {
    let data = experiment.data
    let width = data.training.featureCount
    guard (1...2).contains(width), experiment.configuration.recordingTier != .scalars,
      data.training.targetCount == 1, data.task != .multiLabel,
      data.training.classCount <= Self.mostClasses, workspace.input.capacity > 0
    else { return nil }
    (self.network, self.workspace, loss) = (network, workspace, experiment.recipe.loss)
    hasBatchNorm = experiment.recipe.hidden.contains { $0.norm == .batch }
    let sizes = ColumnUnits(data)
    units = sizes.target
    map = OutputMap(
      axes: sizes.axes(
        cells: width == 1 ? Self.cellsOfOne : Self.cellsOfTwo, margin: Self.margin),
      target: data.training.targetName, classes: data.training.classNames,
      examples: sizes.examples)
    let features = Matrix<Scalar>(rows: map.cellCount, columns: width)
    for index in 0..<map.cellCount {
      var rest = index
      for (column, axis) in map.axes.enumerated() {
        let value = sizes.standardized(axis.center(rest % axis.count), column: column)
        features[index, column] = Scalar(value)
        rest /= axis.count
      }
    }
    let values = Matrix<Scalar>(rows: map.cellCount, columns: 1)
    cells =
      data.task == .classification
      ? Examples(features: features, labels: [Int](repeating: 0, count: map.cellCount))
      : Examples(features: features, values: values)
    predictions = Matrix(rows: workspace.input.capacity, columns: loss.outputCount)
  }

  /// Looks at the answers of a step that comes after those seen. By a batch norm that goes by its batch nothing is seen: the cells are no
  /// batch of the data.
  func look(step: Int, mode: PassMode) {
    guard mode == .evaluation || !hasBatchNorm, step > map.grids.last?.step ?? -1 else { return }
    var grid = OutputGrid(step: step, values: [])
    grid.values.reserveCapacity(cells.count)
    var start = 0
    while start < cells.count {
      let end = min(start + workspace.input.capacity, cells.count)
      workspace.load(cells, start..<end)
      network.forward(workspace, mode: mode)
      loss.output.apply(workspace.outputs, into: predictions)
      for row in 0..<end - start { append(row, to: &grid) }
      start = end
    }
    map.grids.append(grid)
  }

  /// The answer in a row of the predictions; where one of its numbers is NaN, there is none.
  private func append(_ row: Int, to grid: inout OutputGrid) {
    let count = predictions.columns
    let first = Double(predictions[row, 0])
    guard !map.classes.isEmpty else {
      grid.values.append(Float(first * units.scale + units.shift))
      return
    }
    var (best, share, isKnown) = (0, first, !first.isNaN)
    for column in 1..<max(count, 1) {
      let value = Double(predictions[row, column])
      if value.isNaN { isKnown = false }
      if value > share { (best, share) = (column, value) }
    }
    // A single output says how much speaks for the second of two classes.
    if count == 1 { (best, share) = first > 0.5 ? (1, first) : (0, 1 - first) }
    grid.winners.append(isKnown ? UInt8(clamping: best) : OutputGrid.noClass)
    grid.values.append(isKnown ? Float(min(max(share, 0), 1)) : .nan)
  }
}

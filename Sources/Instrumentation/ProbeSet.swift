import LinearAlgebra
import NeuralNetwork
import TrainingRecords

/// A fixed set of training examples on which every look asks the same question: which units are
/// silent on all of them?
public struct ProbeSet<Scalar: RealScalar> {
  private let workspace: Workspace<Scalar>
  /// Number of examples.
  public let count: Int

  /// The first examples of `examples`, at most `limit`; the split has shuffled them.
  public init(_ examples: Examples<Scalar>, of network: Network<Scalar>, limit: Int = 256) {
    count = min(examples.count, max(limit, 0))
    workspace = Workspace(network, capacity: count, for: examples)
    workspace.load(examples, 0..<count)
  }

  public func look(
    _ network: Network<Scalar>, step: Int, tier: RecordingTier
  ) -> ProbeCheckpoint {
    ProbeCheckpoint(step: step, silentUnits: silentUnits(network))
  }

  /// Silent units by hidden layer; nil for an activation that cannot go silent.
  public func silentUnits(_ network: Network<Scalar>) -> [Int?] {
    guard network.activation.canGoSilent else {
      return [Int?](repeating: nil, count: network.depth)
    }
    network.forward(workspace, mode: .probing)
    return workspace.preactivations.dropLast().map { countSilent($0) }
  }

  private func countSilent(_ z: Matrix<Scalar>) -> Int {
    var silent = 0
    for unit in 0..<z.columns {
      // A NaN is not ≤ 0: a unit that has one is not called silent.
      let speaks = (0..<z.rows).contains { !(z.elements[$0 * z.columns + unit] <= 0) }
      if !speaks { silent += 1 }
    }
    return silent
  }
}

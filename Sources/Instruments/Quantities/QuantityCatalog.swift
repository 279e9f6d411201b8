import Records

/// Everything that is measured, in the order of the tiers: the one list that documentation and tests
/// read. A new quantity is a file in this folder and a line here.
public enum QuantityCatalog {
  /// Every description.
  public static let all: [QuantityDescription] = [
    ActivationStatistics.description, ExampleDeviation.description, DeltaStatistics.description,
    WeightStatistics.description,
    UnitMaps.silentCountDescription, DistinctUnits.description,
    Histograms<Float>.description, GradientCosine<Float>.description, GradientNoise.description,
    UnitMaps.silentDescription, UnitMaps.stuckDescription, EffectiveRank.description,
    JacobianSpectrum.description,
  ]

  /// The page `Documentation/quantities.md`.
  public static var page: String {
    let rows = all.map { quantity in
      [
        "`\(quantity.name)`", quantity.tier.rawValue, quantity.cadence.rawValue,
        quantity.definition, quantity.needs, quantity.cost,
      ].map { $0.replacing("|", with: "\\|") }
    }
    let head = ["quantity", "from tier", "measured", "definition", "needs", "costs"]
    let lines = ([head, head.map { _ in "---" }] + rows).map {
      "| \($0.joined(separator: " | ")) |"
    }
    return introduction + lines.joined(separator: "\n") + "\n"
  }

  private static let introduction = """
    # What is measured

    Every quantity of a record, the smallest `--record` tier that has it, and what it costs. \
    `every-step` is at every step, and a time point of its own for each of the first 100 steps and then \
    2 % further on; the steps between two are in the means and ranges. `time-point` is the first step of a time point only. `sample` is each of the first 10 \
    steps and then 30 % further on, with gradients compared at steps 0, 1, 2, 4, 8 and then at the \
    first sample after every doubling. \
    With `--record-every N` all of these are at every N-th step. `probe` is a look at a fixed set of up \
    to 256 training examples at steps 0, 8, 24, 72 and so on and once after 95 % of the run, with \
    singular values at 0, 72, 648, 5,832 and so on, or at the first measured step after each of \
    these. \
    Each is measured after the last update too. z is a pre-activation, a an activation, δ the \
    derivative of an example's loss with respect to z, W a weight matrix. What is stored where: \
    [run-store.md](run-store.md).

    This page is generated from the descriptions in `Sources/Instruments/Quantities`.


    """
}

import Networks
import RealModule
import Tensors

/// How far one draw of the weights strays from the limit of wide layers, by cheap re-draws.
///
/// A re-draw does not draw a network, only what its layers average: given the signal below, the mean
/// of φ(z)² over n units is E[φ²]·(1 + ε) with Var ε = (E[φ⁴]/E[φ²]² − 1)/n, and that of δ² is
/// E[φ′²]·(1 + η) with Var η = (3·E[φ′⁴]/E[φ′²]² − 1)/n, as δ = h·φ′(z) with a Gaussian h. Both are
/// log-normal with mean 1, correlated by z, and move q of the layers above, so that the spread of
/// ln δ² grows like depth/width. A block of a residual network keeps its z, so that its layers share ε;
/// a layer norm takes from ε what is the size of z. Masks of dropout stray too, of each example by
/// themselves.
///
/// The examples of a batch are taken to stray together, as they do where a network maps all inputs to
/// nearly one output. Where they do not, the band is wider than it need be. Orthogonal weights stray
/// less than these.
///
/// Source of the log-normal spread: B. Hanin, M. Nica, "Products of many large random matrices and
/// gradients in deep neural networks", Communications in Mathematical Physics 376, 2020.
struct FiniteWidth {
  /// ln of the ends of a band, relative to theory.
  struct Spread {
    var lower: Double
    var upper: Double
  }

  /// Of hidden layers 1…L: ln(a² / theory's) and ln(δ² / theory's) at the ends of the band.
  let activations: [Spread]
  let deltas: [Spread]

  /// This share of the re-draws is inside the band in every layer at once.
  static let coverage = 0.99

  /// Where theory knows no spread at all, as of the size of normalized z, rounding has one.
  private static let smallestDeviation = 1e-3

  /// The spread of a network's averages over `batch` examples.
  init(_ theory: NetworkTheory, batch: Int) {
    let depth = theory.design.depth
    // Enough for the hundredth part of them, and not more than half a million layers.
    let draws = max(min(1000, 500_000 / max(depth, 1)), 100)
    var walk = LayerWalk(theory, batch: batch)
    var activations = [[Double]](repeating: [], count: depth)
    var deltas = activations
    for layer in 0..<depth {
      activations[layer].reserveCapacity(draws)
      deltas[layer].reserveCapacity(draws)
    }
    for _ in 0..<draws {
      walk.draw()
      for layer in 0..<depth {
        activations[layer].append(walk.activations[layer])
        deltas[layer].append(walk.deltas[layer])
      }
    }
    self.activations = Self.bands(activations)
    self.deltas = Self.bands(deltas)
  }

  /// Middle ± c deviations in every layer, with the smallest c by which `coverage` of the draws are
  /// inside everywhere.
  private static func bands(_ draws: [[Double]]) -> [Spread] {
    let count = draws.first?.count ?? 0
    let centres = draws.map { values -> (mean: Double, deviation: Double) in
      let mean = values.reduce(0, +) / Double(count)
      let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)
      return (mean, max(square.squareRoot(), smallestDeviation))
    }
    // Layer 1 is left out, as it is everywhere: its theory is of the data.
    let judged = draws.indices.dropFirst()
    let worst = (0..<count).map { draw in
      judged.map { abs(draws[$0][draw] - centres[$0].mean) / centres[$0].deviation }.max() ?? 0
    }.sorted()
    let place = min(Int((coverage * Double(count)).rounded(.up)), count) - 1
    // Where nothing strays but by rounding, three of its deviations.
    let factor = worst.isEmpty || judged.isEmpty ? 3 : max(worst[max(place, 0)], 3)
    return centres.map {
      Spread(
        lower: $0.mean - factor * $0.deviation, upper: $0.mean + factor * $0.deviation)
    }
  }
}

import RealModule

/// Nodes x and weights w with Σ w·f(x) ≈ E[f(x)], x ~ N(0, 1), for an f(x) = g(√q·x) that may have
/// kinks at 0 and at given z = √q·x, and a bend of width 1 in z.
///
/// Gauss–Legendre with ten nodes a panel on [−10, 10]; the panels end at 0 and at every kink, grow
/// from there, and are as fine near 0 as z demands. Gauss–Hermite would need hundreds of nodes for tanh at large q, whose
/// poles at ±iπ/2 come near to the line in x. Beyond ±10 is less than 10⁻²² of the weight.
struct GaussianQuadrature {
  /// x.
  let nodes: [Double]
  /// w, adding up to 1 within 10⁻¹⁵.
  let weights: [Double]

  /// The rule for z ~ N(0, q) and a function with kinks at these z.
  init(variance q: Double, kinks: [Double] = []) {
    let edges = Self.edges(scale: q.squareRoot(), kinks: kinks)
    var nodes: [Double] = []
    var weights: [Double] = []
    nodes.reserveCapacity(20 * edges.count)
    weights.reserveCapacity(20 * edges.count)
    for (low, high) in zip(edges, edges.dropFirst()) {
      let (middle, half) = ((low + high) / 2, (high - low) / 2)
      for (node, weight) in zip(Self.legendreNodes, Self.legendreWeights) {
        let x = middle + half * node
        let mass = half * weight * Double.exp(-x * x / 2) * Self.inverseRootOfTwoPi
        nodes.append(x)
        weights.append(mass)
        nodes.append(-x)
        weights.append(mass)
      }
    }
    self.nodes = nodes
    self.weights = weights
  }

  /// Where panels end, from 0 to 10: 1, 2, 3, 4.5, 6.5 in x, and 1, 2, 4, 8, 16, 32 in z where that is
  /// nearer to 0; and at the kinks.
  private static func edges(scale: Double, kinks: [Double]) -> [Double] {
    let fixed = [1.0, 2, 3, 4.5, 6.5, 10]
    let near = [1.0, 2, 4, 8, 16, 32].map { $0 / scale }.filter { $0 < 0.9 }
    let bends = kinks.map { $0.magnitude / scale }.filter { $0 > 0 && $0 < 10 }
    guard !bends.isEmpty else { return [0] + near + fixed }
    return Set([0] + near + fixed + bends).sorted()
  }

  private static let inverseRootOfTwoPi = 0.3989422804014327

  /// The ten nodes of Gauss–Legendre on [−1, 1] (M. Abramowitz, I. A. Stegun, table 25.4).
  private static let legendreNodes = [
    -0.973906528517171720, -0.865063366688984511, -0.679409568299024406, -0.433395394129247191,
    -0.148874338981631211, 0.148874338981631211, 0.433395394129247191, 0.679409568299024406,
    0.865063366688984511, 0.973906528517171720,
  ]
  private static let legendreWeights = [
    0.066671344308688138, 0.149451349150580593, 0.219086362515982044, 0.269266719309996355,
    0.295524224714752870, 0.295524224714752870, 0.269266719309996355, 0.219086362515982044,
    0.149451349150580593, 0.066671344308688138,
  ]
}

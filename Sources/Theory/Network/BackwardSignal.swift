import Networks

/// δ² on its way back through one design, and the part of it that the same weights sent forward.
///
/// With weights of their own for the way back, D_ℓ = F·E[φ′²], F = fan-out·Var W·D_{ℓ+1}. But what came
/// forward through W and goes back through Wᵀ meets itself: along a_ℓ, Wᵀδ is not random but
/// (a_ℓ·Wᵀδ)/‖a_ℓ‖² = S_{ℓ+1}/‖a_ℓ‖² with S = z·δ. That part is 1/n of the whole at first, and it does not
/// lose E[φ′²] at every layer: S ← α·S with α = E[φ′φz]/E[φ²]. Where δ vanishes it is what remains. With n
/// units, A = E[φ²], P = E[φ²φ′²]/E[φ²], and k = 1/(1 − p) of the dropout of a_ℓ:
///
/// - D_ℓ = k·F·(E[φ′²] − k·P/n) + S²_{ℓ+1}·k·P/(n²·A)
/// - S²_ℓ = α²·S²_{ℓ+1} + k·n·F·(E[φ′²z²] − α²·A)
///
/// (With a mask m the weights read x = m·a, ‖x‖² = n·k·A, and δ = m·φ′·Wᵀδ: E[m²] = k, E[m⁴] = k³.)
///
/// For ReLU the two corrections cancel, as S is conserved; for softplus at σw² = 2, 20 layers of 256
/// units, δ₁ is 2.0 times what it would be without. A norm takes the part along z away; in scaled residual
/// blocks it is small, and neglected: beside either, S² is what it is where z and δ do not know each
/// other, n·q·D, at which the two corrections cancel.
struct BackwardSignal {
  /// D, the mean square of δ, of the layer reached last.
  private(set) var square: Double
  /// S².
  private var alignment: Double
  private let design: NetworkDesign

  /// At the output.
  init(_ output: OutputDelta.Moments, of design: NetworkDesign) {
    square = output.square
    alignment = output.alignment
    self.design = design
  }

  /// Goes back from weight layer ℓ + 1 to hidden layer ℓ.
  mutating func pass(into layer: Int, _ profile: SignalProfile) {
    let (here, above) = (design.layer(layer), design.layer(layer + 1))
    let own = profile.layers[layer - 1]
    let m = own.moments
    let n = Double(above.fanIn)
    guard !here.isNormalized, !above.isNormalized, here.residualScale == nil,
      above.residualScale == nil, m.square > 0
    else {
      square *= profile.factor(design, into: layer)
      alignment = n * own.variance * square
      return
    }
    let kept = here.maskSquare
    let fresh = Double(above.fanOut) * profile.weightVariances[layer] * square
    let overlap = m.product / m.square
    // Of the sums z − b only the share of the weights went through W.
    let growth = m.squareGrowth * own.weightShare
    let reach = own.weightShare * own.variance * m.slopeSquare * (1 + 2 * m.slopeGrowth)
    square =
      max(kept * fresh * (m.slopeSquare - kept * overlap / n), 0)
      + alignment * kept * overlap / (n * n * m.square)
    alignment =
      growth * growth * alignment
      + max(n * kept * fresh * (reach - growth * growth * m.square), 0)
  }
}

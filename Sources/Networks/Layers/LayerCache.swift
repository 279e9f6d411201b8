import Tensors

/// Where a layer stands in a network: what it reads and writes.
///
/// In a residual block that a layer begins or ends, it may have more to do, if its `traits` say that it
/// does: y ← scale·f(x) + shortcut, and ∂loss/∂x ← f′(x)ᵀ·(scale·∂loss/∂y) + returning's δ.
public struct Wiring<Scalar: RealScalar> {
  /// x and ∂loss/∂x.
  public let input: Signal<Scalar>
  /// y and ∂loss/∂y.
  public let output: Signal<Scalar>
  /// Where the signals of the workspace come from.
  public let pool: SignalPool<Scalar>
  /// s of the residual block it ends, else 1.
  var scale: Scalar = 1
  /// What is added to y.
  var shortcut: Signal<Scalar>?
  /// What is added to ∂loss/∂x.
  var returning: Signal<Scalar>?

  /// A layer between two signals.
  init(_ input: Signal<Scalar>, _ output: Signal<Scalar>, pool: SignalPool<Scalar>) {
    self.input = input
    self.output = output
    self.pool = pool
  }
}

/// What one layer has in one workspace: the signals it reads and writes, and memory of its own.
public final class LayerCache<Scalar: RealScalar> {
  /// x and ∂loss/∂x.
  public let input: Signal<Scalar>
  /// y and ∂loss/∂y.
  public let output: Signal<Scalar>
  /// s of the residual block it ends, else 1.
  public let scale: Scalar
  /// What is added to y.
  public let shortcut: Signal<Scalar>?
  /// Whose δ is added to ∂loss/∂x.
  public let returning: Signal<Scalar>?
  /// What the layer keeps of a forward pass for the backward pass.
  public let memory: [Matrix<Scalar>]
  /// The same in Double.
  public let statistics: [Matrix<Double>]
  /// The caches of its sublayers.
  public let inner: [LayerCache<Scalar>]

  /// The cache of a layer that stands there.
  public init(
    _ wiring: Wiring<Scalar>, memory: [Matrix<Scalar>] = [], statistics: [Matrix<Double>] = [],
    inner: [LayerCache<Scalar>] = []
  ) {
    input = wiring.input
    output = wiring.output
    scale = wiring.scale
    shortcut = wiring.shortcut
    returning = wiring.returning
    self.memory = memory
    self.statistics = statistics
    self.inner = inner
  }

  /// x, [batch, inputs].
  public var x: Matrix<Scalar> { input.values }
  /// y, [batch, outputs].
  public var y: Matrix<Scalar> { output.values }
  /// ∂(loss of the example)/∂y.
  public var delta: Matrix<Scalar> { output.delta }
  /// ∂(loss of the example)/∂x; nil where nobody wants it.
  public var below: Matrix<Scalar>? { input.needsDelta ? input.delta : nil }
}

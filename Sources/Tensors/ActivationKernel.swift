import CTensorKernels

/// What a forward pass over z and a = φ(z) adds up, in Double.
public typealias ActivatedSums = gradscope_activated

/// What a backward pass over δ and φ′(z) adds up, in Double.
public typealias BackpropagatedSums = gradscope_backpropagated

/// An activation function of float32 that is there as a vectorized loop, with the range of z outside
/// of which it is saturated.
///
/// Such a loop has a plain Swift twin, the activation's own `apply` and `backpropagate`, which is the
/// oracle of its tests.
public struct ActivationKernel: Sendable {
  let parameters: gradscope_activation

  private init(
    _ function: gradscope_function, slope: Double = 0, saturation: ClosedRange<Double>?
  ) {
    parameters = gradscope_activation(
      function: function, slope: Float(slope),
      lower: Float(saturation?.lowerBound ?? -.infinity),
      upper: Float(saturation?.upperBound ?? .infinity))
  }

  /// max(0, z).
  public static var relu: Self { Self(gradscope_relu, saturation: nil) }
  /// z.
  public static var identity: Self { Self(gradscope_identity, saturation: nil) }
  /// z > 0 ? z : slope·z.
  public static func leakyReLU(slope: Double) -> Self {
    Self(gradscope_leaky_relu, slope: slope, saturation: nil)
  }
  /// z > 0 ? z : eᶻ − 1.
  public static func elu(saturation: ClosedRange<Double>?) -> Self {
    Self(gradscope_elu, saturation: saturation)
  }
  /// λ·(z > 0 ? z : α(eᶻ − 1)).
  public static func selu(saturation: ClosedRange<Double>?) -> Self {
    Self(gradscope_selu, saturation: saturation)
  }
  /// z·½ erfc(−z/√2).
  public static func gelu(saturation: ClosedRange<Double>?) -> Self {
    Self(gradscope_gelu, saturation: saturation)
  }
  /// z·σ(z).
  public static func silu(saturation: ClosedRange<Double>?) -> Self {
    Self(gradscope_silu, saturation: saturation)
  }
  /// σ(z) = 1/(1 + e⁻ᶻ).
  public static func sigmoid(saturation: ClosedRange<Double>?) -> Self {
    Self(gradscope_sigmoid, saturation: saturation)
  }
  /// tanh z.
  public static func tanh(saturation: ClosedRange<Double>?) -> Self {
    Self(gradscope_tanh, saturation: saturation)
  }
  /// ln(1 + eᶻ).
  public static func softplus(saturation: ClosedRange<Double>?) -> Self {
    Self(gradscope_softplus, saturation: saturation)
  }
  /// z·tanh(ln(1 + eᶻ)).
  public static func mish(saturation: ClosedRange<Double>?) -> Self {
    Self(gradscope_mish, saturation: saturation)
  }
  /// min(max(z, −1), 1).
  public static func hardTanh(saturation: ClosedRange<Double>?) -> Self {
    Self(gradscope_hard_tanh, saturation: saturation)
  }
  /// eᶻ.
  public static var exponential: Self { Self(gradscope_exponential, saturation: nil) }
}

extension Float {
  @inline(__always)
  public static func activate(
    _ kernel: ActivationKernel, _ z: UnsafePointer<Float>, into a: UnsafeMutablePointer<Float>,
    count: Int, measuring: Bool
  ) -> ActivatedSums? {
    var sums = ActivatedSums()
    if measuring {
      gradscope_activate_f32(z, a, Int64(count), kernel.parameters, &sums)
    } else {
      gradscope_activate_f32(z, a, Int64(count), kernel.parameters, nil)
    }
    return sums
  }

  @inline(__always)
  public static func backpropagate(
    _ kernel: ActivationKernel, _ g: UnsafePointer<Float>, z: UnsafePointer<Float>,
    a: UnsafePointer<Float>, shortcut: UnsafePointer<Float>?,
    into delta: UnsafeMutablePointer<Float>, count: Int, measuring: Bool
  ) -> BackpropagatedSums? {
    var sums = BackpropagatedSums()
    if measuring {
      gradscope_backpropagate_f32(
        g, z, a, shortcut, delta, Int64(count), kernel.parameters, &sums)
    } else {
      gradscope_backpropagate_f32(g, z, a, shortcut, delta, Int64(count), kernel.parameters, nil)
    }
    return sums
  }
}

extension Double {
  @inline(__always)
  public static func activate(
    _ kernel: ActivationKernel, _ z: UnsafePointer<Double>, into a: UnsafeMutablePointer<Double>,
    count: Int, measuring: Bool
  ) -> ActivatedSums? { nil }

  @inline(__always)
  public static func backpropagate(
    _ kernel: ActivationKernel, _ g: UnsafePointer<Double>, z: UnsafePointer<Double>,
    a: UnsafePointer<Double>, shortcut: UnsafePointer<Double>?,
    into delta: UnsafeMutablePointer<Double>, count: Int, measuring: Bool
  ) -> BackpropagatedSums? { nil }
}

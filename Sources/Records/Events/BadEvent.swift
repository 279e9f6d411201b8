/// The first time that something of one kind went wrong: at which step, at which place and in which tensor,
/// and what the steps before it looked like.
///
/// Within a step the order is that of the computation: weights and activations from layer 1 up, the
/// loss, then δ and weight gradients from the output layer down. What comes first is the origin;
/// the rest follows from it.
public struct BadEvent: Codable, Sendable, Equatable {
  /// What went wrong.
  public enum Kind: String, Codable, Sendable, CaseIterable {
    /// A value is NaN or infinite.
    case nonFinite = "non-finite"
    /// A root mean square is above the largest number of float16, 65,504.
    case tooLarge = "too-large"
    /// δ of a hidden layer is below 2⁻²⁴ of the output layer's: float32 keeps 24 bits.
    case tooSmall = "too-small"
  }

  /// Where it was seen.
  public enum Tensor: String, Codable, Sendable, CaseIterable {
    /// W.
    case weight
    /// a or z.
    case activation
    /// The loss itself, all tensors being finite; its place is the last.
    case loss
    /// δ.
    case delta
    /// ∂L/∂W.
    case weightGradient = "weight-gradient"
  }

  /// What went wrong.
  public var kind: Kind
  /// Updates made before it.
  public var step: Int
  /// The index of its place in the record's list.
  public var place: Int
  /// Where it was seen first.
  public var tensor: Tensor
  /// The root mean square that crossed the limit; of a non-finite event NaN or infinite.
  public var value: Double
  /// What it crossed; nil for a non-finite event.
  public var limit: Double?
  /// Values that are not finite; 0 for the other kinds.
  public var nonFinite: Int
  /// The steps before it that were measured, at most 20, oldest first, and the step itself at the
  /// end.
  public var steps: [StepDetail]

  /// The steps before an event that are kept in full detail.
  public static let stepsKept = 20
  /// The limit of `tooLarge`.
  public static let largest = 65_504.0
  /// The limit of `tooSmall`, as a share of the output layer's δ.
  public static let smallestShare = 0x1p-24

  /// An event.
  public init(
    kind: Kind, step: Int, place: Int, tensor: Tensor, value: Double, limit: Double? = nil,
    nonFinite: Int = 0, steps: [StepDetail] = []
  ) {
    self.kind = kind
    self.step = step
    self.place = place
    self.tensor = tensor
    self.value = value
    self.limit = limit
    self.nonFinite = nonFinite
    self.steps = steps
  }
}

/// The numbers of an optimizer that can be chosen; nil for its own.
public struct OptimizerOptions: Sendable, Equatable {
  /// One of them, by its name in messages and options.
  public enum Name: String, Sendable, CaseIterable {
    /// μ.
    case momentum
    /// β₁.
    case beta1
    /// β₂.
    case beta2
    /// ε.
    case epsilon
  }

  /// μ, 0 ≤ μ < 1.
  public var momentum: Double?
  /// β₁, 0 ≤ β₁ < 1.
  public var beta1: Double?
  /// β₂, 0 ≤ β₂ < 1.
  public var beta2: Double?
  /// ε, from 10⁻³⁰ to 10³⁰.
  public var epsilon: Double?

  /// These numbers.
  public init(
    momentum: Double? = nil, beta1: Double? = nil, beta2: Double? = nil, epsilon: Double? = nil
  ) {
    self.momentum = momentum
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
  }

  /// The number of a name.
  public subscript(name: Name) -> Double? {
    switch name {
    case .momentum: momentum
    case .beta1: beta1
    case .beta2: beta2
    case .epsilon: epsilon
    }
  }

  /// The first number that an optimizer which takes `taken` cannot have, with what it takes instead;
  /// nil where all is well.
  public func problem(taking taken: Set<Name>) -> (name: Name, expected: String?)? {
    for name in Name.allCases {
      guard let value = self[name] else { continue }
      guard taken.contains(name) else { return (name, nil) }
      if !name.accepts(value) { return (name, name.range) }
    }
    return nil
  }
}

extension OptimizerOptions.Name {
  /// The numbers it takes, in words.
  public var range: String {
    switch self {
    case .momentum, .beta1, .beta2: "a number from 0 up to, not including, 1"
    case .epsilon: "a number from 1e-30 to 1e30"
    }
  }

  /// Whether it takes this number: with a share of 1 an average would never forget, and an ε below
  /// float32's range would be 0, which divides nothing.
  func accepts(_ value: Double) -> Bool {
    switch self {
    case .momentum, .beta1, .beta2: value >= 0 && value < 1
    case .epsilon: value >= 1e-30 && value <= 1e30
    }
  }
}

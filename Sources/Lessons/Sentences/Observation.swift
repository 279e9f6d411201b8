/// A sentence with the conditions under which it may be said.
public struct Sentence: Sendable {
  /// All of them have to hold.
  public let claims: [Claim]
  /// What it says.
  public let text: String

  /// A sentence that may be said where all of these hold.
  public init(when claims: Claim..., says text: String) {
    self.claims = claims
    self.text = text
  }

  /// Whether it may be said.
  public var holds: Bool { claims.allSatisfy(\.holds) }
}

/// One thing that is seen in an experiment: the first of several sentences that may be said.
///
/// The last one should say what is left: an observation of which nothing may be said is left out.
public struct Observation: Sendable {
  /// What could be said, the most telling first.
  public let sentences: [Sentence]

  /// One of these.
  public init(_ sentences: Sentence...) { self.sentences = sentences }

  /// What is said; nil where no condition holds.
  public var said: Sentence? { sentences.first(where: \.holds) }
}

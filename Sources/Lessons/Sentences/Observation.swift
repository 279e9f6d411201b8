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

  /// Whether it prints a number that is none: `NaN`, or the dash that stands for one.
  var lacksNumber: Bool {
    text.split { " .,;:()".contains($0) }.contains { $0 == "–" || $0.contains("NaN") }
  }

  /// Whether it may be said: of the numbers as they are, and as a reader sees them, rounded.
  public var holds: Bool { claims.allSatisfy { $0.holds && $0.holdsAsPrinted } }
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
  ///
  /// A sentence that would print a number that is none is not said, whatever its conditions; nor is one that comes
  /// after it, which would be about another case.
  public var said: Sentence? {
    guard let sentence = sentences.first(where: \.holds) else { return nil }
    return sentence.lacksNumber ? Self.nothing : sentence
  }

  private static let nothing = Sentence(
    says:
      "Nothing can be said here: a number that it would be about is missing. Either a value was "
      + "lost while the network trained, or there was none to compare.")
}

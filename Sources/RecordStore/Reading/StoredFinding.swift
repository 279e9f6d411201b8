/// One finding of a judgement, as it is stored.
public struct StoredFinding: Sendable, Equatable {
  /// The rule's code, such as `GS101`.
  public var code: String
  /// The rule's name, such as `vanishing-gradient`.
  public var rule: String
  /// How grave it is, in the rule's own word.
  public var severity: String
  /// The first layer it is about, from 1; nil where it is about the whole network.
  public var firstLayer: Int?
  /// The last of these layers.
  public var lastLayer: Int?
  /// The first step it is about; nil where it is about the whole run.
  public var firstStep: Int?
  /// The last of these steps.
  public var lastStep: Int?
  /// What was found, in one sentence.
  public var message: String
  /// What to do about it; nil where there is nothing to do.
  public var remedy: String?
  /// The code of the finding that explains it; nil where none was named.
  public var causedBy: String?
  /// The chain it is about; nil where it is about none.
  public var chain: String?
  /// The names of the places it is about, in order; empty where it is about the whole network.
  public var places: [String]

  /// A finding.
  public init(
    code: String, rule: String, severity: String, firstLayer: Int? = nil, lastLayer: Int? = nil,
    firstStep: Int? = nil, lastStep: Int? = nil, message: String, remedy: String? = nil,
    causedBy: String? = nil, chain: String? = nil, places: [String] = []
  ) {
    self.code = code
    self.rule = rule
    self.severity = severity
    self.firstLayer = firstLayer
    self.lastLayer = lastLayer
    self.firstStep = firstStep
    self.lastStep = lastStep
    self.message = message
    self.remedy = remedy
    self.causedBy = causedBy
    self.chain = chain
    self.places = places
  }
}

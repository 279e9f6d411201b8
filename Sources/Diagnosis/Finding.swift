import Records

/// What a rule found in a record: where, when, with which numbers, and what to do.
public struct Finding: Codable, Sendable, Equatable {
  /// The code, such as `GS101`; never used again for something else.
  public var code: String
  /// The name of the rule, such as `vanishing-gradient`.
  public var rule: String
  /// How grave it is in this run.
  public var severity: Severity
  /// The first and the last weight layer concerned, from 1; empty where it concerns the whole run, or
  /// places that are no weight layers.
  public var layers: [Int] = []
  /// The name of the chain it is about; nil where it is about none.
  public var chain: String?
  /// The names of the places concerned, from the first to the last; empty where it concerns the whole run.
  public var places: [String] = []
  /// The first and the last step at which it was seen.
  public var steps: [Int]
  /// The measured numbers.
  public var evidence: [String: Double]
  /// The numbers they were compared with.
  public var threshold: [String: Double]
  /// One or two sentences, with the run's numbers.
  public var message: String
  /// What to change, the likeliest first.
  public var remedies: [Remedy]
  /// The cause in three or four words, for a table or a picture; nil where none was singled out.
  public var cause: String?
  /// The code of the finding of the same run that explains this one; nil where none does.
  public var causedBy: String?

  /// A finding of a rule.
  ///
  /// - Parameters:
  ///   - place: Where it was seen; nil where it concerns the whole run.
  ///   - remedies: What to change; without, what the rule's page says.
  public init(
    of rule: RuleDescription, severity: Severity, at place: FindingPlace? = nil,
    steps: ClosedRange<Int>? = nil, evidence: [String: Double], threshold: [String: Double],
    message: String, remedies: [Remedy]? = nil, cause: String? = nil
  ) {
    code = rule.code
    self.rule = rule.name
    self.severity = severity
    layers = place?.layers ?? []
    chain = place?.chain
    places = place?.places ?? []
    self.steps = steps.map { [$0.lowerBound, $0.upperBound] } ?? []
    self.evidence = evidence
    self.threshold = threshold
    self.message = message
    self.remedies = remedies.flatMap { $0.isEmpty ? nil : $0 } ?? rule.remedies
    self.cause = cause
  }

  /// What to change, in one sentence that names no program's option.
  public var remedy: String { Remedy.sentence(remedies) }
}

/// Where a finding was seen.
public struct FindingPlace: Sendable, Equatable {
  /// First and last weight layer, from 1; empty where the places are none.
  public var layers: [Int]
  /// The name of the chain; nil where the places are of none.
  public var chain: String?
  /// The names of the places.
  public var places: [String]

  /// These places of a record, by their indices in order; of a chain, where they are one's.
  public init(_ record: RunRecord, _ indices: [Int], of chain: Chain? = nil) {
    let known = indices.filter(record.places.indices.contains)
    places = known.map { record.places[$0].name }
    self.chain = chain?.name
    let numbers = known.compactMap { record.layerNumber(of: $0) }
    layers =
      numbers.count == known.count && !numbers.isEmpty
      ? [numbers.min() ?? 1, numbers.max() ?? 1] : []
  }
}

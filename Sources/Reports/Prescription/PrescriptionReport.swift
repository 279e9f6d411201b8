import Diagnosis

/// What came of trying changes on a sick configuration, as every report of it is made from.
public struct PrescriptionReport: Sendable {
  /// An option before and after a change.
  public struct Edit: Sendable {
    /// Such as `--norm`.
    public let option: String
    /// The value after; nil for a flag, and for an option that is left out.
    public let value: String?
    /// Whether the option is left out after the change.
    public let isRemoved: Bool

    /// An edit of an option.
    public init(option: String, value: String?, isRemoved: Bool) {
      self.option = option
      self.value = value
      self.isRemoved = isRemoved
    }
  }

  /// A change and what it did.
  public struct Trial: Sendable {
    /// In the words of the command line.
    public var title: String
    /// Such as `normalization`; two where two things change together, the smaller first.
    public var kinds: [String]
    /// What such a change costs.
    public var cost: String
    /// The options that differ.
    public var edits: [Edit]
    /// Codes of the findings that call for it.
    public var reasons: [String]
    /// One run a seed.
    public var runs: [JudgedRun]
    /// How many of them are well.
    public var wellCount: Int
    /// Whether all seeds were tried, and all are well.
    public var isHealed: Bool
    /// With a seed that it was not chosen on.
    public var confirmation: JudgedRun?
    /// Whether that run is well; nil where there is none.
    public var isConfirmed: Bool?
    /// The words of the command line of a run with the change, as a shell takes them, after the
    /// name of
    /// the program.
    public var arguments: String
    /// What to write in place of a command, where another program trained the network: a line each.
    public var lines: [String]?

    /// What a change did.
    public init(
      title: String, kinds: [String], cost: String, edits: [Edit], reasons: [String],
      runs: [JudgedRun], wellCount: Int, isHealed: Bool, confirmation: JudgedRun? = nil,
      isConfirmed: Bool? = nil, arguments: String, lines: [String]? = nil
    ) {
      self.title = title
      self.kinds = kinds
      self.cost = cost
      self.edits = edits
      self.reasons = reasons
      self.runs = runs
      self.wellCount = wellCount
      self.isHealed = isHealed
      self.confirmation = confirmation
      self.isConfirmed = isConfirmed
      self.arguments = arguments
      self.lines = lines
    }

    /// The command line of a run with the change.
    public var command: String { command(of: "gradscope") }

    /// The same where the program is known by another name, such as its path.
    func command(of program: String) -> String { "\(program) \(arguments)" }

    /// What to type for it: the command, or the lines of another program.
    func typed(_ program: String = "gradscope") -> [String] { lines ?? [command(of: program)] }

    /// Whether it touches one thing only.
    var isSingle: Bool { kinds.count == 1 }

    /// Whether it healed, and did with the seed that it was not chosen on too where that was tried.
    var lasts: Bool { isHealed && isConfirmed != false }

    /// The title as a part of a sentence, which "without" would be lost in, and words that are no
    /// option.
    var quoted: String {
      edits.contains(where: \.isRemoved) || lines != nil ? "“\(title)”" : title
    }
  }

  /// The configuration as it was given, one run a seed.
  public var before: [JudgedRun]
  /// How many of those are well.
  public var wellBefore: Int
  /// The command line of the configuration as it was given.
  public var commandBefore: String
  /// The changes that were tried, from the smallest.
  public var trials: [Trial]
  /// The place in `trials` of the one that is recommended.
  public var recommended: Int?
  /// The place in `trials` of one that ends with far less loss than that; nil where none does.
  public var farthest: Int?
  /// The kinds of changes, from the smallest.
  public var kinds: [String]
  /// Codes of what was found before.
  public var codes: [String]
  /// Whether changes were tried that no finding calls for.
  public var triedAll: Bool
  /// Whether two changes were tried together, as no single one healed.
  public var triedPairs: Bool
  /// Whether somebody stopped it.
  public var isInterrupted: Bool
  /// Seeds that a change has to serve.
  public var seeds: [UInt64]
  /// The seed that it was not chosen on.
  public var unseenSeed: UInt64
  /// What a run has to reach to be well.
  public var requirement: PrescriptionRequirement

  /// A report of these trials.
  public init(
    before: [JudgedRun], wellBefore: Int, commandBefore: String, trials: [Trial],
    recommended: Int?, farthest: Int? = nil, kinds: [String], codes: [String], triedAll: Bool,
    triedPairs: Bool = false,
    isInterrupted: Bool, seeds: [UInt64], unseenSeed: UInt64, requirement: PrescriptionRequirement
  ) {
    self.before = before
    self.wellBefore = wellBefore
    self.commandBefore = commandBefore
    self.trials = trials
    self.recommended = recommended
    self.farthest = farthest
    self.kinds = kinds
    self.codes = codes
    self.triedAll = triedAll
    self.triedPairs = triedPairs
    self.isInterrupted = isInterrupted
    self.seeds = seeds
    self.unseenSeed = unseenSeed
    self.requirement = requirement
  }

  /// Whether there is nothing to heal.
  public var wasWell: Bool { before.count == seeds.count && wellBefore == seeds.count }

  /// What healed first, what did not last; the smaller change first in each.
  var ordered: [Trial] { trials.filter(\.lasts) + trials.filter { !$0.lasts } }

  /// The change that is recommended.
  var best: Trial? { recommended.map { trials[$0] } }
}

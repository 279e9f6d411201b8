import ArgumentParser
import Datasets
import Experiments
import Files
import Foundation
import Records
import Texts

/// What `compare` trains side by side: a lineup, or one network with several values of some options.
struct Variants {
  /// The options of `train` that a value can be given to, without files and output.
  private struct Plan: ParsableArguments {
    @OptionGroup var layers: LayerOptions
    @OptionGroup var network: NetworkOptions
    @OptionGroup var training: TrainingOptions
    @OptionGroup var data: DataOptions

    func apply(to plan: inout TrainingPlan) throws {
      try network.apply(to: &plan)
      training.apply(to: &plan)
      data.apply(to: &plan)
      try layers.apply(to: &plan, network)
    }
  }

  private struct Variant {
    var name: String
    var plan: TrainingPlan
    /// What is varied, as it would be typed.
    var words: [String] = []
  }

  private var variants: [Variant]

  /// How many there are.
  var count: Int { variants.count }

  /// The variants of a lineup.
  init(_ lineup: Lineup) {
    variants = lineup.entries.map { Variant(name: $0.name, plan: $0.configuration) }
  }

  /// Every combination of these values, such as `optimizer=sgd,adam`, on a plan.
  ///
  /// - Parameter typed: options that were typed: they hold for all runs, whatever goes with a value.
  /// - Throws: `ConfigurationError` for what is no option with values, or a value that it cannot have.
  init(_ texts: [String], of base: TrainingPlan, typed: Set<String> = []) throws {
    var combinations: [(name: String, words: [String])] = [("", [])]
    var seen: Set<String> = []
    for text in texts {
      let (option, values) = try Self.parse(text)
      guard seen.insert(option).inserted else {
        throw ConfigurationError("--vary: \(option) is named twice; give all its values at once")
      }
      combinations = combinations.flatMap { combination in
        values.map { value in
          let name = value.isEmpty ? option : "\(option) \(value)"
          return (
            [combination.name, name].filter { !$0.isEmpty }.joined(separator: ", "),
            combination.words + Self.words(option, value)
          )
        }
      }
      guard combinations.count <= 64 else {
        throw ConfigurationError(
          "--vary: expected at most 64 runs side by side, got \(combinations.count); take fewer values, "
            + "or gradscope sweep")
      }
    }
    // An option that is varied is not given as it was, on or off.
    let varied = Set(seen.flatMap { ["--\($0)", "--no-\($0)"] })
    if base.networkFile != nil,
      let size = ["depth", "width", "widths"].first(where: seen.contains)
    {
      throw ConfigurationError(
        "--vary: \(size): the file of --network says how many layers there are, and how wide; vary "
          + "network=FILE,FILE")
    }
    let own = base.commandOptions.filter { option in
      (!option.isDefault || typed.contains(option.name)) && !varied.contains(option.name)
    }
    // Of use to the variants that have blocks.
    let scale = base.residual ? nil : base.residualScale.map { ["--residual-scale", "\($0)"] }
    let problem = Self.problem(of: base)
    variants = try combinations.map { name, words in
      // Where there are no blocks, there are no branches to scale.
      let isPlain = seen.contains("residual") && !words.contains("--residual")
      let rest =
        own.filter { !(isPlain && $0.name == "--residual-scale") }.flatMap(\.words)
        + (isPlain || varied.contains("--residual-scale") ? [] : scale ?? [])
      var plan = TrainingPlan()
      (plan.recordingTier, plan.recordEvery) = (base.recordingTier, base.recordEvery)
      do {
        try Plan.parse(rest + words).apply(to: &plan)
        if !seen.contains("network") { plan.networkFile = base.networkFile }
        try ConfigurationCheck.checkAlone(plan)
      } catch let error as ConfigurationError where error == problem {
        // What is wrong is not what is varied.
        throw error
      } catch let error as ConfigurationError {
        throw ConfigurationError("--vary: \(name): \(error.message)")
      } catch let error as BadContent {
        throw error
      } catch let error as FileError {
        throw error
      } catch {
        throw ConfigurationError(
          "--vary: \(name): expected an option of train with a value it takes "
            + "(\(Plan.message(for: error)))")
      }
      return Variant(name: name, plan: plan, words: words)
    }
  }

  /// What is wrong with a plan; nil where nothing is.
  private static func problem(of plan: TrainingPlan) -> ConfigurationError? {
    do { try ConfigurationCheck.checkAlone(plan) } catch { return error }
    return nil
  }

  private static func parse(_ text: String) throws(ConfigurationError) -> (String, [String]) {
    let halves = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = halves[0].trimmingCharacters(in: .whitespaces)
    let option = name.hasPrefix("--") ? String(name.dropFirst(2)) : name
    guard halves.count == 2, !option.isEmpty else {
      throw .outOfRange("vary", expected: "OPTION=VALUE,VALUE,…", got: "\"\(text)\"")
    }
    let separator: Character = halves[1].contains(";") ? ";" : ","
    let values = halves[1].split(separator: separator, omittingEmptySubsequences: false).map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    guard values.count >= 2, !values.contains("") else {
      throw .outOfRange("vary", expected: "at least two values of \(option)", got: "\"\(text)\"")
    }
    guard Set(values).count == values.count else {
      throw .outOfRange("vary", expected: "values that differ", got: "\"\(text)\"")
    }
    return (option, values)
  }

  /// The words of the command line for a value; of a flag, yes and no.
  private static func words(_ option: String, _ value: String) -> [String] {
    switch (option, value) {
    case ("residual", "yes"), ("residual", "true"): ["--residual"]
    case ("residual", "no"), ("residual", "false"): []
    case ("standardize", "yes"), ("standardize", "true"): ["--standardize"]
    case ("standardize", "no"), ("standardize", "false"): ["--no-standardize"]
    default: ["--\(option)", value]
    }
  }

  /// The runs, each plan finished by `finish`, which is given the index of the variant too.
  func lineup(_ finish: (TrainingPlan, Int) throws -> TrainingPlan) throws -> [Lineup.Entry] {
    try variants.enumerated().map { index, variant in
      Lineup.Entry(name: variant.name, configuration: try finish(variant.plan, index))
    }
  }

  /// Whether a value of this option, such as `--batch-size`, was asked for in a variant.
  func says(_ option: String, at index: Int) -> Bool { variants[index].words.contains(option) }

  /// The data of a variant: what was typed, or what the variant says instead.
  func data(_ options: DataOptions, of index: Int) throws -> DataOptions {
    let words = variants[index].words
    guard words.contains(where: DataOptions.names.contains) else { return options }
    return try Plan.parse(options.allWords + words).data
  }
}

/// The data of variants, each prepared once.
struct VariantData {
  private struct Key: Hashable {
    var words: [String]
    var seed: UInt64
    var isStandardized: Bool
    var validationFraction: Double
    var precision: String
  }

  private var known: [Key: PreparedData] = [:]

  /// The data that these options name, for a plan.
  ///
  /// - Throws: What loading throws.
  mutating func data(of options: DataOptions, for plan: TrainingPlan) throws -> PreparedData {
    let key = Key(
      words: options.words, seed: plan.seed, isStandardized: plan.standardize,
      validationFraction: plan.validationFraction, precision: plan.precision)
    if let data = known[key] { return data }
    let data = try options.load(for: plan)
    known[key] = data
    return data
  }
}

import ArgumentParser
import Diagnosis
import Experiments
import RecordStore
import Reports
import Texts

/// `gradscope runs list`.
struct RunsListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists stored runs, the newest first.")

  @Option(help: "Only runs with this verdict, such as healthy or vanishing-gradient.")
  var verdict: String?
  @Option(help: "Only runs on this data.") var dataset: String?
  @Option(help: "Only runs with this activation.") var activation: String?
  @Option(help: "Only runs of this name.") var name: String?
  @Option(
    help: ArgumentHelp(
      "Only runs with this status: \(StoredStatus.allCases.map(\.rawValue).inWords)."))
  var status: StoredStatus?
  @Option(parsing: .unconditional, help: "At most so many.") var limit = 50
  @OptionGroup var place: StoreOptions
  @Option(help: "What standard output gets: text or json.") var format = PlainFormat.text
  @OptionGroup var color: ColorOption

  // Whoever types `runs 5` means one of them.
  @Argument(help: .hidden) var run: [String] = []

  func validate() throws {
    if let run = run.first {
      throw ValidationError(
        "runs: expected a command, got \(run); try: \(Invocation.name) runs show \(run)")
    }
    guard limit > 0 else {
      throw ValidationError("--limit: expected a whole number from 1, got \(limit)")
    }
  }

  func run() async throws {
    try await ExitStatus.reporting {
      try checkVerdict()
      let filter = RunFilter(
        verdict: verdict, dataset: dataset, activation: activation, name: name, status: status,
        limit: limit)
      let (runs, damage) = try find(filter)
      switch format {
      case .json where runs.isEmpty: try StandardOutput.write("[]", as: .json)
      case .json:
        try StandardOutput.write(JSONText.encode(runs.map(StoredRunDocument.init)), as: .json)
      case .text: try StandardOutput.write([text(runs)])
      }
      for error in damage { StandardError.say("gradscope: \(error.description)") }
      return damage.isEmpty ? 0 : ExitStatus.badData
    }
  }

  /// A verdict that no run can have would find nothing, and seem to say that all is well.
  private func checkVerdict() throws(ConfigurationError) {
    let verdicts = ["healthy"] + RuleCatalog.all.map { $0.description.name }
    guard let verdict, !verdicts.contains(verdict) else { return }
    throw .unknown("verdict", verdict, valid: verdicts)
  }

  /// The runs that pass, and what is wrong with those that cannot be read.
  private func find(_ filter: RunFilter) throws -> ([StoredRun], [StoreError]) {
    var damage: [StoreError] = []
    let runs = try place.open().runs(filter) { damage.append($0) }
    return (runs, damage)
  }

  private func verdict(of run: StoredRun) -> PlainTable.Cell {
    guard let verdict = run.verdict else { return "–" }
    let isOfCurves = !run.facts.origin.isOwn && !run.hasPlaces
    let words = Judgement.words(
      verdict: verdict, warnings: run.warnings,
      unjudged: run.facts.origin.isOwn ? 0 : run.unjudged ?? 0,
      curvesAlone: isOfCurves ? ["its curves"] : nil)
    let isWell = verdict == "healthy"
    return .init(words, role: isWell ? isOfCurves ? nil : .healthy : .error)
  }

  private func text(_ runs: [StoredRun]) -> TextBlock {
    guard !runs.isEmpty else { return .line("no such run in \(place.store)") }
    let rows = runs.map { run in
      [
        "\(run.id)", run.name, StoredRunDocument.time(run.startedAt),
        run.facts.data?.name ?? "–",
        run.network.depth == 0 ? "–" : "\(run.network.depth)×\(run.network.width())",
        "\(run.steps)",
        run.knownLoss.map { NumberText.short($0, digits: 3) } ?? "–",
        // Who answers with NaN does not answer.
        NumberText.share(run.finalLoss?.isNaN == true ? nil : run.validationAccuracy),
        run.status.rawValue,
      ].map { PlainTable.Cell($0) } + [verdict(of: run)]
    }
    return .table(
      PlainTable(
        columns: [
          .init("run"), .init("name", overflow: .shortens(to: 20)),
          .init("started (UTC)", priority: 2),
          .init("data", overflow: .shortens(to: 8), priority: 3),
          .init("depth×width", priority: 4), .init("steps", priority: 1),
          .init("loss", priority: 5), .init("accuracy", priority: 7), .init("status", priority: 6),
          .init("verdict", overflow: .wraps(to: 18)),
        ], rows: rows))
  }
}

extension StoredStatus: ExpressibleByArgument {}

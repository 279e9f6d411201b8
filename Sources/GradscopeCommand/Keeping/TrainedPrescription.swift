import Diagnosis
import Exchange
import Experiments
import Files
import Records
import Reports
import Texts

/// What `gradscope_recorder` wrote of the trainings of a prescription: the changes, and where the log of
/// each run is. The logs are judged here; what the file says of verdicts is not read.
struct TrainedPrescription: Decodable {
  /// A run: the name of its log, beside the file; none where nothing was recorded.
  private struct Run: Decodable {
    var log: String?
  }

  private struct Group: Decodable {
    var runs: [Run]
  }

  private struct Candidate: Decodable {
    var change: String
    var howTo: [String]
    var kinds: [String]
    var cost: String
    var reason: [String]
    var runs: [Run]
    var confirmation: Run?
  }

  private struct Requirement: Decodable {
    var reference: String?
  }

  private static let schema = "gradscope.prescription/1"

  private var schema: String
  private var status: String
  private var seeds: [UInt64]
  private var unseenSeed: UInt64
  private var before: Group
  private var candidates: [Candidate]
  private var kinds: [String]
  private var triedAll: Bool
  private var requirement: Requirement

  /// The report of a file.
  ///
  /// - Throws: `FileError` for a file that cannot be read; `BadContent` for one that is something else;
  ///   `RunLogError` for a log that is missing or wrong.
  static func report(at path: String) throws -> PrescriptionReport {
    let bytes = try InputFile.bytes(
      at: path, expected: "a prescription.json of gradscope_recorder", limit: 64 << 20)
    guard let text = String(validating: bytes, as: UTF8.self),
      let file = try? JSONText.decode(Self.self, from: text), file.schema == schema
    else {
      throw BadContent(
        "--trained: \(path): expected \(schema) with the logs of its runs, as gradscope_recorder "
          + "writes it; name its prescription.json")
    }
    return try file.report(in: FilePath(path).folder)
  }

  private func report(in folder: FilePath) throws -> PrescriptionReport {
    let before = try Self.judged(self.before.runs, in: folder)
    var trials: [PrescriptionReport.Trial] = []
    var left: [Double] = []
    for candidate in candidates {
      let runs = try Self.judged(candidate.runs, in: folder)
      let confirmation = try Self.judged([candidate.confirmation].compactMap { $0 }, in: folder)
        .first
      let well = runs.count(where: RecoveryCriterion.isWell)
      trials.append(
        PrescriptionReport.Trial(
          title: candidate.change, kinds: candidate.kinds, cost: candidate.cost, edits: [],
          reasons: candidate.reason, runs: runs.map { JudgedRun($0) }, wellCount: well,
          isHealed: runs.count == seeds.count && well == seeds.count,
          confirmation: confirmation.map { JudgedRun($0) },
          isConfirmed: confirmation.map(RecoveryCriterion.isWell), arguments: "",
          lines: candidate.howTo))
      left.append(runs.map(\.lossLeft).max() ?? .infinity)
    }
    let recommended =
      trials.firstIndex { $0.isHealed && $0.isConfirmed == true }
      ?? trials.firstIndex { $0.isHealed && $0.isConfirmed == nil }
    return PrescriptionReport(
      before: before.map { JudgedRun($0) },
      wellBefore: before.count(where: RecoveryCriterion.isWell), commandBefore: "",
      trials: trials, recommended: recommended,
      farthest: recommended.flatMap { Self.farthest(trials, left: left, from: $0) }, kinds: kinds,
      codes: Symptoms(before).codes, triedAll: triedAll, isInterrupted: status == "interrupted",
      seeds: seeds, unseenSeed: unseenSeed,
      requirement: PrescriptionRequirement(
        share: RecoveryCriterion.progress,
        reference: requirement.reference ?? RecoveryCriterion.reference,
        referenceLosses: before.compactMap { $0.record.facts.reference?.reached }))
  }

  /// The change that was confirmed and leaves half of the loss of the recommended one, or less.
  private static func farthest(
    _ trials: [PrescriptionReport.Trial], left: [Double], from recommended: Int
  ) -> Int? {
    let lasting = trials.indices.filter { trials[$0].isHealed && trials[$0].isConfirmed != false }
    guard let least = lasting.min(by: { left[$0] < left[$1] }), least != recommended,
      left[least] <= left[recommended] / 2, trials[least].isConfirmed == true
    else { return nil }
    return least
  }

  private static func judged(_ runs: [Run], in folder: FilePath) throws -> [JudgedRecord] {
    try runs.compactMap(\.log).map { log in
      JudgedRecord(
        try LoggedFile.read(folder.appending(log).text, activation: RunSource.activation).record)
    }
  }
}

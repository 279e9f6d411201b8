import Foundation
import Records
import Testing

@testable import RecordStore

@Suite struct RunListTests {
  /// Four runs: two of one name, of different data, activations and judgements.
  private func fourRuns() throws -> TestStore {
    let files = try TestStore()
    for (name, dataset, activation, verdict, status) in [
      ("relu-he", "digits", "relu", "healthy", RunStatus.completed),
      ("tanh-xavier", "digits", "tanh", "healthy", .interrupted),
      ("sigmoid-small", "data/iris.csv", "sigmoid", "vanishing", .completed),
      ("relu-he", "data/iris.csv", "relu", nil, .diverged),
    ] {
      var record = ExampleTraining.finished(name: name, steps: 5)
      record.facts.data?.name = dataset
      for index in record.places.indices {
        record.places[index].activation = nil
        record.places[index].activationName = activation
      }
      record.status = status
      try files.add(record, verdict: verdict.map { StoredVerdict(verdict: $0) })
    }
    return files
  }

  @Test(arguments: [
    (RunFilter(), [4, 3, 2, 1]), (RunFilter(verdict: "healthy"), [2, 1]),
    (RunFilter(dataset: "data/iris.csv"), [4, 3]), (RunFilter(activation: "relu"), [4, 1]),
    (RunFilter(name: "relu-he"), [4, 1]), (RunFilter(status: .completed), [3, 1]),
    (RunFilter(status: .running), []), (RunFilter(limit: 2), [4, 3]), (RunFilter(limit: 0), []),
    (RunFilter(status: .completed, limit: 1), [3]),
    (RunFilter(verdict: "healthy", activation: "tanh"), [2]),
    (RunFilter(verdict: "' OR 1 --"), []),
  ])
  func filters(filter: RunFilter, ids: [Int64]) throws {
    let files = try fourRuns()
    #expect(try RunStore(readingAt: files.path).runs(filter).map(\.id) == ids)
  }

  @Test func aRunSaysWhatItIs() throws {
    let record = ExampleTraining.finished(steps: 5)
    let files = try TestStore()
    let before = Date()
    try files.add(record, verdict: StoredVerdict(verdict: "healthy"))
    let run = try #require(try files.open().runs().first)
    #expect(run.name == "tanh-xavier")
    #expect(run.status == .diverged)
    #expect(run.verdict == "healthy")
    #expect(run.version == "1.2.3")
    #expect(run.facts == record.facts && run.plan == record.plan)
    #expect(run.network == NetworkSummary(record) && run.network.widths == [10, 10])
    #expect(run.steps == 4)
    #expect(run.finalLoss == 0.125)
    #expect(run.validationAccuracy == 0.8)
    // Moments are stored to the millisecond.
    #expect(run.startedAt.timeIntervalSince(before) > -0.001)
    #expect(try #require(run.endedAt) >= run.startedAt)
    #expect(run.endedAt!.timeIntervalSince(before) < 60)
  }

  @Test(arguments: [("2", 2), ("last", 4), ("relu-he", 4), ("sigmoid-small", 3)])
  func resolves(text: String, id: Int64) throws {
    let files = try fourRuns()
    #expect(try RunStore(readingAt: files.path).resolve(text).id == id)
  }

  @Test(arguments: [
    ("17", "the closest are 2 (\"tanh-xavier\"), 3 (\"sigmoid-small\"), 4 (\"relu-he\")"),
    ("-9223372036854775808", "the closest are 1 (\"relu-he\"), 2 (\"tanh-xavier\"), 3"),
    ("Relu-ha", "the closest is 4 (\"relu-he\")"), ("tanh", "the closest is 2 (\"tanh-xa"),
    ("\u{1B}[31m", "got \"\\u{1b}[31m\""), ("", "got \"\"; gradscope runs lists those"),
    ("all", "got \"all\"; gradscope runs lists those"), ("LAST", "did you mean \"last\"?"),
  ])
  func namesTheClosest(text: String, advice: String) throws {
    let files = try fourRuns()
    let store = try files.open()
    let error = storeError { _ = try store.resolve(text) }
    #expect(error?.category == .notFound)
    #expect(error?.description.contains(advice) == true, "\(error?.description ?? "")")
  }

  /// A log of last month that is put into the store.
  @Test func aRunOfThePastHasItsOwnMoments() throws {
    let files = try TestStore()
    let store = try files.open()
    let record = ExampleTraining.finished()
    let start = Date(timeIntervalSince1970: 1_738_324_800.25)
    let id = try store.begin(record, version: "1", startedAt: start)
    var position = WritePosition()
    try store.finish(
      id, with: record, from: &position, verdict: nil, endedAt: start.addingTimeInterval(60))
    let run = try store.resolve("last")
    #expect(run.startedAt == start && run.endedAt == start.addingTimeInterval(60))
    #expect(run.status == .diverged)
  }

  @Test func anEmptyStoreHasNoRuns() throws {
    let files = try TestStore()
    let store = try files.open()
    #expect(try store.runs() == [])
    let error = storeError { _ = try store.resolve("last") }
    #expect(error?.category == .notFound)
    #expect(error?.description.contains("no runs yet") == true)
    #expect(storeError { _ = try store.record(1) }?.category == .notFound)
  }

  @Test func aListedRunSaysHowManyWarningsItHas() throws {
    let files = try TestStore()
    let findings = ["warning", "note", "warning"].map {
      StoredFinding(code: "GS202", rule: "dying-relu", severity: $0, message: "")
    }
    try files.add(verdict: StoredVerdict(verdict: "healthy", findings: findings))
    #expect(try files.open().runs().first?.warnings == 2)
    #expect(try files.open().runs().first?.unjudged == nil)
  }

  @Test func aListedRunSaysHowManyRulesWereNotJudged() throws {
    let files = try TestStore()
    try files.add(verdict: StoredVerdict(verdict: "healthy", unjudged: 19))
    #expect(try files.open().runs().first?.unjudged == 19)
    #expect(try files.open().verdict(1)?.unjudged == 19)
  }
}

import Diagnosis
import Records
import Testing

/// Judging must survive whatever a record holds; where data is missing a rule says so.
@Suite struct OddRecordTests {
  static let activations = ["sigmoid", "tanh", "relu", "identity", "unheard-of"]

  @Test(arguments: activations)
  func anEmptyHistoryIsJudged(_ activation: String) {
    var record = ExampleRecord.make(activation: activation, silent: { _ in 64 })
    record.history = RunHistory(placeCount: record.places.count)
    record.curves = Curves()
    #expect(!Judgement(record).notApplicable.isEmpty)
  }

  @Test(arguments: activations, [1, 2, 3])
  func shallowNetworksAreJudged(_ activation: String, _ depth: Int) {
    let record = ExampleRecord.make(
      depth: depth, steps: 5, activation: activation, silent: { _ in 64 })
    _ = Judgement(record)
  }

  @Test(arguments: activations)
  func nanEverywhereIsJudged(_ activation: String) {
    let record = ExampleRecord.make(activation: activation, finalLoss: .nan) { _, _, statistics in
      statistics = .allNaN
    }
    #expect(!Judgement(record).isHealthy)
  }

  @Test(arguments: activations)
  func zerosAndInfinitiesAreJudged(_ activation: String) {
    for value in [0, .infinity, -.infinity, Double.greatestFiniteMagnitude] {
      let record = ExampleRecord.make(activation: activation, finalLoss: value) {
        _, _, statistics in
        statistics = PlaceStatistics()
        statistics.deltaRMS = value
        statistics.weightNorm = value
        statistics.derivativeRMS = value
      }
      _ = Judgement(record)
    }
  }

  @Test func noPlacesAtAllAreJudged() {
    var record = ExampleRecord.make(activation: "relu", silent: { _ in 1 })
    record.places = []
    _ = Judgement(record)
    record.history = RunHistory(placeCount: 0)
    record.history.append(step: 0)
    record.curves = Curves()
    record.curves.append(step: 0, loss: .nan, accuracy: 0, gradientNorm: 0)
    #expect(Judgement(record).verdict == "diverged")
  }

  @Test func onlyAnOutputLayerIsJudged() {
    var record = ExampleRecord.make(depth: 1, activation: "relu", silent: { _ in 1 })
    record.places.removeFirst()
    record.history = RunHistory(placeCount: 1)
    record.history.append(step: 0)
    _ = Judgement(record)
  }

  @Test(arguments: [0, 11, 12])
  func looksOfAnotherDepthAreNotApplicable(_ count: Int) {
    var record = ExampleRecord.make(activation: "relu", silent: { _ in 64 })
    for index in record.probes.indices {
      record.probes[index].silentUnits = [Int?](repeating: 64, count: count)
    }
    #expect(Judgement(record).notApplicable["GS204"] != nil)
  }

  /// A look need not have seen every place.
  @Test(arguments: [1, 9])
  func looksOfSomeLayersAreOfThese(_ count: Int) throws {
    var record = ExampleRecord.make(activation: "relu", silent: { _ in 64 })
    for index in record.probes.indices {
      record.probes[index].silentUnits = [Int?](repeating: 64, count: count)
    }
    let finding = try #require(Judgement(record).findings.first { $0.code == "GS204" })
    #expect(finding.layers == [1, count])
  }

  @Test func missingLooksAreSaidToBeMissing() {
    let judgement = Judgement(ExampleRecord.make(activation: "relu"))
    for code in ["GS202", "GS203", "GS204"] { #expect(judgement.notApplicable[code] != nil) }
  }

  @Test func looksFromAfterTheHistoryAreLeftOut() {
    var record = ExampleRecord.make(activation: "relu", silent: { _ in 64 })
    for index in record.probes.indices { record.probes[index].step += 1000 }
    _ = Judgement(record)
  }

  @Test func stepsOutOfOrderAreJudged() {
    var record = ExampleRecord.make(steps: 3, finalLoss: .nan)
    record.history.append(step: -7)
    record.curves.append(step: -7, loss: .nan, accuracy: 0, gradientNorm: .nan)
    _ = Judgement(record)
  }

  /// Chains of places that are not there, twice there or none at all.
  @Test(arguments: [[100, 101], [-1], [0, 0, 0, 0], []])
  func chainsThatCannotBeAreJudged(_ places: [Int]) {
    var record = ExampleRecord.make(activation: "relu", silent: { _ in 64 })
    record.chains = [Chain(name: "odd", places: places)]
    #expect(!Judgement(record).notApplicable.isEmpty)
  }

  /// A time point that ends before it begins, one before the run, and counts whose sum has no Int.
  @Test(arguments: [(5, 4, 1), (5, 5, 0), (5, 5, 2), (5, .max, .max), (.max, .max, 1)])
  func timePointsThatCannotBeAreJudged(_ step: Int, _ lastStep: Int, _ count: Int) {
    var record = ExampleRecord.make(steps: 4, finalLoss: .nan, status: .diverged)
    record.history.append(step: step, lastStep: lastStep, count: count)
    var point = record.curves[4]
    (point.step, point.lastStep, point.count) = (step, lastStep, count)
    record.curves.append(point)
    _ = Judgement(record)
  }

  @Test func stepsBeforeTheRunAreJudged() {
    var record = ExampleRecord.make(steps: 0, finalLoss: .nan)
    record.curves = Curves()
    record.curves.append(step: -7, loss: .nan, accuracy: 0, gradientNorm: .nan)
    record.history = RunHistory(placeCount: record.places.count)
    record.history.append(step: -7)
    _ = Judgement(record)
  }

  @Test func stepsOfAnEventWithoutTheirLayersAreLeftOut() {
    var record = ExampleRecord.make()
    record.events = [
      BadEvent(
        kind: .nonFinite, step: 20, place: 6, tensor: .weight, value: .nan, nonFinite: 1,
        steps: (0..<20).map { StepDetail(step: $0, loss: 1, gradientNorm: 1, places: []) })
    ]
    #expect(Judgement(record).verdict == "non-finite-values")
  }

  @Test(arguments: [-1, .min, 65, .max])
  func moreOrFewerSilentUnitsThanThereAreAreNotApplicable(_ count: Int) {
    let record = ExampleRecord.make(activation: "relu", silent: { $0 == 0 ? 3 : count })
    #expect(Judgement(record).notApplicable["GS202"] != nil)
  }

  @Test func twoLooksAreTooFewToSayThatDeathPersists() {
    let record = ExampleRecord.make(steps: 1, activation: "relu", silent: { $0 == 0 ? 0 : 64 })
    #expect(Judgement(record).notApplicable["GS202"] != nil)
  }

  /// With --record-every, the measured step before an event is not the step just before.
  @Test func stepsBeforeAnEventAreSaidByTheirNumbers() throws {
    var record = ExampleRecord.make(depth: 2, steps: 0, status: .diverged)
    let places = Array(repeating: PlaceStatistics(), count: 3)
    record.events = [
      BadEvent(
        kind: .nonFinite, step: 20, place: 1, tensor: .weight, value: .nan, nonFinite: 1,
        steps: [10, 15, 20].map {
          StepDetail(step: $0, loss: 1, gradientNorm: 1, places: places)
        })
    ]
    record.curves.append(step: 15, loss: 1, accuracy: 0, gradientNorm: 1)
    record.curves.append(step: 20, loss: .nan, accuracy: 0, gradientNorm: 1)
    let messages = Judgement(record).findings.map(\.message)
    #expect(messages.contains { $0.contains("From step 10 to step 15, the norm") }, "\(messages)")
    #expect(messages.contains { $0.contains("at step 15 it was 1.0") }, "\(messages)")
  }
}

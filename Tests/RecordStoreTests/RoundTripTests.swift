import Records
import Testing

@testable import RecordStore

@Suite struct RoundTripTests {
  @Test func everythingComesBack() throws {
    let record = ExampleTraining.finished()
    // Otherwise the example would leave a table out.
    #expect(record.curves.mergers > 0 && record.history.mergers > 0 && record.samples.mergers > 0)
    #expect(record.history.counts.contains(1) && record.history.counts.contains { $0 > 1 })
    let files = try TestStore()
    let id = try files.add(record)
    #expect(try files.open().record(id) == record)
    #expect(try RunStore(readingAt: files.path).record(id) == record)
  }

  @Test(arguments: [
    0.0, .nan, .infinity, -.infinity, .leastNonzeroMagnitude, -.leastNormalMagnitude,
    .greatestFiniteMagnitude, 0.1, 1e300 / 3,
  ])
  func everyNumberComesBack(number: Double) throws {
    var record = ExampleTraining.finished()
    record.evaluation.initialLoss = number
    record.evaluation.validationAccuracy = number
    record.chance?.accuracy = number
    record.facts.learningRate = number
    record.facts.clipNorm = number
    record.curves.append(
      step: 90, loss: number, accuracy: number, gradientNorm: number, alone: true)
    for step in [90, 91] {
      var place = PlaceStatistics()
      for quantity in Quantity.all { place[quantity] = quantity.isCount ? 3 : number }
      if step == 90 {
        record.history.append(step: 90)
        record.history[record.history.count - 1, place: 1] = place
      } else {
        record.history.extendLast(step: 91, [place, place, place])
      }
    }
    var places = [PlaceSample](repeating: PlaceSample(), count: 3)
    places[0].gradientCosine = number
    places[1].gradientNoise = number
    record.samples.append(Sample(step: 90, places: places), alone: true)
    record.probes[3].effectiveRank = [number, 1]
    record.probes[3].jacobianSingularValues = [[number], [1, number]]
    record.events = [
      BadEvent(
        kind: .nonFinite, step: 1, place: 0, tensor: .loss, value: number, limit: number,
        steps: [StepDetail(step: 1, loss: number, gradientNorm: number, places: [])])
    ]
    let files = try TestStore()
    let id = try files.add(record)
    #expect(try files.open().record(id).text == record.text)
  }

  @Test func aMapOfValuesComesBackWithItsNaN() throws {
    var record = ExampleTraining.finished()
    var map = OutputMap(
      axes: [OutputMap.Axis(name: "x", lower: 0, upper: 1, count: 3)], target: "y", classes: [],
      examples: [])
    map.grids = [OutputGrid(step: 0, values: [.nan, .infinity, -0.1])]
    record.outputs = map
    let files = try TestStore()
    let id = try files.add(record)
    let stored = try #require(try files.open().record(id).outputs)
    #expect(stored.grids[0].values[0].isNaN && stored.grids[0].values[1] == .infinity)
    #expect(stored.grids[0].values[2] == -0.1 && stored.withoutGrids == map.withoutGrids)
    map.grids[0].values = [1]
    record.outputs = map
    #expect(storeError { _ = try files.add(record) }?.category == .badInput)
  }

  @Test func missingIsNotNaN() throws {
    var record = ExampleTraining.finished()
    record.evaluation.validationLoss = nil
    record.evaluation.validationAccuracy = .nan
    record.facts.clipNorm = nil
    record.chance = nil
    record.samples.append(
      Sample(step: 90, places: [PlaceSample](repeating: PlaceSample(), count: 3)), alone: true)
    record.samples.completeLast(cosines: [nil, .nan])
    let files = try TestStore()
    let id = try files.add(record)
    let stored = try files.open().record(id)
    #expect(stored.evaluation.validationLoss == nil)
    #expect(stored.evaluation.validationAccuracy?.isNaN == true)
    #expect(stored.facts.clipNorm == nil && stored.chance == nil)
    #expect(stored.samples.samples.last?.places[0].gradientCosine == nil)
    #expect(stored.samples.samples.last?.places[1].gradientCosine?.isNaN == true)
  }

  /// The record of another program's log, of which little is known.
  @Test func aRunOfAnotherProgramComesBack() throws {
    var facts = RunFacts()
    facts.origin = Origin(program: "recorder", framework: "PyTorch", versions: ["torch": "2.13.0"])
    let kinds = Place.Kind.allCases
    var record = RunRecord(
      name: "mine", facts: facts,
      places: kinds.map { Place(name: "model.\($0)", kind: $0, units: 0) },
      chains: [
        Chain(name: "blocks", places: [3, 1, 2]), Chain(name: "none", places: []),
        Chain(name: "lstm", axis: .time, places: [4]),
      ])
    record.history.append(step: 0)
    record.history[0, place: 3][.deltaRMS] = 0.25
    record.history[0, place: 4][.activationRMS] = .nan
    let files = try TestStore()
    let id = try files.add(record)
    #expect(try files.open().record(id).text == record.text)
    #expect(try files.open().record(id).plan == nil)
    #expect(
      try files.query(
        "SELECT depth || dataset || task || activation || init || norm || batch_size FROM runs")
        == ["30"])
  }

  @Test func aRecordWithoutChainsComesBack() throws {
    var record = ExampleTraining.finished()
    record.chains = []
    let files = try TestStore()
    let id = try files.add(record)
    #expect(try files.open().record(id) == record)
  }

  @Test(arguments: [RunStatus.completed, .diverged, .interrupted])
  func everyStatusComesBack(status: RunStatus) throws {
    var record = ExampleTraining.finished()
    record.status = status
    let files = try TestStore()
    let id = try files.add(record)
    #expect(try files.open().record(id).status == status)
  }

  @Test func aRecordWithoutTimePoints() throws {
    let record = ExampleTraining().record
    let files = try TestStore()
    let id = try files.add(record)
    // Its losses are NaN, which no == finds equal.
    #expect(try files.open().record(id).text == record.text)
  }

  @Test func theJudgementComesBack() throws {
    let verdict = StoredVerdict(
      verdict: "vanishing-gradient",
      findings: [
        StoredFinding(
          code: "GS101", rule: "vanishing-gradient", severity: "error", firstLayer: 1,
          lastLayer: 3, firstStep: 0, lastStep: 40, message: "δ shrinks", remedy: "He",
          causedBy: "GS301", chain: "hidden layers", places: ["layers.0", "a \"b\""]),
        StoredFinding(
          code: "GS402", rule: "loss-not-decreasing", severity: "note", message: "no progress"),
      ])
    let files = try TestStore()
    let judged = try files.add(verdict: verdict)
    let unjudged = try files.add()
    #expect(try files.open().verdict(judged) == verdict)
    #expect(try files.open().verdict(unjudged) == nil)
  }

  @Test func aRecordWithoutKeysIsRefused() throws {
    let files = try TestStore()
    let store = try files.open()
    var record = ExampleTraining.finished()
    record.curves.append(step: 3, loss: 1, accuracy: 1, gradientNorm: 1)
    let steps = storeError { _ = try store.begin(record, version: "1") }
    #expect(steps?.category == .badInput)
    #expect(
      steps?.description.contains("curves with growing steps, got 1 of the steps 3 to 3 after 39")
        == true)
    record = ExampleTraining.finished()
    record.places.removeLast()
    let places = storeError { _ = try store.begin(record, version: "1") }
    #expect(places?.description.contains("time points of 2 places, got 3; ") == true)
    record = ExampleTraining.finished()
    record.chains[1].places.append(3)
    let chain = storeError { _ = try store.begin(record, version: "1") }
    #expect(
      chain?.description.contains("the chain \"steps\" to have places from 0 to 2, got 3; ") == true
    )
    record = ExampleTraining.finished()
    record.events[0].place = -1
    #expect(storeError { _ = try store.begin(record, version: "1") }?.category == .badInput)
    record = ExampleTraining.finished()
    record.history[0, place: 0][.nonFiniteDeltas] = 0.5
    let id = try store.begin(record, version: "1")
    var position = WritePosition()
    let count = storeError { try store.update(id, with: record, from: &position) }
    #expect(
      count?.description.contains(
        "nonFiniteDeltas: expected a whole number from 0 to 2^53, got 0.5")
        == true)
    #expect(try store.record(id).history.count == 0)
  }
}

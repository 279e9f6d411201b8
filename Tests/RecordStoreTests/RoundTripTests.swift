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
    record.chance.accuracy = number
    record.configuration.learningRate = number
    record.configuration.clipNorm = number
    record.curves.append(
      step: 90, loss: number, accuracy: number, gradientNorm: number, alone: true)
    for step in [90, 91] {
      var layer = LayerStatistics()
      for quantity in LayerStatistics.quantities { layer[keyPath: quantity.path] = number }
      if step == 90 {
        record.history.append(step: 90)
        record.history[record.history.count - 1, 2] = layer
      } else {
        record.history.extendLast(step: 91, [layer, layer, layer])
      }
    }
    var layers = [LayerSample](repeating: LayerSample(), count: 3)
    layers[0].gradientCosine = number
    layers[1].gradientNoise = number
    record.samples.append(Sample(step: 90, layers: layers), alone: true)
    record.probes[3].effectiveRank = [number, 1]
    record.probes[3].jacobianSingularValues = [[number], [1, number]]
    record.events = [
      BadEvent(
        kind: .nonFinite, step: 1, layer: 1, tensor: .loss, value: number, limit: number,
        steps: [StepDetail(step: 1, loss: number, gradientNorm: number, layers: [])])
    ]
    let files = try TestStore()
    let id = try files.add(record)
    #expect(try files.open().record(id).text == record.text)
  }

  @Test func missingIsNotNaN() throws {
    var record = ExampleTraining.finished()
    record.evaluation.validationLoss = nil
    record.evaluation.validationAccuracy = .nan
    record.configuration.clipNorm = nil
    record.samples.append(
      Sample(step: 90, layers: [LayerSample](repeating: LayerSample(), count: 3)), alone: true)
    record.samples.completeLast(cosines: [nil, .nan])
    let files = try TestStore()
    let id = try files.add(record)
    let stored = try files.open().record(id)
    #expect(stored.evaluation.validationLoss == nil)
    #expect(stored.evaluation.validationAccuracy?.isNaN == true)
    #expect(stored.configuration.clipNorm == nil)
    #expect(stored.samples.samples.last?.layers[0].gradientCosine == nil)
    #expect(stored.samples.samples.last?.layers[1].gradientCosine?.isNaN == true)
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
          causedBy: "GS301"),
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
    record.layers.swapAt(0, 1)
    #expect(storeError { _ = try store.begin(record, version: "1") }?.category == .badInput)
    #expect(try store.runs().isEmpty)
  }
}

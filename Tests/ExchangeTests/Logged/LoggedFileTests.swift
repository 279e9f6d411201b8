import Foundation
import Records
import Testing

@testable import Exchange

/// Files that real libraries wrote (`LoggedFiles`, with the programs): what they logged is in the record.
@Suite struct LoggedFileTests {
  /// The numbers stand in the file: step 10, 20, … with a loss, 50, 100, … held out.
  @Test func aTrainerStateIsARun() throws {
    let record = try LoggedText.record("trainer-state.json")
    #expect(record.curves.steps == Array(stride(from: 10, through: 200, by: 10)))
    #expect(record.heldOut?.looks.map(\.step) == [50, 100, 150, 200])
    #expect(record.heldOut?.looks.last?.loss == 0.0022128038108348846)
    #expect(record.curves.gradientNorm.allSatisfy { $0 > 0 } && record.places.isEmpty)
    #expect(record.curves.learningRate.first != record.curves.learningRate.last)
    #expect(record.facts.hasConstantRate == false && record.facts.plannedSteps == 200)
    #expect(record.facts.origin.framework == "PyTorch" && record.status == .completed)
    // The mean over the whole run, which stands in the last entry, is no loss of a step.
    #expect(!record.curves.loss.contains(0.08013770155608654))
    #expect(record.chance == nil && record.facts.classes == nil, "nothing is assumed")
  }

  @Test func aLossThatIsNaNIsNoMissingOne() throws {
    let record = try LoggedText.record("trainer-state-nan.json")
    #expect(record.status == .diverged && record.curves.loss.allSatisfy(\.isNaN))
    #expect(record.events.map(\.tensor) == [.weightGradient])
  }

  /// As it comes, the Trainer writes a number in the place of a loss that is NaN; the norm tells.
  @Test func aGradientNormThatIsNaNIsAnEvent() throws {
    let record = try LoggedText.record("trainer-state-filtered.json")
    #expect(record.curves.loss.allSatisfy { $0.isFinite })
    #expect(record.events.map(\.step) == [10] && record.events.first?.value.isNaN == true)
  }

  @Test func metricsOfLightningHaveEmptyCells() throws {
    let record = try LoggedText.record("lightning-metrics.csv")
    // Of each fourth step the loss of the batch, which goes before the mean over the epoch.
    #expect(record.curves.steps == Array(stride(from: 3, through: 159, by: 4)))
    #expect(record.curves.loss.first == 1.864247441291809)
    #expect(record.curves.learningRate.allSatisfy { $0 == 0.01 })
    #expect(record.heldOut?.looks.map(\.step) == Array(stride(from: 15, through: 159, by: 16)))
    #expect(
      record.heldOut?.looks.first
        == HeldOutLook(
          step: 15, loss: 0.06622572243213654, accuracy: 1))
    #expect(record.facts.stepUnit == nil)
  }

  @Test func aStepOfKerasIsAnEpoch() throws {
    let record = try LoggedText.record("keras-history.csv")
    #expect(record.facts.stepUnit == .epoch && record.curves.steps == Array(0..<30))
    #expect(record.curves.loss.first == 2.516272783279419)
    #expect(record.curves.accuracy.last == 1)
    #expect(record.heldOut?.looks.last?.loss == 4.918240070343018)
    #expect(record.name == "keras-history")
  }

  @Test func scalarsOfAnEventFileAreRead() throws {
    let record = try LoggedText.record("events")
    #expect(record.curves.steps == Array(0..<120) && record.name == "events")
    #expect(record.curves.gradientNorm.allSatisfy { $0 > 0 })
    #expect(record.heldOut?.looks.map(\.step) == [0, 20, 40, 60, 80, 100])
    #expect(record.heldOut?.looks.allSatisfy { (0...1).contains($0.accuracy) } == true)
    let file = try #require(
      FileManager.default.contentsOfDirectory(atPath: LoggedText.kept("events")).first)
    let again = try LoggedText.record("events/\(file)").curves
    #expect(again.loss == record.curves.loss && again.gradientNorm == record.curves.gradientNorm)
  }

  /// The same network and seed as in keras-history.csv, with float32 in the place of the texts.
  @Test func theFoldersOfKerasAreOneRun() throws {
    let events = try LoggedText.record("keras-events")
    let table = try LoggedText.record("keras-history.csv")
    #expect(events.curves.steps == table.curves.steps && events.facts.stepUnit == .epoch)
    for (a, b) in zip(events.curves.loss, table.curves.loss) {
      #expect(abs(a - b) <= 1e-6 * abs(b))
    }
    #expect(events.heldOut?.looks.count == 30)
  }

  /// What this program exports is what it reads.
  @Test func theOwnEventFileIsReadBack() throws {
    let record = ExampleRecord.make()
    let bytes = TensorBoardExport(record, startedAt: Date(timeIntervalSince1970: 0)).bytes
    let back = try EventFileReader.log(bytes, path: "runs/x", choice: .byName).record
    #expect(back.curves.steps == record.curves.steps)
    // The last one is NaN, which equals nothing.
    #expect(back.curves.loss.dropLast() == [1, 0.5] && back.curves.loss.last?.isNaN == true)
    #expect(back.name == "runs")
  }
}

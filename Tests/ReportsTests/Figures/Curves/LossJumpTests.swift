import Charts
import Diagnosis
import Records
import Testing

@testable import Reports

/// A loss that shoots up in between: like is held against like, as it is drawn.
struct LossJumpTests {
  private func record(
    _ name: String = "example", steps: Int = 100, _ loss: (Int) -> Double
  ) -> RunRecord {
    var record = ExampleRecord.make(depth: 3, steps: steps, finalLoss: 0.05)
    record.name = name
    record.curves = Curves()
    for step in 0...steps {
      record.curves.append(step: step, loss: loss(step), accuracy: 0.9, gradientNorm: 1)
    }
    return record
  }

  /// From 2.3 to 0.05, with a saw of single batches.
  private func falling(_ step: Int) -> Double {
    max(0.05, 2.3 - 0.04 * Double(step)) * (step.isMultiple(of: 2) ? 1 : 1.2)
  }

  /// A batch is held against batches, not against the running median, which it is seldom near.
  @Test func aSingleBatchIsHeldAgainstThoseBeforeIt() throws {
    let run = JudgedRun(record(steps: 400) { $0 == 80 ? 6.39 : falling($0) })
    let jump = try #require(LossJump(run))
    #expect(jump.curve == .batch(above: 0.05...0.06, in: 10))
    #expect(
      jump.words
        == "jumps in a single batch, to 6.39 at step 80, above the 0.050 to 0.060 of the 10 steps "
        + "before, and is down to 0.060 at step 81")
    // Batches that differ as much all the time are no jump.
    let rough = record(steps: 400) { $0 > 60 && $0.isMultiple(of: 7) ? 6.39 : falling($0) }
    #expect(LossJump(JudgedRun(rough)).map { $0.step < 80 } != false)
  }

  /// Where the strong line rises, it is told of that line.
  @Test func aRiseOfTheMedianIsToldOfTheMedian() throws {
    let run = JudgedRun(
      record(steps: 400) { (200..<220).contains($0) ? 4 + Double($0 % 2) : falling($0) })
    let jump = try #require(LossJump(run))
    guard case .median(let low, let since) = jump.curve else {
      Issue.record("\(jump.curve)")
      return
    }
    let line = SmoothedLoss(run.record.curves).losses
    #expect(low == line[..<200].min() && since < 200)
    #expect(jump.peak == line.max())
    #expect(jump.words.hasPrefix("jumps: its running median rises from 0.050 at step "))
  }

  /// Early in a run a loss takes a few steps up: a jump is one all the same.
  @Test func anEarlyJumpIsTold() throws {
    let early = [1.47, 1.5, 1.35, 1.32, 1.35, 1.29, 1.2, 1.06, 0.86, 0.76, 0.75, 8.36, 2.5]
    let run = JudgedRun(
      record { $0 < early.count ? early[$0] : max(0.05, 1.4 - 0.03 * Double($0)) })
    let jump = try #require(LossJump(run))
    // The median there is 2.5: so it is drawn, and so it is told.
    #expect(jump.peak == SmoothedLoss(run.record.curves).losses[11] && jump.step == 11)
    #expect(jump.highest == 8.36 && jump.words.contains("(single batches up to 8.36)"))
  }

  @Test func theFallOfWhatIsHeldOutIsThatAtTheJump() throws {
    var record = record(steps: 400) { $0 == 80 ? 6.39 : falling($0) }
    var curve = HeldOutCurve(examples: 30)
    for (step, accuracy) in [(0, 0.9), (60, 0.64), (80, 0.36), (100, 0.9), (200, 0.5)] {
      curve.append(HeldOutLook(step: step, loss: 1, accuracy: accuracy))
    }
    record.heldOut = curve
    let jump = try #require(LossJump(JudgedRun(record)))
    #expect(
      jump.words.hasSuffix("held-out accuracy falls from 0.64 (step 60) to 0.36 (step 80)"))
  }

  /// Of another run what it does, not that it does the same; and on every page alike.
  @Test func everyPictureTellsIt() {
    let calm = JudgedRun(ExampleRecord.make(depth: 3, steps: 100, finalLoss: 0.05))
    #expect(LossJump(calm) == nil && LossJump.sentence([calm]).isEmpty)
    let run = JudgedRun(record("a", steps: 400) { $0 == 80 ? 6.39 : falling($0) })
    let other = JudgedRun(record("b", steps: 400) { $0 == 90 ? 4.16 : falling($0) })
    #expect(
      LossJump.sentence([run, other, calm]).hasSuffix(
        "Also jumps: b, a batch to 4.16 at step 90."))
    let overview = DrawnFigure(OverviewFigure.self, of: [run, calm])
    #expect(overview.words.contains("The loss of a jumps in a single batch"))
    let dashboard = DrawnFigure(DashboardFigure.self, of: [run])
    #expect(dashboard.words.contains("The loss jumps in a single batch"))
    let curves = DrawnFigure(LossCurvesFigure.self, of: [run])
    #expect(curves.words.contains("jumps in a single batch"))
    // Of one run the axis has it.
    #expect(!curves.words.contains("beyond the axis") && !dashboard.words.contains("beyond"))
  }
}

import Records
import Testing

@testable import Diagnosis

/// When something was there decides how grave it is.
struct FindingTimingTests {
  /// δ grows or falls by a factor of 1,000 over the layers through the steps for which `isSick`.
  private func record(grows: Bool, isSick: @escaping (Int) -> Bool) -> RunRecord {
    ExampleRecord.make(depth: 10) { step, layer, statistics in
      guard isSick(step), layer <= 10 else { return }
      let decades = Double(10 - layer) / 3
      for _ in 0..<Int(decades.rounded()) { statistics.deltaRMS *= grows ? 10 : 0.1 }
    }
  }

  private func findings(_ record: RunRecord, _ code: String) -> [Finding] {
    Judgement(record).findings.filter { $0.code == code }
  }

  @Test(arguments: [true, false])
  func whatTrainingMendsAtOnceIsANote(grows: Bool) throws {
    let found = findings(record(grows: grows) { $0 < 5 }, grows ? "GS102" : "GS101")
    let finding = try #require(found.first)
    #expect(finding.severity == .note)
    #expect(finding.message.contains("before the first update"))
    #expect(finding.steps == [0, 4])
  }

  @Test(arguments: [true, false])
  func noiseOnTheWayIsNoFinding(grows: Bool) {
    #expect(findings(record(grows: grows) { $0 == 100 }, grows ? "GS102" : "GS101").isEmpty)
  }

  @Test(arguments: [true, false])
  func whatStaysIsMoreThanANote(grows: Bool) throws {
    let found = findings(record(grows: grows) { _ in true }, grows ? "GS102" : "GS101")
    #expect(try #require(found.first).severity >= .warning)
  }

  /// The least of all steps, with its step; and no start beside an end that exclude each other.
  @Test func theLeastUpdateIsTheLeastOfTheRun() throws {
    let record = ExampleRecord.make(finalLoss: 2.3) { step, layer, statistics in
      statistics.updateRatio = layer > 1 ? 1e-3 : step > 150 ? 1e-4 : step == 40 ? 3e-9 : 9e-8
    }
    let found = try #require(findings(record, "GS302").first)
    #expect(found.message.contains("(3.0·10⁻⁹ at the least, step 40)"), "\(found.message)")
    #expect(found.message.contains("from step 0 on, last seen at step 150"), "\(found.message)")
  }
}

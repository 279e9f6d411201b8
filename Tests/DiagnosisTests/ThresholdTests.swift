import Testing

@testable import Diagnosis

struct ThresholdTests {
  /// Every threshold can be set and is explained, and what is set is that one.
  @Test func everyThresholdIsDescribedAndSet() {
    #expect(Set(Threshold.all.map(\.name)).count == Threshold.all.count)
    for threshold in Threshold.all {
      #expect(!threshold.meaning.isEmpty && !threshold.reason.isEmpty, "\(threshold.name)")
      #expect(Thresholds.standard[threshold] == threshold.standard)
      // Every one may be 0 and 1; what differs from its standard is a change.
      let value = threshold.standard == 1 ? 0.0 : 1
      var thresholds = Thresholds()
      let set = thresholds.set(threshold, to: value)
      #expect(set && thresholds[threshold] == value)
      #expect(thresholds.changes.count == 1 && thresholds.changes[0].hasPrefix(threshold.name))
      #expect(thresholds != .standard)
    }
  }

  @Test(arguments: [("vanishedShare", 2), ("diedShare", -0.1), ("stepsToJudgeLearning", 0.5)])
  func whatItCannotBeIsRefused(_ name: String, _ value: Double) throws {
    let threshold = try #require(Threshold.all.first { $0.name == name })
    var thresholds = Thresholds()
    let set = thresholds.set(threshold, to: value)
    #expect(!set && thresholds == .standard)
  }
}

import Foundation
import Testing

@testable import Diagnosis

struct ThresholdDescriptionTests {
  /// Every threshold can be set and is explained, and what is set is that one.
  @Test func everyThresholdIsDescribedAndSet() throws {
    let data = try JSONEncoder().encode(Thresholds.standard)
    let names = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any]).keys
    #expect(Set(ThresholdDescription.all.map(\.name)) == Set(names))
    for description in ThresholdDescription.all {
      var thresholds = Thresholds()
      let set = description.set(1, in: &thresholds)
      #expect(set && description.value(in: thresholds) == 1)
      #expect(thresholds.changes.count == 1 && thresholds.changes[0].hasPrefix(description.name))
    }
  }

  @Test(arguments: [("vanishedShare", 2), ("diedShare", -0.1), ("stepsToJudgeLearning", 0.5)])
  func whatItCannotBeIsRefused(_ name: String, _ value: Double) throws {
    let description = try #require(ThresholdDescription.all.first { $0.name == name })
    var thresholds = Thresholds()
    let set = description.set(value, in: &thresholds)
    #expect(!set && thresholds == .standard)
  }
}

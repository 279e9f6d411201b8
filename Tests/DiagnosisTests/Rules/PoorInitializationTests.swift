import Foundation
import Testing

@testable import Diagnosis
@testable import Records

/// GS301: what its sentence says multiplies up.
@Suite struct PoorInitializationTests {
  /// The layers named with the whole factor are those whose factors are multiplied: the first, which has other
  /// inputs, is none of them.
  @Test(arguments: [0.02, 0.08, 12]) func theWholeFactorIsOfTheLayersThatAreNamed(
    _ gain: Double
  ) throws {
    let record = ExampleRecord.make(finalLoss: 2.3) { _, _, statistics in
      statistics.weightNorm *= gain
    }
    let finding = try #require(Judgement(record).findings.first { $0.code == "GS301" })
    let match = try #require(
      finding.message.firstMatch(of: /over layers (\d+)–(\d+) a factor of (\S+)/),
      "\(finding.message)")
    let first = try #require(Int(match.1))
    let last = try #require(Int(match.2))
    let layers = Double(last - first + 1)
    let total = try #require(finding.evidence["totalOverMatching"])
    let each = try #require(finding.evidence["gainOverMatching"])
    #expect(first == 2 && layers == Double(record.chains[0].places.count - 1))
    #expect(abs(log(total) - layers * log(each)) < 1e-6 * abs(log(total)))
  }
}

import Foundation
import Networks
import Testing

struct CheckGradientsCommandTests {
  @Test func everyCombinationIsWithinTheTolerance() async throws {
    let outcome = try await Program.run(["check-gradients", "--entries", "4", "--format", "json"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let json = try #require(
      JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    let networks = try #require(json["networks"] as? [[String: Any]])
    // Three norms, eight losses, plain and residual; seven networks of another design.
    #expect(networks.count == ActivationCatalog.all.count * (3 * 8 * 2 + 7))
    #expect(networks.contains { $0["network"] as? String == "blocks in blocks" })
    #expect(json["passes"] as? Bool == true)
    #expect(networks.allSatisfy { ($0["compared"] as? Int ?? 0) > 0 })
  }

  @Test func printsTheWorstErrorOfEachKind() async throws {
    let outcome = try await Program.run(
      ["check-gradients", "--activation", "tanh", "--entries", "4"])
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("worst relative error: weight "))
    #expect(outcome.output.contains("55 networks"))
  }

  @Test func aBatchOfOneIsWrongUsage() async throws {
    let outcome = try await Program.run(["check-gradients", "--batch-size", "1"])
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("--batch-size: expected a whole number from 2"))
  }
}

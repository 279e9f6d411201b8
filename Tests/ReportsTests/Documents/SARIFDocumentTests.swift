import Diagnosis
import Foundation
import Testing
import Texts

@testable import Reports

/// What SARIF 2.1.0 requires of the objects that occur (sections 3.13 to 3.58 of the standard).
struct SARIFDocumentTests {
  private func run(_ runs: [JudgedRun]) throws -> [String: Any] {
    let text = try JSONText.encode(SARIFDocument(runs, command: "gradscope train"))
    let log = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(log["version"] as? String == "2.1.0")
    #expect((log["$schema"] as? String)?.hasSuffix("sarif-2.1.0.json") == true)
    let all = try #require(log["runs"] as? [[String: Any]])
    #expect(all.count == 1)
    return all[0]
  }

  @Test func theDriverHasAPageForEveryRule() throws {
    let run = try run([SampleRuns.runs(depth: 10)[0]])
    let tool = try #require(run["tool"] as? [String: Any])
    let driver = try #require(tool["driver"] as? [String: Any])
    #expect(driver["name"] as? String == "gradscope")
    let rules = try #require(driver["rules"] as? [[String: Any]])
    #expect(rules.map { $0["id"] as? String } == RuleCatalog.all.map { $0.description.code })
    for rule in rules {
      for key in ["shortDescription", "fullDescription", "help"] {
        let text = try #require((rule[key] as? [String: Any])?["text"] as? String)
        #expect(!text.isEmpty)
      }
    }
  }

  @Test func everyFindingIsAResultThatNamesItsRuleItsPlaceAndItsNumbers() throws {
    let sick = SampleRuns.runs(depth: 10)[0]
    let run = try run([sick])
    let results = try #require(run["results"] as? [[String: Any]])
    #expect(results.count == sick.judgement.findings.count && !results.isEmpty)
    for (result, finding) in zip(results, sick.judgement.findings) {
      #expect(result["ruleId"] as? String == finding.code)
      let index = try #require(result["ruleIndex"] as? Int)
      #expect(RuleCatalog.all[index].description.code == finding.code)
      #expect(["note", "warning", "error"].contains(result["level"] as? String))
      let message = try #require((result["message"] as? [String: Any])?["text"] as? String)
      #expect(message.contains(finding.message))
      let locations = try #require(result["locations"] as? [[String: Any]])
      let places = try #require(locations[0]["logicalLocations"] as? [[String: Any]])
      #expect((places[0]["fullyQualifiedName"] as? String)?.hasPrefix(sick.name) == true)
      let properties = try #require(result["properties"] as? [String: Any])
      #expect((properties["evidence"] as? [String: Any])?.isEmpty == false)
    }
  }

  @Test func aRuleThatDoesNotApplyIsSaidWithItsReason() throws {
    let run = try run([JudgedRun(ExampleRecord.make(depth: 1, steps: 3))])
    let invocation = try #require((run["invocations"] as? [[String: Any]])?.first)
    #expect(invocation["executionSuccessful"] as? Bool == true)
    let notes = try #require(invocation["toolExecutionNotifications"] as? [[String: Any]])
    let codes = notes.compactMap { ($0["associatedRule"] as? [String: Any])?["id"] as? String }
    #expect(codes.contains("GS402"))
    #expect((run["results"] as? [Any])?.count == 0)
  }

  @Test func numbersThatAreNotFiniteAreStrings() throws {
    var record = ExampleRecord.make(steps: 3, status: .diverged)
    record.curves.append(step: 4, loss: .nan, accuracy: 0, gradientNorm: .nan)
    let results = try #require(try run([JudgedRun(record)])["results"] as? [[String: Any]])
    let diverged = try #require(results.first { $0["ruleId"] as? String == "GS401" })
    let evidence = (diverged["properties"] as? [String: Any])?["evidence"] as? [String: Any]
    #expect(evidence?["loss"] as? String == "nan")
  }
}

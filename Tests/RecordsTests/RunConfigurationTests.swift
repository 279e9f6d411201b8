import Foundation
import Testing
import Texts

@testable import Records

/// A configuration is read by programs of other versions than the one that wrote it.
struct RunConfigurationTests {
  @Test func aKeyThatIsNotThereHasItsDefault() throws {
    let text = #"{"depth": 3, "init": "xavier-normal", "dataset": {"name": "xor"}}"#
    let configuration = try JSONText.decode(RunConfiguration.self, from: text)
    var expected = RunConfiguration()
    (expected.depth, expected.initializer) = (3, "xavier-normal")
    expected.dataset = DatasetSummary(name: "xor")
    #expect(configuration == expected)
  }

  @Test func aKeyThatIsNotKnownIsPassedOver() throws {
    let text = #"{"depth": 3, "frobnication": [1, 2], "dataset": {"colour": "blue"}}"#
    #expect(try JSONText.decode(RunConfiguration.self, from: text).depth == 3)
  }

  @Test func aValueOfAnotherTypeIsAnError() {
    #expect(throws: DecodingError.self) {
      try JSONText.decode(RunConfiguration.self, from: #"{"depth": "three"}"#)
    }
  }

  /// Every property has its line in the decoder: what is changed comes back.
  @Test func everyPropertyComesBack() throws {
    let all = try JSONText.encode(RunConfiguration(), pretty: false)
    let keys = try #require(
      JSONSerialization.jsonObject(with: Data(all.utf8)) as? [String: Any])
    for (key, value) in keys where !(value is [String: Any]) && key != "record" {
      var changed = keys
      switch value {
      case let number as NSNumber
      where "\(type(of: number))".contains("Bool") || key == "residual" || key == "standardize":
        changed[key] = !number.boolValue
      case let number as NSNumber: changed[key] = number.doubleValue + 1
      default: changed[key] = "another"
      }
      let data = try JSONSerialization.data(withJSONObject: changed)
      let configuration = try JSONText.decode(
        RunConfiguration.self, from: String(decoding: data, as: UTF8.self))
      #expect(configuration != RunConfiguration(), "\(key)")
    }
  }
}

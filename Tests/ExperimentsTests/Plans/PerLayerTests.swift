import Foundation
import Testing

@testable import Experiments

/// One value for all hidden layers, or one for each.
@Suite struct PerLayerTests {
  @Test func oneValueIsThatOfEveryLayer() {
    let one: PerLayer<String> = "relu"
    #expect(one.spread(over: 3) == ["relu", "relu", "relu"])
    #expect(one.spread(over: 0) == [])
    #expect(one.single == "relu" && one.last == "relu" && one.text == "relu")
  }

  @Test func aListFitsItsOwnNumberOfLayersOnly() {
    let list = PerLayer<String>(["tanh", "relu"])
    #expect(list.spread(over: 2) == ["tanh", "relu"])
    #expect(list.spread(over: 3) == nil && list.spread(over: 1) == nil)
    #expect(list.single == nil && list.last == "relu" && list.text == "tanh,relu")
  }

  @Test func noValueIsForNoLayer() {
    let none = PerLayer<Double>([])
    #expect(none.spread(over: 0) == [] && none.spread(over: 1) == nil)
  }

  @Test func aChangeOfAllStaysOneForAll() {
    #expect(PerLayer<Double>(0.25).map { 2 * $0 }.single == 0.5)
    #expect(PerLayer<Double>([0.25, 0]).map { 2 * $0 }.values == [0.5, 0])
  }

  /// A plan of one width is as short in JSON as it always was.
  @Test(arguments: [("\"relu\"", ["relu"]), ("[\"tanh\",\"relu\"]", ["tanh", "relu"])])
  func jsonIsAValueOrAList(_ text: String, _ values: [String]) throws {
    let decoded = try JSONDecoder().decode(PerLayer<String>.self, from: Data(text.utf8))
    #expect(decoded.values == values)
    #expect(String(decoding: try JSONEncoder().encode(decoded), as: UTF8.self) == text)
  }

  @Test(arguments: ["1", "{}", "[1]", "null"])
  func somethingElseIsNeither(_ text: String) {
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(PerLayer<String>.self, from: Data(text.utf8))
    }
  }
}

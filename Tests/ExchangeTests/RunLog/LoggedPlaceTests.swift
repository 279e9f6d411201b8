import Diagnosis
import Foundation
import Records
import Testing

@testable import Exchange

/// What a log says of a place beside its numbers, and what is concluded where it says a part of it.
@Suite struct LoggedPlaceTests {
  /// Four places with these keys and an output, with these statistics at three steps.
  private func judgement(
    _ keys: String, facts: String = "", _ statistics: (Int) -> String
  ) throws -> Judgement {
    let places =
      (1...4).map { #"{"name":"l\#($0)",\#(keys)}"# } + [#"{"name":"o","kind":"output"}"#]
    let head =
      #"{"schema":"gradscope.log/1","facts":{\#(facts)},"places":[\#(places.joined(separator: ","))],"#
      + #""chains":[{"name":"layers","places":["l1","l2","l3","l4"]}]}"#
    let lines = (0...2).flatMap { step in
      [#"{"step":\#(step),"loss":2.3}"#]
        + (1...4).map { #"{"step":\#(step),"place":"l\#($0)",\#(statistics($0))}"# }
    }
    return Judgement(try LogFile.read([head] + lines))
  }

  private func reason(_ code: String, in judgement: Judgement) -> String {
    judgement.notApplicable[code] ?? "judged"
  }

  @Test func theSaturatedShareOfBothEndsIsJudged() throws {
    let tanh = #""kind":"dense","units":8,"activation":{"name":"t","saturates":true}"#
    let high = try judgement(tanh) { _ in #""saturatedFraction":0.75"# }
    let finding = try #require(high.findings.first { $0.code == "GS201" })
    #expect(finding.message.hasPrefix("75 % of layer 1 (l1) is saturated (step 0)"))
    #expect(finding.evidence["saturatedLowFraction"] == nil)
    let low = try judgement(tanh) { _ in #""saturatedFraction":0.25"# }
    #expect(reason("GS201", in: low) == "judged" && low.findings.allSatisfy { $0.code != "GS201" })
  }

  /// Half of a healthy ReLU6's units are 0, which is not what stuck units are.
  @Test func theLowEndOfAnActivationThatCanGoSilentIsSilence() throws {
    let relu6 = #""kind":"dense","units":8,"activation":"ReLU6""#
    let total = try judgement(relu6) { _ in #""saturatedFraction":0.75"# }
    #expect(reason("GS201", in: total).contains("needs saturatedHighFraction"))
    let ends = try judgement(relu6) { _ in
      #""saturatedLowFraction":0.6,"saturatedHighFraction":0.1"#
    }
    #expect(reason("GS201", in: ends) == "judged" && !ends.findings.contains { $0.code == "GS201" })
    let stuck = try judgement(relu6) { _ in
      #""saturatedLowFraction":0.2,"saturatedHighFraction":0.7"#
    }
    #expect(stuck.findings.contains { $0.code == "GS201" && $0.message.hasPrefix("70 %") })
  }

  @Test func silentUnitsAreToldWithTheNumberOfExamplesOrWithout() throws {
    let relu = #""kind":"dense","units":8,"activation":{"name":"r","canGoSilent":true}"#
    let without = try judgement(relu) { _ in #""silentUnits":7,"deltaRMS":1"# }
    let message = try #require(without.findings.first { $0.code == "GS203" }).message
    #expect(message.contains("silent on all probe examples before"))
    let with = try judgement(relu, facts: #""probeExamples":64"#) { _ in
      #""silentUnits":7,"deltaRMS":1"#
    }
    #expect(with.findings.contains { $0.message.contains("on all 64 probe examples before") })
  }

  @Test func silentUnitsOfAnUnknownNumberOfUnitsAreNotJudged() throws {
    let relu = #""kind":"dense","activation":{"name":"r","canGoSilent":true}"#
    let judgement = try judgement(relu) { _ in #""silentUnits":0,"deltaRMS":1"# }
    // Two updates, and the loss is where it began.
    #expect(judgement.findings.map(\.code) == ["GS409"])
    for code in ["GS202", "GS203", "GS204"] {
      #expect(reason(code, in: judgement).contains("needs the number of units of l1"))
    }
  }

  @Test func aPartOfAnActivationsFactsIsJudged() throws {
    let swirl = #""kind":"dense","units":8,"fanIn":8,"activation":{"name":"swirl",\#("")"#
    let bounded = try judgement(swirl + #""maximumDerivative":0.25}"#) {
      #""deltaRMS":\#(pow(0.01, Double(4 - $0))),"weightNorm":3,"derivativeRMS":0.2,"#
        + #""saturatedFraction":0.9"#
    }
    #expect(bounded.findings.contains { $0.code == "GS101" })
    #expect(reason("GS201", in: bounded) == "needs to know whether swirl levels off on both sides")
    #expect(reason("GS202", in: bounded) == "needs to know whether swirl units can go silent")
    #expect(reason("GS301", in: bounded).contains("needs the initialization made for swirl"))
    for finding in bounded.findings {
      #expect(
        !finding.message.contains("NaN") && !finding.remedies.contains { "\($0)".contains("nan") })
    }
  }

  @Test func whatALogSaysCountsBeforeWhatANameSays() throws {
    let head =
      #"{"schema":"gradscope.log/1","places":[{"name":"a","activation":{"name":"relu","#
      + #""canGoSilent":false}},{"name":"b","activation":{"name":"mine"}},"#
      + #"{"name":"c","activation":{"name":"mine","matchingGain":2}}]}"#
    let relu = ExampleRecord.make().places[0].activation
    let places = try LogFile.read(Array(head.utf8)) { $0 == "relu" ? relu : nil }.record.places
    #expect(places[0].activation?.canGoSilent == false)
    #expect(places[0].activation?.matchingGain == relu?.matchingGain)
    #expect(places[1].activation == nil && places[1].activationName == "mine")
    // A gain without an initializer is that of nothing.
    #expect(places[2].activation?.matchingGain.isNaN == true)
    #expect(places[2].activation?.saturates == nil)
  }

  /// φ′ by central differences, over z ~ N(0, 1), against the formulas.
  @Test func theFactsOfNamesAreThoseOfTheirFormulas() throws {
    func clip(_ x: Double) -> Double { min(max(x, 0), 6) }
    let formulas: [(String, (Double) -> Double)] = [
      ("ReLU6", clip), ("Hardsigmoid", { clip($0 + 3) / 6 }),
      ("hard_swish", { $0 * clip($0 + 3) / 6 }),
    ]
    for (name, phi) in formulas {
      let facts = try #require(KnownNames.activation(name))
      func slope(_ z: Double) -> Double { (phi(z + 1e-6) - phi(z - 1e-6)) / 2e-6 }
      func typical(_ std: Double) -> Double {
        let points = (0..<4000).map { -8 + 0.004 * (Double($0) + 0.5) }
        let weights = points.map { exp(-$0 * $0 / 2) }
        let sum = zip(points, weights).reduce(0) { $0 + pow(slope(std * $1.0), 2) * $1.1 }
        return (sum / weights.reduce(0, +)).squareRoot()
      }
      #expect(abs(facts.attainableSlope - max(typical(0.01), typical(1))) < 1e-3, "\(name)")
      let slopes = (0..<4000).map { slope(-10 + 0.005 * (Double($0) + 0.5)) }
      let largest = slopes.map(\.magnitude).max() ?? 0
      #expect(abs(facts.maximumDerivative - largest) < 2e-3, "\(name)")
      let isFlat = [slope(-9), slope(9)].allSatisfy { $0.magnitude < 0.05 * largest }
      #expect(facts.saturates == isFlat, "\(name)")
      #expect(facts.canGoSilent == (phi(-1) == 0 && slope(-1) == 0), "\(name)")
    }
    #expect(KnownNames.activation("PReLU") == nil && KnownNames.activation("SwiGLU") == nil)
  }

  /// Only of dense layers and convolutions δ is a product of φ′ and weights.
  @Test(arguments: [("dense", true), ("convolution", true), ("attention", false), ("block", false)])
  func aProductIsOneOfLayers(_ kind: String, _ isProduct: Bool) throws {
    let facts = ActivationFacts(
      name: "tanh", matchingInitializer: "xavier-normal", matchingGain: 1, maximumDerivative: 1,
      attainableSlope: 1, saturates: true, canGoSilent: false)
    let places = (1...4).map {
      "{\"name\":\"l\($0)\",\"kind\":\"\(kind)\",\"units\":8,\"fanIn\":8,"
        + "\"fanOut\":8,\"activation\":\"tanh\"}"
    }
    let head =
      #"{"schema":"gradscope.log/1","places":[\#(places.joined(separator: ","))],"#
      + #""chains":[{"name":"c","places":["l1","l2","l3","l4"]}]}"#
    let lines = (1...4).map {
      #"{"step":0,"place":"l\#($0)","deltaRMS":\#(pow(0.2, Double(4 - $0))),"weightNorm":1,"#
        + #""derivativeRMS":0.9}"#
    }
    let text = ([head] + lines).map { $0 + "\n" }.joined()
    let record = try LogFile.read(Array(text.utf8)) { $0 == "tanh" ? facts : nil }.record
    let finding = try #require(Judgement(record).findings.first { $0.code == "GS101" })
    #expect(finding.message.contains("multiplies δ by √E[φ′²]") == isProduct)
  }

  @Test func theFanOutOfADenseLayerIsItsUnits() throws {
    let record = try LogFile.read([
      #"{"schema":"gradscope.log/1","places":[{"name":"a","kind":"dense","units":8,"fanIn":4},"#
        + #"{"name":"b","kind":"convolution","units":8,"fanIn":36}]}"#
    ])
    #expect(record.places.map(\.fanOut) == [8, 0])
  }

  /// What is not known stays so where the record is written as a log again.
  @Test func partsComeBackFromALogThatIsWritten() throws {
    let head =
      #"{"schema":"gradscope.log/1","places":[{"name":"a","kind":"recurrent","signal":"input","#
      + #""bypass":1,"activation":{"name":"mine","canGoSilent":true}}]}"#
    let record = try LogFile.read([head])
    let text = RunLogWriter(record, startedAt: Date(timeIntervalSince1970: 0)).text
    let place = try LogFile.read(Array(text.utf8)).record.places[0]
    #expect(place.hasDeltaOfInput && place.bypass == 1)
    #expect(place.activation?.canGoSilent == true && place.activation?.saturates == nil)
    #expect(place.activation?.matchingGain.isNaN == true)
    #expect(place.activation?.matchingInitializer == "")
  }

  @Test func aSignalThatIsThatOfTheInputIsSaid() throws {
    let judgement = try judgement(#""kind":"recurrent","signal":"input""#) {
      #""deltaRMS":\#(pow(0.01, Double(4 - $0)))"#
    }
    let finding = try #require(judgement.findings.first { $0.code == "GS101" })
    #expect(finding.message.hasPrefix("δ at the input of layer 1 (l1) is "))
  }
}

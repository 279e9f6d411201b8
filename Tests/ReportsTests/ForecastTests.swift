import Charts
import Foundation
import Records
import Testing
import Texts

@testable import Reports

/// A forecast in words, as a picture and as JSON.
struct ForecastTests {
  /// A forecast of a network whose δ changes by √χ a layer.
  static func forecast(
    chi: Double = 0.5, critical: Double? = 2, limits: [String] = [], depth: Int = 10
  ) -> Forecast {
    let network = NetworkSummary(
      widths: Array(repeating: 64, count: depth),
      activations: Array(repeating: "relu", count: depth),
      initializer: "xavier-normal")
    var facts = RunFacts()
    facts.data = DatasetSummary(name: "digits", examples: 1797, features: 64, classes: 10)
    facts.batchSize = 64
    var forecast = Forecast(
      facts, network: network, plan: .object(["depth": .integer(Int64(depth))]), weightVariance: 1,
      biasVariance: 0)
    forecast.qStar = 0
    forecast.chi = chi
    forecast.depthScale = 1 / abs(log(chi))
    forecast.factorPerLayer = chi.squareRoot()
    forecast.layersToHundredth = 14
    forecast.trainableDepth = 27
    forecast.criticalGain = critical
    forecast.limits = limits
    forecast.layers = (1...depth).map { index in
      let value = pow(chi, Double(depth - index) / 2)
      let band = PredictedProfile.Band(lower: value / 2, expected: value, upper: value * 2)
      return Forecast.Layer(
        index: index, fanIn: 64, fanOut: 64, variance: 1, derivativeRMS: 0.7,
        saturatedFraction: 0, activationRMS: band, deltaRMS: band)
    }
    forecast.gains = [0.1, 1, 10].map { .init(gain: $0, factorPerLayer: $0.squareRoot()) }
    return forecast
  }

  @Test func saysHowFarASignalGetsAndWhatWouldBeCritical() {
    let text = ForecastSheet(Self.forecast()).lines.joined(separator: "\n")
    #expect(text.contains("δ falls to 1 % over 14 layers, and to 10⁻⁴ over 27"))
    #expect(text.contains("The critical gain is σw² = 2.000 (--init fan-in:2)"))
    let growing = ForecastSheet(Self.forecast(chi: 2)).lines.joined(separator: "\n")
    #expect(growing.contains("δ grows a hundredfold over 14 layers"))
    #expect(
      ForecastSheet(Self.forecast(critical: nil)).lines.contains { $0.contains("leaps over 1") })
  }

  @Test func aVarianceThatIsKeptIsNotOneThatLayersSettleAt() {
    var kept = Self.forecast(chi: 1)
    kept.qStar = 1
    kept.depthScale = .infinity
    (kept.layersToHundredth, kept.trainableDepth) = (nil, nil)
    kept.factorPerLayer = 1.01
    for index in kept.layers.indices { kept.layers[index].variance = 1.9 }
    let text = ForecastSheet(kept).verdict.joined(separator: " ")
    #expect(text.contains("q* = q: every variance of z is kept as it is, here 1.90."))
    #expect(!text.contains("settle"))
    #expect(text.contains("Nothing is lost"))
  }

  @Test func whatIsLostOnTheWayToACriticalPointIsNotCalledKept() {
    var slow = Self.forecast(chi: 1)
    slow.qStar = .infinity
    slow.depthScale = .infinity
    slow.factorPerLayer = 0.89
    for index in slow.layers.indices { slow.layers[index].variance = Double(index + 1) }
    let text = ForecastSheet(slow).verdict.joined(separator: " ")
    #expect(!text.contains("Nothing is lost"))
    #expect(text.contains("which have not settled, ×0.89).") && text.contains("δ falls to 1 %"))
  }

  @Test func onlyBranchesThatAreScaledByTheDepthAreSaidToBe() {
    func words(_ scale: Double) -> String {
      var residual = Self.forecast(chi: 1)
      residual.network.residualScale = scale
      residual.depthScale = .infinity
      residual.qStar = nil
      (residual.layersToHundredth, residual.trainableDepth) = (nil, nil)
      return ForecastSheet(residual).verdict.joined(separator: " ")
    }
    #expect(words(0.1.squareRoot()).contains("1/√L"))
    #expect(!words(0).contains("1/√L"))
  }

  @Test func whereTheTheoryDoesNotApplyItIsAGuide() {
    let lines = ForecastSheet(Self.forecast(limits: ["a layer has 8 units"])).lines
    #expect(lines.contains { $0.hasPrefix("The theory does not apply: a layer has 8 units") })
  }

  @Test(arguments: [1, 2, 10, 100], [true, false])
  func textsOfThePictureKeepApartAndInside(depth: Int, applies: Bool) {
    let picture = ForecastFigure(
      Self.forecast(limits: applies ? [] : ["a layer has 8 units"], depth: depth),
      command: "predict")
    let canvas = RecordingCanvas(size: picture.size)
    picture.draw(on: canvas)
    #expect(canvas.overlappingTexts().map { "\($0.0.string) | \($0.1.string)" }.isEmpty)
    #expect(canvas.textsOutside(canvas.bounds).map(\.string).isEmpty)
    #expect(canvas.strings.filter { $0.contains("…") }.isEmpty)
  }

  @Test func theDocumentHasTheKeysOfTheContract() throws {
    let text = try JSONText.encode(ForecastDocument(Self.forecast(critical: nil)))
    let json = try #require(
      JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    for key in ["schema", "version", "chi", "qStar", "depthScale", "layers", "criticalGain"] {
      #expect(json[key] != nil, "\(key)")
    }
    #expect(json["criticalGain"] is NSNull)
    #expect((json["configuration"] as? [String: Any])?["depth"] as? Int == 10)
    #expect(json["plan"] == nil)
    #expect((json["layers"] as? [[String: Any]])?.count == 10)
  }
}

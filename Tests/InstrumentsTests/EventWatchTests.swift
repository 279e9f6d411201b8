import Records
import Testing

@testable import Instruments

@Suite struct EventWatchTests {
  /// A step of three layers, the last of them the output, in which all is well but for an edit.
  private func detail(
    step: Int = 7, loss: Double = 1, _ edit: (inout [PlaceStatistics]) -> Void = { _ in }
  ) -> StepDetail {
    var layer = PlaceStatistics()
    (layer.deltaRMS, layer.activationRMS, layer.preactivationRMS) = (0.1, 1, 1)
    (layer.weightNorm, layer.weightGradientRMS) = (8, 0.1)
    var layers = [layer, layer, layer]
    edit(&layers)
    return StepDetail(step: step, loss: loss, gradientNorm: 1, places: layers)
  }

  private func events(of detail: StepDetail) -> [BadEvent] {
    var watch = EventWatch()
    return watch.examine(detail)
  }

  @Test func aSoundStepHasNone() {
    #expect(events(of: detail()).isEmpty)
  }

  @Test func whatComesFirstInTheComputationIsTheOrigin() {
    // Forward from layer 1 up, weights before activations; then back from the output.
    let events = events(
      of: detail { layers in
        layers[0].nonFiniteDeltas = 5
        layers[1].nonFiniteActivations = 3
        layers[1].activationRMS = .nan
        layers[2].nonFiniteWeights = 1
      })
    #expect(events.count == 1)
    let event = events[0]
    #expect(event.kind == .nonFinite && event.step == 7 && event.nonFinite == 3)
    #expect(event.place == 1 && event.tensor == .activation)
    #expect(event.value.isNaN && event.limit == nil)
  }

  @Test func goingBackTheHighestLayerComesFirst() {
    let events = events(
      of: detail { layers in
        layers[0].nonFiniteDeltas = 5
        layers[1].nonFiniteGradients = 2
        layers[1].weightGradientRMS = -.infinity
      })
    #expect(events.map(\.place) == [1] && events.map(\.tensor) == [.weightGradient])
    #expect(events.map(\.value) == [-.infinity])
  }

  @Test func aLossAloneIsTheOutputs() {
    let events = events(of: detail(loss: .infinity))
    #expect(events.map(\.tensor) == [.loss] && events.map(\.place) == [2])
    #expect(events.map(\.value) == [.infinity] && events.map(\.nonFinite) == [0])
  }

  @Test func anRMSAboveFloat16sLargestIsQuoted() {
    let events = events(of: detail { $0[1].activationRMS = 70_000 })
    #expect(events.map(\.kind) == [.tooLarge] && events.map(\.place) == [1])
    // That of a, which crossed the limit, and not that of z.
    #expect(events.map(\.value) == [70_000] && events.map(\.limit) == [65_504])
    #expect(self.events(of: detail { $0[1].activationRMS = 65_504 }).isEmpty)
  }

  @Test func aDeltaBelowFloat32sReachIsQuotedFromTheOutputDown() {
    let limit = 0.1 * 0x1p-24
    let events = events(
      of: detail { layers in
        layers[0].deltaRMS = 0
        layers[1].deltaRMS = limit / 2
      })
    #expect(events.map(\.kind) == [.tooSmall] && events.map(\.place) == [1])
    #expect(events.map(\.value) == [limit / 2] && events.map(\.limit) == [limit])
    #expect(self.events(of: detail { $0[0].deltaRMS = limit }).isEmpty)
    // An output without δ has nothing to pass on.
    #expect(self.events(of: detail { for i in 0..<3 { $0[i].deltaRMS = 0 } }).isEmpty)
  }

  @Test func eachKindIsSeenOnce() {
    var watch = EventWatch()
    let large = detail { $0[0].deltaRMS = 1e9 }
    #expect(watch.examine(large).map(\.kind) == [.tooLarge])
    #expect(watch.examine(large).isEmpty)
    let both = detail(step: 8, loss: .nan) { $0[0].deltaRMS = 0 }
    #expect(watch.examine(both).map(\.kind) == [.nonFinite, .tooSmall])
    #expect(watch.examine(both).isEmpty)
  }
}

import Charts
import Foundation
import Records
import Testing

@testable import Reports

/// Pictures of networks that are no perceptrons of this program: chains of time steps and blocks, and what
/// was not measured.
struct ForeignFigureTests {
  private func strings(_ picture: any Figure) -> [String] {
    let canvas = RecordingCanvas(size: picture.size)
    picture.draw(on: canvas)
    return canvas.strings
  }

  private func picture(_ name: String, of runs: [JudgedRun]) throws -> [String] {
    let pictures = FigureSet(runs, command: "gradscope report", selection: .all).figures
    return strings(try #require(pictures.first { type(of: $0).name == name }))
  }

  private func sets() -> [[JudgedRun]] { ForeignRuns.all.map { [$0] } + [ForeignRuns.all] }

  @Test func textsKeepApartAndInside() {
    for runs in sets() {
      for picture in FigureSet(runs, command: "gradscope report", selection: .all).figures {
        let canvas = RecordingCanvas(size: picture.size)
        picture.draw(on: canvas)
        let name = "\(type(of: picture).name) of \(runs.map(\.name))"
        #expect(
          canvas.overlappingTexts().map { "\($0.0.string) | \($0.1.string)" }.isEmpty, "\(name)")
        #expect(canvas.textsOutside(canvas.bounds).map(\.string).isEmpty, "\(name)")
        #expect(canvas.strings.filter { $0.contains("…") }.isEmpty, "\(name)")
      }
    }
  }

  /// With `PICTURES_FOLDER` set, the pictures stay there to be looked at.
  @Test func everyPictureIsWritten() throws {
    let kept = ProcessInfo.processInfo.environment["PICTURES_FOLDER"]
    let folder = kept ?? NSTemporaryDirectory() + "gradscope-\(UUID().uuidString)"
    defer { if kept == nil { try? FileManager.default.removeItem(atPath: folder) } }
    for (index, runs) in sets().enumerated() {
      let set = FigureSet(
        runs, command: "gradscope report \(runs.map(\.name).joined(separator: " "))")
      let paths = try set.write(into: "\(folder)/\(index)-\(runs[0].name)")
      let pictures = paths.filter { !$0.hasSuffix(ReportPage.fileName) }
      #expect(try pictures.allSatisfy { try PNGImage(contentsOf: $0).width > 0 })
      #expect(paths.count == pictures.count + 1)
    }
  }

  @Test func aChainInTimeIsCountedInTimeSteps() throws {
    let run = JudgedRun(ForeignRuns.lstm())
    let overview = try picture("overview", of: [run])
    #expect(
      overview.joined(separator: " ").contains(
        "One network, 60 time steps: of δ in time step 60, time step 1 gets ×"))
    #expect(overview.joined(separator: " ").contains("δ by time step before the first update, and"))
    #expect(overview.contains("time step   (1 = the first, the last is right)"))
    #expect(overview.contains("60") && overview.contains("×0.630"))
    #expect(!overview.contains { $0.contains("layer") })
    let heatmap = try picture("gradient-heatmaps", of: [run])
    #expect(heatmap.contains { $0.contains("×0.630 per time step") })
  }

  @Test func placesHaveTheirNamesWhereTheseSayMore() throws {
    let names = try picture("overview", of: [JudgedRun(ForeignRuns.named)])
    #expect(["stem", "layer1", "neck"].allSatisfy(names.contains))
    // Names that are numbers, and not the places' own, would mislead.
    let numbers = ChainAxis([try #require(JudgedRun(ForeignRuns.unknownActivation).chain)])
    #expect(numbers.names.isEmpty && numbers.title() == "layer   (1 = next to the input)")
  }

  @Test func ofOneRunEveryChainHasAPanel() throws {
    let one = try picture("profiles", of: [JudgedRun(ForeignRuns.transformer)])
    #expect(one.contains("blocks") && one.contains("queries"))
    let two = try picture("profiles", of: Array(ForeignRuns.all.prefix(2)))
    #expect(two.contains("transformer") && !two.contains("queries"))
  }

  @Test func whatWasNotMeasuredIsSaid() throws {
    let weights = JudgedRun(ForeignRuns.withoutSignals)
    for name in ["overview", "gradient-heatmaps"] {
      #expect(try picture(name, of: [weights]).contains("δ was not measured."))
    }
    let activations = ActivationsFigure(context: FigureContext([weights], command: ""))
    #expect(activations.lack == "the activations were not measured")
    #expect(try picture("loss-curves", of: [weights]).contains("No loss was recorded."))
    let none = JudgedRun(ForeignRuns.withoutChains)
    for name in ["overview", "gradient-heatmaps"] {
      #expect(
        try picture(name, of: [none]).contains("The record names no chain of places."), "\(name)")
    }
    let profiles = ProfilesFigure(context: FigureContext([none], command: ""))
    #expect(profiles.lack == "the record names no chain of places")
  }

  /// A gap of what was not measured is no NaN.
  @Test func timePointsWithoutDeltaAreNotNaN() throws {
    var record = ForeignRuns.lstm(steps: 20)
    for step in 0...50 where step % 5 != 0 {
      for place in 0..<20 { record.history[step, place: place][.deltaRMS] = nil }
    }
    let heatmap = try picture("gradient-heatmaps", of: [JudgedRun(record)])
    #expect(!heatmap.contains("NaN"))
  }
}

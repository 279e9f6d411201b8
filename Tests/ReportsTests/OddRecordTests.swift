import Diagnosis
import Foundation
import Records
import Testing
import Texts

@testable import Reports

/// A record whose parts contradict each other is shown as far as it makes sense.
@Suite struct OddRecordTests {
  private static let odd: [(String, @Sendable (inout RunRecord) -> Void)] = [
    ("no places", { $0.places = [] }),
    ("a place less", { $0.places.removeLast() }),
    ("a place more", { $0.places.append($0.places[0]) }),
    ("a chain of places that are not there", { $0.chains = [Chain(name: "odd", places: [99])] }),
    ("a chain of nothing", { $0.chains = [.hiddenLayers(0)] }),
    ("one place twice", { $0.chains = [Chain(name: "odd", places: [1, 1, 1])] }),
    ("no chain", { $0.chains = [] }),
    (
      "an event nowhere",
      { $0.events = [BadEvent(kind: .nonFinite, step: 1, place: 9, tensor: .delta, value: .nan)] }
    ),
    ("nothing known", { $0.facts = RunFacts() }),
    ("no history", { $0.history = RunHistory(placeCount: 4) }),
    (
      "a time point that ends before it begins",
      { $0.history.append(step: 99, lastStep: 5, count: 1) }
    ),
    (
      "nothing",
      {
        $0.history = RunHistory(placeCount: 0)
        $0.curves = Curves()
        $0.places = []
        $0.chains = []
        $0.facts = RunFacts()
      }
    ),
  ]

  @Test(arguments: odd.indices)
  func isShown(_ index: Int) throws {
    var record = ExampleRecord.make(depth: 3, steps: 20, activation: "relu", silent: { _ in 64 })
    Self.odd[index].1(&record)
    let run = JudgedRun(record)
    _ = RunSheet(run).lines + FindingList(run).lines + ComparisonTable([run]).lines
    _ = try JSONText.encode(RunDocument(run))
    _ = Narrative([run]).sentences
    let folder = NSTemporaryDirectory() + "gradscope-odd-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(throws: Never.self) { try FigureSet([run], command: "test").write(into: folder) }
  }
}

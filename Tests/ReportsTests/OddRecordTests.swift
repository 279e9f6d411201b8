import Diagnosis
import Foundation
import Records
import Testing
import Texts

@testable import Reports

/// A record whose parts contradict each other is shown as far as it makes sense.
@Suite struct OddRecordTests {
  private static let odd: [(String, @Sendable (inout RunRecord) -> Void)] = [
    ("no layers", { $0.layers = [] }),
    ("a layer less", { $0.layers.removeLast() }),
    ("a layer more", { $0.layers.append($0.layers[0]) }),
    ("other numbers", { record in for i in 0..<4 { record.layers[i].index += 100 } }),
    ("no history", { $0.history = RunHistory(layerCount: 4) }),
    (
      "a time point that ends before it begins",
      { $0.history.append(step: 99, lastStep: 5, count: 1) }
    ),
    (
      "nothing",
      {
        $0.history = RunHistory(layerCount: 0)
        $0.curves = Curves()
        $0.layers = []
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
    #expect(throws: Never.self) { try PictureSet([run], command: "test").write(into: folder) }
  }
}

import Records
import Testing

@testable import Experiments

@Suite("The curve of theory over a sweep")
struct SweepTheoryTests {
  private func theory(_ x: String, _ y: String = "depth=2,4") throws -> SweepTheory? {
    let grid = try SweepGrid(
      x: SweepAxis(parsing: x, field: "x"), y: SweepAxis(parsing: y, field: "y"),
      base: TrainingPlan())
    return SweepTheory.theory(of: grid, configuration: grid.cells[0].configuration)
  }

  @Test("has as many points between 0.01 and 0.1 as between 10 and 100")
  func logarithmicAxis() throws {
    let curve = try #require(try theory("gain=0.01:100:5:log")).curve.map(\.value)
    let counts = [0.01, 0.1, 1, 10].map { low in curve.count { $0 >= low && $0 < 10 * low } }
    #expect(counts.allSatisfy { $0 >= 30 })
    #expect(curve == curve.sorted())
    // Half a cell beyond the last value, as the picture.
    #expect(abs((curve.last ?? 0) - 145) < 1e-3)
  }

  @Test("of one value is as wide as its cell")
  func oneValue() throws {
    let curve = try #require(try theory("gain=1.5")).curve.map(\.value)
    #expect(curve.first == 1 && curve.last == 2)
  }

  @Test("does not go below 0, and reaches its critical point")
  func ends() throws {
    let theory = try #require(try theory("gain=0.1,3"))
    #expect(theory.curve.first?.value == 0)
    #expect(theory.curve.contains { $0.value == theory.critical })
  }

  @Test("there is none over widths, or of narrow layers")
  func noTheory() throws {
    #expect(try theory("width=64,128") == nil)
    #expect(try theory("gain=1,2", "width=16,64") == nil)
  }
}

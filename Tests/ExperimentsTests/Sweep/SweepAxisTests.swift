import Records
import Testing

@testable import Experiments

/// An axis as a person types it.
struct SweepAxisTests {
  private func axis(_ text: String) throws -> SweepAxis {
    try SweepAxis(parsing: text, field: "x")
  }

  @Test func aGridHasEqualDistancesAndBothEnds() throws {
    let gain = try axis("gain=1:3:21")
    #expect(gain.variable == .gain && !gain.isLogarithmic)
    #expect(gain.values.count == 21)
    #expect(gain.values[3] == 1.3 && gain.values[20] == 3)
  }

  @Test func aLogarithmicGridHasEqualFactorsAndWholeDepths() throws {
    let rates = try axis("learning-rate=0.001:1:4:log")
    #expect(rates.isLogarithmic && rates.values == [0.001, 0.01, 0.1, 1])
    #expect(try axis("depth=5:80:5:log").values == [5, 10, 20, 40, 80])
    #expect(try axis("depth=1:10:4").values == [1, 4, 7, 10])
  }

  @Test func aListIsSorted() throws {
    #expect(try axis("gain= 2, 1,1.5").values == [1, 1.5, 2])
    #expect(try axis("width=64").values == [64])
  }

  @Test(arguments: [
    ("gian=1,2", "`x`: unknown name \"gian\". Did you mean \"gain\"?"),
    ("", "unknown name \"\""),
    ("gain", "expected NAME=FROM:TO:COUNT[:log]"),
    ("gain=", "expected numbers for gain, got \"\""),
    ("gain=1,,2", "expected numbers for gain, got \"\""),
    ("gain=1,nan", "expected numbers for gain, got \"nan\""),
    ("gain=1:2", "expected gain=FROM:TO:COUNT"),
    ("gain=1:2:3:lin", "expected gain=FROM:TO:COUNT"),
    ("gain=1:2:1", "expected a COUNT from 2 to 1000, got \"1\""),
    ("gain=1:2:99999", "expected a COUNT from 2 to 1000"),
    ("gain=3:2:5", "expected FROM below TO, got 3:2"),
    ("gain=0:2:5:log", "expected FROM above 0"),
    ("depth=1.5,2", "expected whole numbers for depth, got \"1.5\""),
    ("depth=1:5:9", "expected values that differ, as whole numbers"),
    ("gain=1,1.0", "1 twice"),
  ])
  func whatIsMistypedIsNamed(text: String, message: String) {
    let error = #expect(throws: ConfigurationError.self) { try axis(text) }
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
    #expect(error?.description.contains("\n") == false)
  }
}

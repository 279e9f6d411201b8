import Networks
import Testing

@Suite struct ScheduleTests {
  private func factors(_ text: String, at steps: [Int], of total: Int = 100) throws -> [Double] {
    let schedule = try #require(ScheduleCatalog.named(text))
    return steps.map { schedule.factor(step: $0, of: total) }
  }

  @Test func constantStaysAtOne() throws {
    #expect(try factors("constant", at: [0, 50, 99]) == [1, 1, 1])
  }

  @Test func warmUpIsARampThenConstant() throws {
    #expect(try factors("warmup:4", at: [0, 1, 3, 4, 99]) == [0.25, 0.5, 1, 1, 1])
  }

  @Test func stepsFallByTheirFactor() throws {
    #expect(try factors("step:10:0.5", at: [0, 9, 10, 20]) == [1, 1, 0.5, 0.25])
    // A tenth without a factor of its own; pow rounds by a unit of 2⁻⁵².
    let last = try factors("step:10", at: [25])[0]
    #expect(abs(last - 0.01) < 1e-17)
  }

  @Test func cosineEndsNearZero() throws {
    let values = try factors("cosine", at: [0, 50, 100])
    #expect(values[0] == 1)
    // cos(π/2) and 1 + cos π are 0 up to rounding.
    #expect(abs(values[1] - 0.5) < 1e-15)
    #expect(abs(values[2]) < 1e-15)
    #expect(try factors("cosine:10", at: [0, 9, 10]) == [0.1, 1, 1])
  }

  @Test func aWarmUpLongerThanTheRunNeverFalls() throws {
    #expect(try factors("cosine:200", at: [0, 99]) == [0.005, 0.5])
  }

  @Test(arguments: [
    "", "linear", "constant:1", "warmup", "warmup:0", "warmup:1.5", "warmup:x", "warmup:1e300",
    "step", "step:0", "step:10:0", "step:10:2", "step:10:nan", "step:1:1:1", "cosine:0",
    "cosine:", "cosine:1:2", "Cosine",
  ])
  func refusesWhatIsNoSchedule(_ text: String) {
    #expect(ScheduleCatalog.named(text) == nil)
  }

  @Test(arguments: ["constant", "warmup:5", "step:10:0.5", "cosine", "cosine:7"])
  func aNameIsParsedToItself(_ name: String) {
    #expect(ScheduleCatalog.named(name)?.name == name)
  }
}

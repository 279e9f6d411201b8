import Tensors
import Testing

@Suite struct SeededGeneratorTests {
  /// Computed with a second implementation, in Python's integers, of SplitMix64 and xoshiro256++.
  @Test(arguments: Golden.all)
  func drawsTheNumbersOfThePaper(_ golden: Golden) {
    var generator = SeededGenerator(seed: golden.seed, stream: golden.stream)
    #expect((0..<5).map { _ in generator.next() } == golden.numbers)
  }

  @Test func oneSeedIsOneSequence() {
    var (a, b) = (SeededGenerator(seed: 9, stream: 1), SeededGenerator(seed: 9, stream: 1))
    #expect((0..<100).allSatisfy { _ in a.next() == b.next() })
  }

  @Test func streamsAndSeedsDiffer() {
    var firsts: Set<UInt64> = []
    for seed in UInt64(0)..<20 {
      for stream in UInt64(0)..<5 {
        var generator = SeededGenerator(seed: seed, stream: stream)
        firsts.insert(generator.next())
      }
    }
    #expect(firsts.count == 100)
  }

  @Test func uniformStaysInsideOfZeroAndOne() {
    var generator = SeededGenerator(seed: 3)
    let draws = (0..<10_000).map { _ in generator.nextUniform() }
    #expect(draws.allSatisfy { $0 > 0 && $0 < 1 })
    // Four standard errors of the mean of 10⁴ draws: 4·√(1/12)/100.
    #expect(abs(draws.reduce(0, +) / 10_000 - 0.5) < 0.0116)
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func normalHasTheMomentsOfAStandardNormal(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let count = 100_000.0
    let draws = (0..<Int(count)).map { _ in generator.nextNormal() }
    func moment(_ power: Int) -> Double {
      draws.reduce(0) { sum, x in sum + (0..<power).reduce(1) { product, _ in product * x } }
        / count
    }
    // Four standard errors; Var of x, x², x³, x⁴ of a standard normal: 1, 2, 15, 96.
    #expect(abs(moment(1)) < 4 * (1 / count).squareRoot())
    #expect(abs(moment(2) - 1) < 4 * (2 / count).squareRoot())
    #expect(abs(moment(3)) < 4 * (15 / count).squareRoot())
    #expect(abs(moment(4) - 3) < 4 * (96 / count).squareRoot())
  }

  @Test(arguments: [0, 1, 2, 3, 100])
  func shuffleIsAPermutation(_ count: Int) {
    var generator = SeededGenerator(seed: 5)
    var elements = Array(0..<count)
    generator.shuffle(&elements)
    #expect(elements.sorted() == Array(0..<count))
    if count == 100 { #expect(elements != Array(0..<count)) }
  }

  @Test func everyOrderOfThreeIsEquallyLikely() {
    var generator = SeededGenerator(seed: 6)
    var counts: [[Int]: Int] = [:]
    for _ in 0..<6000 {
      var elements = [0, 1, 2]
      generator.shuffle(&elements)
      counts[elements, default: 0] += 1
    }
    #expect(counts.count == 6)
    // Four standard errors of a count of 1000 out of 6000: 4·√(6000·1/6·5/6).
    #expect(counts.values.allSatisfy { abs($0 - 1000) < 116 })
  }
}

/// The first numbers of a generator.
struct Golden: Sendable, CustomTestStringConvertible {
  let seed: UInt64
  let stream: UInt64
  let numbers: [UInt64]
  var testDescription: String { "seed \(seed), stream \(stream)" }

  static let all = [
    Golden(
      seed: 0, stream: 0,
      numbers: [
        0x5317_5d61_490b_23df, 0x61da_6f3d_c380_d507, 0x5c0f_df91_ec9a_7bfc,
        0x02ee_bf8c_3bbe_5e1a, 0x7eca_04eb_af4a_5eea,
      ]),
    Golden(
      seed: 1, stream: 0,
      numbers: [
        0xcfc5_d07f_6f03_c29b, 0xbf42_4132_963f_e08d, 0x19a3_7d57_57aa_f520,
        0xbf08_119f_05cd_56d6, 0x2f47_184b_8618_6fa4,
      ]),
    Golden(
      seed: 1, stream: 2,
      numbers: [
        0x83ab_9f71_5a5f_8132, 0x6a52_02cb_55d1_bd97, 0xd1bd_9cfd_b7ec_4b0a,
        0xd477_3570_d823_8604, 0x8251_5bfd_4926_e054,
      ]),
  ]
}

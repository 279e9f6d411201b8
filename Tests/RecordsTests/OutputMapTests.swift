import Testing

@testable import Records

struct OutputMapTests {
  private func map(
    axes: Int = 2, cells: Int = 4, features: Int = 2, answer: Double = 1
  ) -> OutputMap {
    OutputMap(
      axes: (0..<axes).map { OutputMap.Axis(name: "x\($0)", lower: -1, upper: 1, count: cells) },
      target: "side", classes: ["a", "b"],
      examples: [
        OutputMap.Example(
          features: [Double](repeating: 0, count: features), answer: answer, isHeldOut: false)
      ])
  }

  /// What a damaged store may say never reaches a picture.
  @Test func onlyAMapOverOneOrTwoFeaturesIsDrawable() {
    #expect(map().isDrawable)
    #expect(map(axes: 1, features: 1).isDrawable)
    #expect(!map(axes: 0, features: 0).isDrawable)
    #expect(!map(axes: 3, features: 3).isDrawable)
    #expect(!map(cells: 0).isDrawable)
    #expect(!map(cells: .max).isDrawable)
    #expect(!map(features: 1).isDrawable)
    for answer in [-1, 2, .nan, .infinity, 1e300] as [Double] {
      #expect(!map(answer: answer).isDrawable, "\(answer)")
    }
  }
}

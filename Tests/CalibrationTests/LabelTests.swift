import Testing

@testable import Calibration

@Suite struct LabelTests {
  @Test func isUnknownWithinAFactorOfTwo() {
    #expect(Label.above(10, 21, .twin) == .yes(.twin))
    #expect(Label.above(10, 4.9, .twin) == .no(.twin))
    for value in [5.1, 10, 19.9] {
      #expect(Label.above(10, value, .twin) == .unknown(.border))
      #expect(Label.below(10, value, .twin) == .unknown(.border))
    }
  }

  @Test func nanIsNeitherAboveNorBelow() {
    #expect(!Label.above(1, .nan, .twin).isKnown && !Label.below(1, .nan, .twin).isKnown)
  }

  @Test func oneIsEnoughForAny() {
    #expect(Label.any([.no(.twin), .yes(.fault)]) == .yes(.fault))
    #expect(Label.any([.no(.twin), .unknown(.border)]) == .unknown(.border))
    #expect(Label.any([.no(.twin), .no(.theory)]).isNo)
  }

  @Test func allAreNeededForAll() {
    #expect(Label.all([.yes(.twin), .no(.fault)]) == .no(.fault))
    #expect(Label.all([.yes(.twin), .unknown(.border)]) == .unknown(.border))
  }

  @Test func sourcesThatDifferSayNothing() {
    #expect(Label.agreed(.yes(.theory), .no(.twin)) == .unknown(.contradiction))
    #expect(Label.agreed(.yes(.theory), .unknown(.border)) == .unknown(.border))
    #expect(Label.agreed(.yes(.theory), .yes(.twin)) == .yes(.theory))
    #expect(Label.agreed(nil, .no(.twin)) == .no(.twin))
  }
}

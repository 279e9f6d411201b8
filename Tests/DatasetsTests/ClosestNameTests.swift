import Testing

@testable import Datasets

@Suite struct ClosestNameTests {
  @Test(arguments: [
    ("", "", 0), ("a", "", 1), ("", "abc", 3), ("kitten", "sitting", 3), ("relu", "relu", 0),
    ("é", "e", 1), ("flaw", "lawn", 2),
  ])
  func measuresTheLevenshteinDistance(_ first: String, _ second: String, _ distance: Int) {
    #expect(ClosestName.distance(from: first, to: second) == distance)
    #expect(ClosestName.distance(from: second, to: first) == distance)
  }

  private static let names = ["sigmoid", "tanh", "relu", "gelu", "selu", "gaussian", "xor"]

  @Test(arguments: [
    ("sigmiod", "sigmoid"), ("RELU", "relu"), ("elu", "relu"), ("tahn", "tanh"), ("xr", "xor"),
    // Three letters are missing, of eight.
    ("gauss", "gaussian"),
  ])
  func findsTheClosestName(_ typed: String, _ name: String) {
    #expect(ClosestName.closest(to: typed, in: Self.names) == name)
  }

  @Test(arguments: ["", "z", "zzz", "xyz", "softmax", "sig", "sigmoidsigmoid"])
  func offersNothingThatIsNotNear(_ typed: String) {
    #expect(ClosestName.closest(to: typed, in: Self.names) == nil)
  }

  /// One letter for another leaves nothing in common.
  @Test func needsALetterInCommon() {
    #expect(ClosestName.closest(to: "4", in: ["y"]) == nil)
    #expect(ClosestName.closest(to: "Y", in: ["y"]) == "y")
    #expect(ClosestName.closest(to: "x", in: []) == nil)
    #expect(ClosestName.closest(to: "", in: [""]) == nil)
  }
}

/// All losses: the one list that the command line and the tests read.
public enum LossCatalog {
  /// Every loss, in the order of the documentation.
  public static let all: [any Loss.Type] = [
    CategoricalCrossEntropy.self, BinaryCrossEntropy.self, MeanSquaredError.self,
  ]

  /// The loss of that name, or nil.
  public static func named(_ name: String) -> (any Loss.Type)? { all.first { $0.name == name } }
}

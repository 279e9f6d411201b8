public enum LearningTask: String, Sendable { case classification, regression }
extension Dataset {
  public var task: LearningTask { .classification }
  public var targets: [Double] { [] }
  public var targetName: String { "" }
}
public struct SyntheticOptions: Sendable {
  public init(examples: Int? = nil, features: Int? = nil, classes: Int? = nil, noise: Double? = nil)
  {}
}
extension DatasetName {
  public func load(target: String?, task: LearningTask?, options: SyntheticOptions, seed: UInt64)
    throws(DatasetError) -> Dataset
  { try load(target: target) }
}

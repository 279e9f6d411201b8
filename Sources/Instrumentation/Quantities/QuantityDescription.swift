import TrainingRecords

public struct QuantityDescription: Sendable {
  public enum Cadence: String, Sendable { case everyStep, sample, probe }
  public var name: String
  public var definition: String
  public var tier: RecordingTier
  public var cadence: Cadence
  public var needs: String
  public var cost: String
}

/// What a network answers in every cell of an `OutputMap` at a step: cell (i, j) of the first and the second
/// feature is at i + j · (cells of the first).
public struct OutputGrid: Codable, Sendable, Equatable {
  /// Stands for no class: the network answers with NaN.
  public static let noClass = UInt8.max

  /// Updates made before.
  public var step: Int
  /// How sure of its class the network is, from 0 to 1; or the value, in the units of the data. NaN where
  /// that is the answer.
  public var values: [Float]
  /// The class of each cell, by its index; empty where a value is predicted.
  public var winners: [UInt8]

  /// The answers at a step.
  public init(step: Int, values: [Float], winners: [UInt8] = []) {
    (self.step, self.values, self.winners) = (step, values, winners)
  }
}

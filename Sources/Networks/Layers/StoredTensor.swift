import Tensors

/// A tensor of a layer as it is in a file: its name there, its shape, and the way in and out.
public struct StoredTensor {
  /// The last part of its name: `weight`.
  public let key: String
  /// The sizes there; values are row-major.
  public let shape: [Int]
  let read: () -> [Double]
  let write: ([Double]) -> Void

  /// A vector, [1, n], or a matrix as it is.
  public init<Element: RealScalar>(_ key: String, _ matrix: Matrix<Element>) {
    self.key = key
    shape = matrix.rows == 1 ? [matrix.columns] : [matrix.rows, matrix.columns]
    read = { (0..<matrix.count).map { Double(matrix.elements[$0]) } }
    write = { values in
      for (i, value) in values.enumerated() { matrix.elements[i] = Element(value) }
    }
  }

  /// Weights, stored [fan-in, fan-out] and called [fan-out, fan-in].
  public init<Element: RealScalar>(_ key: String, transposing weights: Matrix<Element>) {
    self.key = key
    shape = [weights.columns, weights.rows]
    read = {
      var values: [Double] = []
      values.reserveCapacity(weights.count)
      for c in 0..<weights.columns {
        for r in 0..<weights.rows { values.append(Double(weights[r, c])) }
      }
      return values
    }
    write = { values in
      for c in 0..<weights.columns {
        for r in 0..<weights.rows { weights[r, c] = Element(values[c * weights.rows + r]) }
      }
    }
  }
}

/// A dense matrix in row-major order, in memory of its own that never moves.
///
/// A reference type on purpose: a training step writes into the same preallocated matrices again
/// and again, and neither copies nor reference-count checks may stand in between.
public final class Matrix<Scalar: RealScalar> {
  /// Rows in use; at most `capacity`. A last, smaller batch uses fewer rows than were allocated.
  public private(set) var rows: Int
  /// Rows that memory was allocated for.
  public let capacity: Int
  /// Length of a row.
  public let columns: Int
  /// The first element; element (r, c) is at `r * columns + c`.
  public let elements: UnsafeMutablePointer<Scalar>

  /// A matrix of zeros. Negative sizes count as 0.
  public init(rows: Int, columns: Int) {
    self.rows = max(rows, 0)
    self.capacity = max(rows, 0)
    self.columns = max(columns, 0)
    let count = max(capacity * self.columns, 1)
    elements = .allocate(capacity: count)
    // Zero is all zero bits. Setting bytes is as fast for every scalar.
    UnsafeMutableRawPointer(elements).initializeMemory(
      as: UInt8.self, repeating: 0, count: count * MemoryLayout<Scalar>.stride)
  }

  /// A matrix from its rows; a row shorter than the first is padded with zeros, a longer one cut.
  public convenience init(_ rowValues: [[Scalar]]) {
    self.init(rows: rowValues.count, columns: rowValues.first?.count ?? 0)
    for (r, row) in rowValues.enumerated() {
      for (c, value) in row.prefix(columns).enumerated() { self[r, c] = value }
    }
  }

  deinit { elements.deallocate() }

  /// Elements in use: rows × columns.
  public var count: Int { rows * columns }

  /// Uses the first `newRows` rows only; clamped to 0…capacity.
  public func useRows(_ newRows: Int) { rows = min(max(newRows, 0), capacity) }

  /// Element in row `r`, column `c`. Unchecked in release builds.
  public subscript(r: Int, c: Int) -> Scalar {
    get {
      assert(r >= 0 && r < capacity && c >= 0 && c < columns, "index outside of the matrix")
      return elements[r * columns + c]
    }
    set {
      assert(r >= 0 && r < capacity && c >= 0 && c < columns, "index outside of the matrix")
      elements[r * columns + c] = newValue
    }
  }

  /// The elements in use as an array of rows.
  public var rowArrays: [[Scalar]] {
    (0..<rows).map { r in (0..<columns).map { self[r, $0] } }
  }

  /// Sets every element in use.
  public func fill(_ value: Scalar) { elements.update(repeating: value, count: count) }

  /// Copies the elements in use of `other`, which must have the same number of columns.
  public func copy(_ other: Matrix<Scalar>) {
    assert(other.columns == columns && other.rows <= capacity, "shapes differ")
    rows = other.rows
    elements.update(from: other.elements, count: count)
  }

  /// self ← self + other, which must have the same shape.
  public func add(_ other: Matrix<Scalar>) {
    assert(other.count == count, "shapes differ")
    Self.add(other.elements, to: elements, count: count)
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  private static func add(
    _ x: UnsafePointer<Scalar>, to y: UnsafeMutablePointer<Scalar>, count: Int
  ) {
    for i in 0..<count { y[i] += x[i] }
  }

  /// self ← α·op(A)·op(B) + β·self.
  ///
  /// op(A): rows × k, op(B): k × columns, in the rows in use. Shapes are checked in debug builds.
  public func setProduct(
    _ a: Matrix<Scalar>, times b: Matrix<Scalar>,
    transposingLeft transposeA: Bool = false, transposingRight transposeB: Bool = false,
    scale alpha: Scalar = 1, keeping beta: Scalar = 0
  ) {
    let inner = transposeA ? a.rows : a.columns
    assert((transposeA ? a.columns : a.rows) == rows, "left operand has the wrong height")
    assert((transposeB ? b.rows : b.columns) == columns, "right operand has the wrong width")
    assert((transposeB ? b.columns : b.rows) == inner, "inner dimensions differ")
    guard rows > 0, columns > 0, inner > 0 else { return }
    Scalar.multiply(
      transposeA: transposeA, transposeB: transposeB, m: rows, n: columns, k: inner,
      alpha: alpha, a: a.elements, leadingA: a.columns, b: b.elements, leadingB: b.columns,
      beta: beta, c: elements, leadingC: columns)
  }
}

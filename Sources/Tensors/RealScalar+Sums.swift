import CTensorKernels

/// What one pass over a tensor adds up, in Double.
public typealias TensorSums = gradscope_sums

/// How many values of a tensor are below and above a range.
public typealias TensorTails = gradscope_tails

/// Σ x², Σ x·y and Σ y² of two tensors.
public typealias TensorProducts = gradscope_products

/// What an update of a tensor adds up.
public typealias DescentSums = gradscope_update

extension Float {
  public static func sums(_ values: UnsafePointer<Float>, count: Int) -> TensorSums {
    gradscope_sums_f32(values, Int64(count))
  }

  public static func squares(_ values: UnsafePointer<Float>, count: Int) -> TensorSums {
    gradscope_squares_f32(values, Int64(count))
  }

  public static func tails(
    _ values: UnsafePointer<Float>, count: Int, outside bounds: ClosedRange<Float>
  ) -> TensorTails {
    gradscope_tails_f32(values, Int64(count), bounds.lowerBound, bounds.upperBound)
  }

  public static func squaredDistance(
    _ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, count: Int
  ) -> Double {
    gradscope_distance_f32(x, y, Int64(count))
  }

  public static func products(
    _ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, count: Int
  ) -> TensorProducts {
    gradscope_products_f32(x, y, Int64(count))
  }

  public static func descend(
    _ values: UnsafeMutablePointer<Float>, gradient: UnsafePointer<Float>, count: Int, rate: Float,
    decay: Float, measuring: Bool
  ) -> DescentSums {
    measuring
      ? gradscope_descend_measured_f32(values, gradient, Int64(count), rate, decay)
      : gradscope_descend_f32(values, gradient, Int64(count), rate, decay)
  }

  public static func sumRows(
    _ x: UnsafePointer<Float>, rows: Int, columns: Int, share: Float,
    into sums: UnsafeMutablePointer<Float>
  ) {
    gradscope_sum_rows_f32(x, Int64(rows), Int64(columns), share, sums)
  }

  public static func rowVariance(
    _ x: UnsafePointer<Float>, rows: Int, columns: Int
  ) -> Double {
    gradscope_example_variance_f32(x, Int64(rows), Int64(columns))
  }

  public static func fillRows(
    _ x: UnsafeMutablePointer<Float>, rows: Int, columns: Int, with row: UnsafePointer<Float>,
    scale: Float, onto start: UnsafePointer<Float>?
  ) {
    gradscope_fill_rows_f32(x, Int64(rows), Int64(columns), row, scale, start)
  }

  public static func countExponents(
    _ values: UnsafePointer<Float>, count: Int, into counts: UnsafeMutablePointer<UInt32>
  ) {
    gradscope_exponents_f32(values, Int64(count), counts)
  }

  public static var exponentBins: Int { 512 }

  public static func countSubnormals(
    _ values: UnsafePointer<Float>, count: Int, into counts: UnsafeMutablePointer<UInt32>
  ) {
    gradscope_subnormals_f32(values, Int64(count), counts)
  }

  public static var subnormalBins: Int { 46 }
}

extension Double {
  public static func sums(_ values: UnsafePointer<Double>, count: Int) -> TensorSums {
    gradscope_sums_f64(values, Int64(count))
  }

  public static func squares(_ values: UnsafePointer<Double>, count: Int) -> TensorSums {
    gradscope_squares_f64(values, Int64(count))
  }

  public static func tails(
    _ values: UnsafePointer<Double>, count: Int, outside bounds: ClosedRange<Double>
  ) -> TensorTails {
    gradscope_tails_f64(values, Int64(count), bounds.lowerBound, bounds.upperBound)
  }

  public static func squaredDistance(
    _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, count: Int
  ) -> Double {
    gradscope_distance_f64(x, y, Int64(count))
  }

  public static func products(
    _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, count: Int
  ) -> TensorProducts {
    gradscope_products_f64(x, y, Int64(count))
  }

  public static func descend(
    _ values: UnsafeMutablePointer<Double>, gradient: UnsafePointer<Double>, count: Int,
    rate: Double, decay: Double, measuring: Bool
  ) -> DescentSums {
    measuring
      ? gradscope_descend_measured_f64(values, gradient, Int64(count), rate, decay)
      : gradscope_descend_f64(values, gradient, Int64(count), rate, decay)
  }

  public static func sumRows(
    _ x: UnsafePointer<Double>, rows: Int, columns: Int, share: Double,
    into sums: UnsafeMutablePointer<Double>
  ) {
    gradscope_sum_rows_f64(x, Int64(rows), Int64(columns), share, sums)
  }

  public static func rowVariance(
    _ x: UnsafePointer<Double>, rows: Int, columns: Int
  ) -> Double {
    gradscope_example_variance_f64(x, Int64(rows), Int64(columns))
  }

  public static func fillRows(
    _ x: UnsafeMutablePointer<Double>, rows: Int, columns: Int, with row: UnsafePointer<Double>,
    scale: Double, onto start: UnsafePointer<Double>?
  ) {
    gradscope_fill_rows_f64(x, Int64(rows), Int64(columns), row, scale, start)
  }

  public static func countExponents(
    _ values: UnsafePointer<Double>, count: Int, into counts: UnsafeMutablePointer<UInt32>
  ) {
    gradscope_exponents_f64(values, Int64(count), counts)
  }

  public static var exponentBins: Int { 4096 }

  public static func countSubnormals(
    _ values: UnsafePointer<Double>, count: Int, into counts: UnsafeMutablePointer<UInt32>
  ) {
    gradscope_subnormals_f64(values, Int64(count), counts)
  }

  public static var subnormalBins: Int { 2 }
}

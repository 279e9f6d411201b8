import RealModule
import Tensors

/// softmax(y)_k = e^{y_k} / Σ_j e^{y_j}: turns a row of logits into shares that sum to 1.
///
/// Not an `Activation`: every output depends on the whole row. The largest logit is subtracted
/// first, which changes nothing and lets no finite logit overflow.
///
/// Source: J. S. Bridle, "Probabilistic interpretation of feedforward classification network
/// outputs", Neurocomputing, NATO ASI Series 68, 1990.
public enum Softmax {
  /// shares ← softmax of every row of `logits`, [batch, classes]; both may be the same matrix.
  ///
  /// A row with a NaN or +∞ among its logits, or with nothing but −∞, becomes NaN. So does all of
  /// `shares` where it has another number of columns or no room for the rows: a wrong shape shows.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func apply<Scalar: RealScalar>(
    _ logits: Matrix<Scalar>, into shares: Matrix<Scalar>
  ) {
    guard shares.columns == logits.columns, shares.capacity >= logits.rows else {
      shares.fill(.nan)
      return
    }
    shares.useRows(logits.rows)
    let classes = logits.columns
    for r in 0..<logits.rows {
      let row = logits.elements + r * classes
      let target = shares.elements + r * classes
      var top = -Scalar.infinity
      for c in 0..<classes where row[c] > top { top = row[c] }
      var sum: Scalar = 0
      for c in 0..<classes {
        target[c] = Scalar.exp(row[c] - top)
        sum += target[c]
      }
      for c in 0..<classes { target[c] /= sum }
    }
  }
}

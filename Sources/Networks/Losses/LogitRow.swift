import RealModule
import Tensors

/// What the losses on classes ask of one example's logits o.
enum LogitRow {
  /// The class of the largest logit (the first of equal ones), that logit m, and Σ_k e^{o_k − m}.
  ///
  /// A NaN makes the sum NaN; which class is best then means nothing.
  @inline(__always)
  static func summarize<Scalar: RealScalar>(
    _ logits: UnsafePointer<Scalar>, count: Int
  ) -> (best: Int, top: Scalar, sum: Scalar) {
    var best = 0
    for c in 1..<max(count, 1) where logits[c] > logits[best] { best = c }
    var sum: Scalar = 0
    for c in 0..<count { sum += Scalar.exp(logits[c] - logits[best]) }
    return (best, logits[best], sum)
  }
}

import LinearAlgebra
import NeuralNetwork

final class GradientCosine<Scalar: RealScalar> {
  init(_ network: Network<Scalar>) {}
  func remember(_ network: Network<Scalar>) {}
  var isPending: Bool { false }
  func cosines(_ network: Network<Scalar>) -> [Double?] { [] }
}

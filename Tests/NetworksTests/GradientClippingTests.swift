import Networks
import Tensors
import Testing

@Suite struct GradientClippingTests {
  /// Two tensors whose global norm is √(3² + 4²) = 5.
  private func parameters() -> [Parameter<Double>] {
    [[3.0], [-4.0]].map {
      Parameter(values: Matrix(rows: 1, columns: 1), gradient: Matrix([$0]))
    }
  }
  private func gradients(_ parameters: [Parameter<Double>]) -> [Double] {
    parameters.map { $0.gradient[0, 0] }
  }

  @Test func theGlobalNormKeepsTheDirection() {
    let parameters = parameters()
    #expect(GradientClipping(norm: 2.5).apply(to: parameters) == 0.5)
    #expect(gradients(parameters) == [1.5, -2])
  }

  @Test func valuesAreBoundedOneByOne() {
    let parameters = parameters()
    let factor = GradientClipping(value: 3).apply(to: parameters)
    #expect(gradients(parameters) == [3, -3])
    // √18 / 5.
    #expect(abs(factor - 0.848528137423857) < 1e-15)
  }

  @Test func valuesComeBeforeTheNorm() {
    let parameters = parameters()
    // (3, −3) scaled to a norm of √2.
    let factor = GradientClipping(norm: 2.0.squareRoot(), value: 3).apply(to: parameters)
    for (gradient, expected) in zip(gradients(parameters), [1.0, -1]) {
      #expect(abs(gradient - expected) < 1e-15)
    }
    #expect(abs(factor - 2.0.squareRoot() / 5) < 1e-15)
  }

  @Test func whatIsSmallEnoughIsLeftAlone() {
    let parameters = parameters()
    #expect(GradientClipping(norm: 5, value: 4).apply(to: parameters) == 1)
    #expect(GradientClipping().apply(to: parameters) == 1)
    #expect(gradients(parameters) == [3, -4])
  }

  @Test func anInfiniteEntryIsBoundedByValue() {
    let parameters = parameters()
    parameters[0].gradient[0, 0] = -.infinity
    // What is left of an infinite norm is no share of it.
    #expect(GradientClipping(value: 5).apply(to: parameters) == 0)
    #expect(gradients(parameters) == [-5, -4])
  }

  @Test(arguments: [0, -1, Double.nan])
  func aBoundThatIsNotAboveZeroIsNone(_ bound: Double) {
    let parameters = parameters()
    #expect(GradientClipping(norm: bound, value: bound).apply(to: parameters) == 1)
    #expect(gradients(parameters) == [3, -4])
  }

  @Test func anInfiniteGradientIsNotMadeANaN() {
    let parameters = parameters()
    parameters[0].gradient[0, 0] = .infinity
    #expect(GradientClipping(norm: 1).apply(to: parameters) == 1)
    #expect(gradients(parameters) == [.infinity, -4])
  }
}

import Tensors

extension Network {
  /// What reaches W of weight layer `index` (from 0) after a backward pass: d and s such that the
  /// gradient of the i-th example's loss is ∂loss_i/∂W = s·x_iᵀ·d_i.
  ///
  /// x is the layer's input. Without a norm d is δ and s the scale of the residual branch, 1 in a
  /// plain layer. With one, d is ∂loss/∂u below it, u being what it normalizes, and s is in it
  /// already; it is computed anew into memory that layers of one width share, and is valid until
  /// the next call. With a batch norm an example's loss has no gradient of its own: s·x_iᵀ·d_i is
  /// then a row's share of the gradient of the sum of all losses.
  public func weightDelta(
    _ workspace: Workspace<Scalar>, layer index: Int
  ) -> (delta: Matrix<Scalar>, scale: Scalar) {
    weightDelta(workspace, layer: index, accumulatingGradients: false)
  }

  /// The same, with the gradients of γ and β on the way where they are wanted.
  func weightDelta(
    _ workspace: Workspace<Scalar>, layer index: Int, accumulatingGradients: Bool
  ) -> (delta: Matrix<Scalar>, scale: Scalar) {
    let delta = workspace.deltas[index]
    let scale = branchScale(index)
    guard let norm = norms[index], let cache = workspace.normalized[index],
      let below = workspace.beforeNorm[index]
    else { return (delta, scale) }
    norm.backward(
      delta: delta, cache, scale: scale, into: below,
      accumulatingGradients: accumulatingGradients)
    return (below, 1)
  }

  /// ∂loss/∂x of each example by its own input x, after a backward pass: s·d·W₁ᵀ, [batch, features],
  /// into `gradients`, which must have room for it.
  public func inputGradients(
    _ workspace: Workspace<Scalar>, into gradients: Matrix<Scalar>
  ) {
    let (delta, scale) = weightDelta(workspace, layer: 0)
    gradients.useRows(delta.rows)
    gradients.setProduct(
      delta, times: layers[0].weights, transposingRight: true, scale: scale)
  }
}

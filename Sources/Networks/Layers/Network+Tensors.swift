import Tensors

extension Network {
  /// Every tensor of the network, by the names of `NamedTensor`, layer by layer.
  public func tensors() -> [NamedTensor] {
    slots.map { slot in
      NamedTensor(name: slot.name, shape: slot.shape, values: slot.read())
    }
  }

  /// Replaces every tensor by the one of its name. PyTorch's `num_batches_tracked`, a count of
  /// batches that nothing here depends on, is passed over.
  ///
  /// - Throws: `TrainingError` where one is missing, has another shape, or belongs to no part of
  ///   this network. The network is then as it was.
  public func setTensors(_ tensors: [NamedTensor]) throws(TrainingError) {
    load(try fitting(tensors))
  }

  /// The tensors, found to be those of a network of these sizes; of either precision.
  ///
  /// - Throws: As `setTensors`.
  public func fitting(_ tensors: [NamedTensor]) throws(TrainingError) -> FittingTensors {
    let slots = self.slots
    var byName: [String: NamedTensor] = [:]
    let tensors = tensors.filter { !$0.name.hasSuffix(".num_batches_tracked") }
    for tensor in tensors {
      guard byName.updateValue(tensor, forKey: tensor.name) == nil else {
        throw TrainingError("\(tensor.name): expected one tensor of this name, got two")
      }
    }
    let names = Set(slots.map(\.name))
    if let stranger = tensors.first(where: { !names.contains($0.name) }) {
      throw TrainingError(
        "\(stranger.name): this network has no such tensor; it has \(depth) hidden layers of "
          + "\(layers[0].fanOut) units, norm \(normalization.rawValue); "
          + "give it the depth and the norm of the file")
    }
    for slot in slots {
      guard let tensor = byName[slot.name] else {
        throw TrainingError(
          "\(slot.name): expected a tensor of shape \(slot.shape), got none; "
            + "give the network the sizes of the file")
      }
      guard tensor.shape == slot.shape, tensor.values.count == slot.shape.reduce(1, *) else {
        throw TrainingError(
          "\(slot.name): expected shape \(slot.shape), got \(tensor.shape); "
            + "give the network the sizes of the file")
      }
    }
    return FittingTensors(byName: byName)
  }

  /// Takes over tensors that were found to fit a network of the same sizes.
  public func load(_ tensors: FittingTensors) {
    for slot in slots {
      if let tensor = tensors.byName[slot.name], tensor.shape == slot.shape {
        slot.write(tensor.values)
      }
    }
  }

  /// A place for a tensor: how it is called and shaped in files, and the way in and out.
  private struct Slot {
    let name: String
    let shape: [Int]
    let read: () -> [Double]
    let write: ([Double]) -> Void

    /// A vector.
    init<Element: RealScalar>(_ name: String, _ vector: Matrix<Element>) {
      self.name = name
      shape = [vector.columns]
      read = { (0..<vector.columns).map { Double(vector[0, $0]) } }
      write = { values in
        for (i, value) in values.enumerated() { vector[0, i] = Element(value) }
      }
    }

    /// Weights, stored [fan-in, fan-out] and called [fan-out, fan-in].
    init<Element: RealScalar>(_ name: String, transposing weights: Matrix<Element>) {
      self.name = name
      shape = [weights.columns, weights.rows]
      read = {
        (0..<weights.columns).flatMap { c in
          (0..<weights.rows).map { Double(weights[$0, c]) }
        }
      }
      write = { values in
        for c in 0..<weights.columns {
          for r in 0..<weights.rows { weights[r, c] = Element(values[c * weights.rows + r]) }
        }
      }
    }
  }

  private var slots: [Slot] {
    layers.indices.flatMap { index -> [Slot] in
      var slots = [
        Slot("layers.\(index).weight", transposing: layers[index].weights),
        Slot("layers.\(index).bias", layers[index].bias),
      ]
      guard let norm = norms[index] else { return slots }
      slots.append(Slot("norms.\(index).weight", norm.scale))
      slots.append(Slot("norms.\(index).bias", norm.shift))
      if let batch = norm as? BatchNormalization<Scalar> {
        slots.append(Slot("norms.\(index).running_mean", batch.runningMean))
        slots.append(Slot("norms.\(index).running_var", batch.runningVariance))
      }
      return slots
    }
  }
}

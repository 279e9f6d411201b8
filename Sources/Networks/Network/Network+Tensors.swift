import Tensors

extension Network {
  /// Every tensor of the network, by the names of `NamedTensor`, layer by layer.
  public func tensors() -> [NamedTensor] {
    slots.map { slot in
      NamedTensor(name: slot.name, shape: slot.shape, values: slot.stored.read())
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
        "\(stranger.name): this network has no such tensor; it has \(outline); "
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
        slot.stored.write(tensor.values)
      }
    }
  }

  /// A tensor and its whole name.
  private struct Slot {
    let name: String
    let stored: StoredTensor
    var shape: [Int] { stored.shape }
  }

  private var slots: [Slot] {
    storedLayers.flatMap { owner, layer in
      layer.tensors.map { Slot(name: "\(owner).\($0.key)", stored: $0) }
    }
  }

  /// The hidden layers, as far as a file must agree with them: `3 hidden layers of 64 units, norm none`.
  private var outline: String {
    let hidden = places.map(\.facts).filter { $0.kind == .dense }
    func list(_ values: [String]) -> String {
      Set(values).count == 1 ? values[0] : values.joined(separator: ", ")
    }
    guard !hidden.isEmpty else { return "no hidden layers" }
    return "\(depth) hidden layers of \(list(hidden.map { "\($0.fanOut)" })) units, norm "
      + list(hidden.map(\.norm.rawValue))
  }
}

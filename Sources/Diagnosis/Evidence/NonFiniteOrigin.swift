import Records
import Texts

extension NonFiniteValues {
  /// Where the first value that is not finite was: the event that the recorder kept, or, in a record
  /// without events, the first time point that has such a value.
  struct Origin {
    let step: Int
    let layer: Int
    let tensor: BadEvent.Tensor
    /// NaN or an infinity.
    let value: Double
    /// Such values in that tensor; 0 for the loss.
    let values: Int
    /// The measured steps before it, oldest first.
    let before: [StepDetail]
    private let hasGivenWeights: Bool

    /// Looks for it; nil where all is finite.
    init?(_ run: RunEvidence) {
      // Without layers there is no place to name; that the loss is not finite is GS401's to say.
      guard !run.record.layers.isEmpty else { return nil }
      hasGivenWeights = run.record.configuration.initialParameters != nil
      if let event = run.record.events.first(where: { $0.kind == .nonFinite }) {
        step = event.step
        layer = event.layer
        tensor = event.tensor
        value = event.value
        values = event.nonFinite
        before = event.steps.filter { $0.step < event.step }
        return
      }
      let lossStep = run.curves.loss.firstIndex { !$0.isFinite }
        .map { run.curves.steps[$0] }
      for entry in 0..<run.history.count {
        let layers = (0..<run.history.layerCount).map { run.history[entry, $0 + 1] }
        guard let place = BadEvent.nonFinitePlace(in: layers) else { continue }
        if let lossStep, lossStep < run.history.steps[entry] { break }
        step = run.history.steps[entry]
        layer = place.layer
        tensor = place.tensor
        value = layers[place.layer - 1].value(of: place.tensor)
        values = place.nonFinite
        before = []
        return
      }
      guard let lossStep else { return nil }
      step = lossStep
      layer = run.record.layers.count
      tensor = .loss
      value = run.curves.loss.first { !$0.isFinite } ?? .nan
      values = 0
      before = []
    }

    /// Such as "NaN in layer 7 from step 120 on".
    var words: String {
      let what = value.isNaN ? "NaN" : "Infinity"
      if tensor == .loss {
        return "\(what) in the loss from step \(step) on; every tensor is finite there." + history
      }
      let count = values == 1 ? "1 value is" : "\(values) values are"
      return "\(what) in layer \(layer) from step \(step) on: first in \(tensor.words), where "
        + "\(count) not finite." + history
    }

    /// What to do where it was there before the first update, which no learning rate brought about;
    /// nil where it came later.
    var remedy: String? {
      guard step == 0 else { return nil }
      let file = hasGivenWeights ? " and the biases of the file they came from" : ""
      return tensor == .weight
        ? "Take other first weights\(hasGivenWeights ? " than those of the file" : ""): these hold NaN, "
          + "infinity, or numbers beyond those of the run's precision. No learning rate mends it."
        : "Check the data for NaN and for features of great size, standardize them, and look at the first "
          + "weights\(file). No learning rate mends it: nothing was updated yet."
    }

    /// What the layer did just before.
    private var history: String {
      guard let first = before.first, let last = before.last, first.step < last.step else {
        return step == 0 ? " It was there before the first update." : ""
      }
      let a = first.layers[layer - 1]
      let b = last.layers[layer - 1]
      let ratios = before.map { $0.layers[layer - 1].updateRatio }.filter(\.isFinite)
      return " From step \(first.step) to step \(last.step), the norm of its weights went from "
        + "\(NumberText.short(a.weightNorm)) to \(NumberText.short(b.weightNorm)), the RMS of its "
        + "activations from \(NumberText.short(a.activationRMS)) to "
        + "\(NumberText.short(b.activationRMS)); its largest update was "
        + "\(NumberText.short(ratios.max() ?? 0)) of that norm."
    }
  }
}

extension BadEvent.Tensor {
  /// Such as "its weights", of a layer.
  var words: String {
    switch self {
    case .weight: "its weights"
    case .activation: "its activations"
    case .loss: "the loss"
    case .delta: "its δ"
    case .weightGradient: "its weight gradient"
    }
  }
}

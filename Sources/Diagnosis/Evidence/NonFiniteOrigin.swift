import Records
import Texts

extension NonFiniteValues {
  /// Where the first value that is not finite was: the event that the recorder kept, or, in a record
  /// without events, the first time point that has such a value.
  struct Origin {
    let step: Int
    /// The last step at which something was not finite, as far as was recorded.
    let lastStep: Int
    /// The index of the place.
    let place: Int
    let tensor: BadEvent.Tensor
    /// NaN or an infinity.
    let value: Double
    /// Such values in that tensor; 0 for the loss.
    let values: Int
    /// The measured steps before it, oldest first.
    let before: [StepDetail]
    /// Why the loss is not finite where every tensor is; nil where that is not known.
    let misfit: OutputMisfit?
    private let isOwn: Bool
    private let hasGivenWeights: Bool
    private let label: String
    private let isOfEvaluation: Bool
    private let hasTensors: Bool
    private let hasEnded: Bool

    /// Looks for it; nil where all is finite.
    init?(_ run: RunEvidence) {
      // Without places there is none to name; that the loss is not finite is GS401's to say.
      guard !run.record.places.isEmpty, let found = Self.find(run) else { return nil }
      isOwn = run.facts.origin.isOwn
      hasGivenWeights = run.facts.initializer?.source == .file
      label = run.label(of: found.place)
      step = found.step
      place = found.place
      tensor = found.tensor
      value = found.value
      values = found.nonFinite
      before = found.steps.filter { $0.step < found.step }
      isOfEvaluation = tensor == .loss && run.curves.loss.allSatisfy(\.isFinite)
      hasTensors = Self.counted(run, at: found.step)
      let last = Self.lastStep(run, from: found.step)
      hasEnded = last < run.lastStep && run.learning.finalLoss.isFinite
      lastStep = hasEnded ? last : max(run.lastStep, found.step)
      misfit = tensor == .loss && value.isNaN && hasTensors ? OutputMisfit(run.record) : nil
    }

    /// Whether the tensors of a step were looked at.
    private static func counted(_ run: RunEvidence, at step: Int) -> Bool {
      let counts: [Quantity] = [.nonFiniteActivations, .nonFiniteWeights]
      return (0..<run.history.count).contains { entry in
        (run.history.steps[entry]...run.history.lastSteps[entry]).contains(step)
          && run.record.places.indices.contains { place in
            counts.allSatisfy { run.history[entry, place: place].measured.contains($0) }
          }
      }
    }

    /// The last step with a value that is not finite, from a step on.
    private static func lastStep(_ run: RunEvidence, from step: Int) -> Int {
      let losses = run.curves.loss.lastIndex { !$0.isFinite }.map { run.curves.lastSteps[$0] }
      let entries = (0..<run.history.count).last { entry in
        BadEvent.nonFinitePlace(
          in: run.record.places.indices.map { run.history[entry, place: $0] }) != nil
      }
      return max(step, losses ?? step, entries.map { run.history.lastSteps[$0] } ?? step)
    }

    private static func find(_ run: RunEvidence) -> BadEvent? {
      if let event = run.record.events.first(where: { $0.kind == .nonFinite }) { return event }
      let bad = run.curves.loss.firstIndex { !$0.isFinite }
      let lossStep = bad.map { run.curves.steps[$0] }
      for entry in 0..<run.history.count {
        let places = run.record.places.indices.map { run.history[entry, place: $0] }
        guard let origin = BadEvent.nonFinitePlace(in: places) else { continue }
        let step = run.history.steps[entry]
        if let lossStep, lossStep < step { break }
        return BadEvent(
          kind: .nonFinite, step: step, place: origin.place, tensor: origin.tensor,
          value: places[origin.place].value(of: origin.tensor), nonFinite: origin.nonFinite)
      }
      guard let bad, let lossStep else { return nil }
      return BadEvent(
        kind: .nonFinite, step: lossStep, place: run.record.places.count - 1, tensor: .loss,
        value: run.curves.loss[bad])
    }

    /// Such as "NaN in layer 7 from step 120 on".
    var words: String {
      let what = value.isNaN ? "NaN" : "Infinity"
      if tensor == .loss {
        if isOfEvaluation { return "\(what) in the loss that was evaluated at the end." }
        return "\(what) in the loss \(times)"
          + (misfit.map { "; every tensor is finite there. \($0.sentence)" }
            ?? (hasTensors ? "; every tensor is finite there." + history : "."))
      }
      // Other programs may have logged a statistic that is NaN, and no count.
      let count =
        values == 1 ? (isOwn ? "1 value is" : "1 value or more is") : "\(values) values are"
      return "\(what) in \(label) \(times): first in \(tensor.words), where \(count) not finite."
        + history
    }

    /// Such as "from step 120 on".
    private var times: String {
      !hasEnded
        ? "from step \(step) on"
        : lastStep == step
          ? "at step \(step), and at no later one" : "from step \(step) to step \(lastStep)"
    }

    /// What to do where it was there before the first update, which no learning rate brought about;
    /// nil where it came later.
    var remedies: [Remedy]? {
      if let misfit { return misfit.remedies }
      guard step == 0, !isOfEvaluation else { return nil }
      let file = hasGivenWeights ? " and the biases of the file they came from" : ""
      let text =
        tensor == .weight
        ? "take other first weights\(hasGivenWeights ? " than those of the file" : ""): these hold NaN, "
          + "infinity, or numbers beyond those of the run's precision. No learning rate mends it."
        : "check the data for NaN and for features of great size, standardize them, and look at the first "
          + "weights\(file). No learning rate mends it: nothing was updated yet."
      return [.look(text)]
    }

    /// What the layer did just before.
    private var history: String {
      guard let first = before.first, let last = before.last, first.step < last.step else {
        return step == 0 ? " It was there before the first update." : ""
      }
      guard first.places.indices.contains(place), last.places.indices.contains(place) else {
        return ""
      }
      let a = first.places[place]
      let b = last.places[place]
      let ratios = before.map { $0.places[place].updateRatio }.filter(\.isFinite)
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

import Records
import Texts

extension RunEvidence {
  /// The first of the runs with one thing changed that came as far as the data allow; nil where
  /// none did.
  var proof: Counterfactual? {
    let order = Counterfactual.Change.allCases
    return facts.counterfactuals.filter(\.suffices).min {
      (order.firstIndex(of: $0.change) ?? 0) < (order.firstIndex(of: $1.change) ?? 0)
    }
  }

  /// That run, where this is what was changed in it, and the run itself did not come as far.
  func proof(of change: Counterfactual.Change) -> Counterfactual? {
    guard learning.isHeldBack, let proof, proof.change == change else { return nil }
    return proof
  }

  /// The losses of the two runs, for evidence.
  func evidence(of proof: Counterfactual) -> [String: Double] {
    [
      "loss": learning.comparedLoss, "lossChanged": proof.loss, "valueChanged": proof.value,
    ].compactMapValues { $0 }
  }

  /// What a loss had to come to.
  func threshold(of proof: Counterfactual) -> [String: Double] {
    learning.reference.map { ["loss": $0.needed] } ?? [:]
  }

  /// `Run once more with a tenth of the learning rate (0.005) and all else the same, it came to a loss of
  /// 0.12 held out, not 2.2.`
  func sentence(of proof: Counterfactual) -> String {
    "Run once more with \(words(of: proof)) and all else the same, it came to a "
      + "\(learning.reference?.heldOut ?? false ? "held-out " : "")loss of "
      + "\(NumberText.short(proof.loss, digits: 3)), not "
      + "\(NumberText.short(learning.comparedLoss, digits: 3))."
  }

  /// ` Trained on 32 examples alone …`, with a blank before it; empty where that was not tried, and where it
  /// says nothing.
  var sentenceOfOneBatch: String {
    guard let batch = facts.oneBatch, let isLearned = batch.isLearned else { return "" }
    let came =
      batch.loss.map {
        "comes to a loss of \(NumberText.short($0, digits: 3)), where guessing has "
          + NumberText.short(batch.guessing, digits: 3)
      } ?? "diverges"
    let lead =
      " Trained for \(batch.steps) steps on \(batch.examples) examples alone, the same network \(came): "
    guard !isLearned else {
      return lead
        + "it can learn a few by heart; look at the data, at the number of steps and at its size."
    }
    return lead + "it does not even learn a few by heart"
      + (learning.reference?.learnedNothing == true
        ? "." : "; look at the network and its steps before the data.")
  }

  /// `a tenth of the learning rate (0.005) or with more units (16)`.
  func list(of changes: [Counterfactual]) -> String {
    let all = changes.map(words)
    return all.count < 2
      ? all.joined()
      : all.dropLast().joined(separator: ", with ") + " or with "
        + "\(all[all.count - 1])"
  }

  private func words(of proof: Counterfactual) -> String {
    let value = proof.value.map { " (\(NumberText.short($0)))" } ?? ""
    return switch proof.change {
    case .lowerRate: "a tenth of the learning rate\(value)"
    case .higherRate: "ten times the learning rate\(value)"
    case .noWeightDecay: "no weight decay"
    case .noClipping: "gradients that are not clipped"
    case .constantRate: "a learning rate that does not fall"
    case .nonLinearity: "ReLU between its layers"
    case .moreUnits: "more units\(value)"
    case .moreSteps: "four times the steps\(value)"
    }
  }

  private var widths: [Int] { mainChain?.places.map(\.units) ?? [] }

  /// So many times the units, as they were taken: to this many in the narrowest layer.
  private func widening(to value: Double?) -> Double {
    guard let value, let narrowest = widths.min(), narrowest > 0 else { return 4 }
    return value / Double(narrowest)
  }

  private var unitWords: String {
    Set(widths).count > 1 ? " in the narrowest layer" : " a layer"
  }

  /// The change that was seen to suffice.
  func remedy(of proof: Counterfactual) -> Remedy {
    let factor = proof.value.flatMap { value in
      facts.learningRate.flatMap { $0 > 0 ? value / $0 : nil }
    }
    let came = "the same run came to \(NumberText.short(proof.loss, digits: 3))"
    func with(_ unit: String) -> String {
      proof.value.map { ": with \(NumberText.short($0))\(unit) \(came)" } ?? ": \(came)"
    }
    return switch proof.change {
    case .lowerRate: Remedy(.lowerRate(times: factor ?? 0.1), with(""))
    case .higherRate: Remedy(.higherRate(times: factor ?? 10), with(""))
    case .noWeightDecay: Remedy(.weightDecay(times: 0), ": \(came)")
    case .noClipping: Remedy(.noClipping, ": \(came)")
    case .constantRate: Remedy(.schedule("constant"), ": \(came)")
    case .nonLinearity: Remedy(.activation("relu", initializer: "he-normal"), ": \(came)")
    case .moreUnits: Remedy(.units(times: widening(to: proof.value)), with(unitWords))
    case .moreSteps: Remedy(.steps(times: 4), with(""))
    }
  }
}

extension LearningOutcome {
  /// The loss that is compared with the reference: held out where it is; else the training loss.
  public var comparedLoss: Double { heldOutLoss ?? finalLoss }

  /// The share of the way from guessing to the reference that is left of a run that is behind it.
  static let shareLeftBehind = 0.2

  /// A fifth or more of the way from guessing to the reference is left; false where none is known.
  public var isBehind: Bool {
    guard let reference, !reference.learnedNothing else { return false }
    return
      !(comparedLoss
      <= reference.reached + Self.shareLeftBehind * (reference.guessing - reference.reached))
  }
}

/// The technical words of reports, each with its meaning and, where there is one, its formula: those of
/// `Documentation/definitions.md`, in as few words as a reader can take who meets them for the first time.
package enum Glossary {
  /// A word.
  package struct Term: Sendable, Hashable {
    /// A name for links: letters and hyphens.
    package let id: String
    /// As it heads its entry.
    package let title: String
    /// The forms in which it stands in texts; of two that begin alike the longer one is meant.
    package let forms: [String]
    /// What it is.
    package let meaning: String
    /// How it is computed; nil where there is no formula.
    package var formula: String?
  }

  /// Every word, in the order of the list that readers see.
  package static let all: [Term] = signals + units + learning + judging

  /// The word of this name for links.
  static func named(_ id: String) -> Term? { all.first { $0.id == id } }

  private static let signals = [
    Term(
      id: "delta", title: "δ, delta", forms: ["δ"],
      meaning:
        "How strongly the loss of an example depends on the signal at a place. It is what "
        + "backpropagation carries from the output back to the input; where it is gone, the weights "
        + "learn nothing. It does not depend on the batch size.",
      formula: "δ = ∂(loss of the example)/∂z"),
    Term(
      id: "rms", title: "RMS, root mean square", forms: ["RMS", "root mean square"],
      meaning: "The typical size of many numbers, whatever their signs.",
      formula: "√(mean of x²), over batch and units"),
    Term(
      id: "factor", title: "factor per layer",
      forms: ["δ per layer", "δ per block", "δ per time step", "δ per place"],
      meaning:
        "What one layer leaves of δ on the way back, on average: ×1 keeps it, ×0.5 halves it. Ten "
        + "steps of ×0.5 leave a thousandth.",
      formula: "(δ of the first place / δ of the last)^(1/steps between them), of δ's RMS"),
    Term(
      id: "activation", title: "activation, a", forms: ["activations", "activation"],
      meaning: "What a unit passes on, and the function that makes it.", formula: "a = φ(z)"),
    Term(
      id: "preactivation", title: "pre-activation, z",
      forms: ["pre-activations", "pre-activation"],
      meaning: "The weighted sum that a unit forms before its activation function.",
      formula: "z = a·W + b, of the layer below"),
    Term(
      id: "slope", title: "φ′, slope of the activation", forms: ["φ′ ≤ ¼", "σ′ ≤ ¼", "φ′", "σ′"],
      meaning:
        "How much the activation function passes of a small change, and so of δ. A sigmoid passes a "
        + "quarter at most, at z = 0: every layer of it divides δ by four or more unless large weights "
        + "make up for it.",
      formula: "of a sigmoid σ: σ′ = σ(1 − σ) ≤ ¼"),
    Term(
      id: "gradient", title: "weight gradient",
      forms: ["weight gradients", "weight gradient", "‖∂L/∂W‖"],
      meaning:
        "How the loss of the batch changes with the weights of a layer. It is a product of the "
        + "activation below and δ, so it can look the same in every layer while both shrink.",
      formula: "∂L/∂W = mean over the batch of aᵀδ; ‖·‖ is the root of the sum of squares"),
    Term(
      id: "update", title: "update ratio",
      forms: ["‖ΔW‖/‖W‖", "‖ΔW‖ / ‖W‖", "update ratio"],
      meaning:
        "How far one step moves the weights, for their size. Near 10⁻³ is usual; near 10⁻¹ a few steps "
        + "replace the weights, near 10⁻⁶ nothing moves.",
      formula: "‖ΔW‖ / ‖W‖"),
    Term(
      id: "gain", title: "gain", forms: ["gain"],
      meaning:
        "How much the weights of a layer enlarge a signal. One that is right for the activation function "
        + "keeps signals as large as they are.",
      formula: "√(fan-in · Var W) forward, √(fan-out · Var W) backward"),
    Term(
      id: "vanishing", title: "vanishing gradient",
      forms: ["vanishing gradient", "vanishing-gradient"],
      meaning:
        "δ shrinks from layer to layer on the way back, so that the first layers learn nothing."),
    Term(
      id: "exploding", title: "exploding gradient",
      forms: ["exploding gradient", "exploding-gradient"],
      meaning:
        "δ grows from layer to layer on the way back, so that steps are too large for the first layers."
    ),
  ]

  private static let units = [
    Term(
      id: "saturation", title: "saturation", forms: ["saturated", "saturation"],
      meaning:
        "A unit is driven so far to one side that its activation function is flat there, and passes no δ.",
      formula: "share of entries with φ′(z) below 5 % of its maximum"),
    Term(
      id: "silent", title: "silent and dead units",
      forms: ["born silent", "silent units", "silent", "dead units", "dead layer", "dead"],
      meaning:
        "A ReLU unit is silent where z ≤ 0 on every example of the probe set: it passes nothing forward "
        + "and nothing back. Born silent: from the first weights on. Dead: it fell silent later. Half "
        + "zeros are no death, but how a ReLU works."),
    Term(
      id: "probe", title: "probe set", forms: ["probe set", "probe examples", "probe example"],
      meaning: "Up to 256 training examples that stay the same over the run."),
    Term(
      id: "initialization", title: "initialization",
      forms: [
        "he-normal", "he-uniform", "xavier-normal", "xavier-uniform", "lecun-normal",
        "lecun-uniform", "first weights", "initialization",
      ],
      meaning:
        "How the first weights are drawn. Each of these is made for an activation function: Xavier for "
        + "tanh, He for ReLU, LeCun for SELU. A fixed small variance is made for none.",
      formula: "Var W = 2/fan-in (He), 2/(fan-in + fan-out) (Xavier), 1/fan-in (LeCun)"),
    Term(
      id: "shortcut", title: "residual connection", forms: ["shortcuts", "shortcut", "residual"],
      meaning: "A way around a layer, on which signals pass unchanged in both directions.",
      formula: "z = z of the layer below + s·(what the layer computes)"),
    Term(
      id: "norm", title: "normalization", forms: ["batch norm", "layer norm", "normalization"],
      meaning:
        "Shifts and scales a signal to mean 0 and deviation 1: over the batch, or over the layer."),
    Term(
      id: "underflow", title: "underflow", forms: ["underflow"],
      meaning:
        "A number too small for its format becomes exactly 0: below about 10⁻⁴⁵ in float32, 6·10⁻⁸ in "
        + "float16."),
  ]

  private static let learning = [
    Term(
      id: "guessing", title: "guessing, chance", forms: ["guessing", "at chance"],
      meaning:
        "The best answer that ignores the input, such as the shares of the classes or the mean. A run has "
        + "learned where its loss is clearly below that."),
    Term(
      id: "heldout", title: "held out", forms: ["held out", "held-out", "validation"],
      meaning: "Examples that are not trained on: what is right there was not learned by heart."),
    Term(
      id: "step", title: "step", forms: ["time point", "training step"],
      meaning:
        "The number of updates made before. A time point is one step at the beginning of a run and the "
        + "mean of several later on."),
    Term(
      id: "theory", title: "theory, mean field",
      forms: ["mean-field theory", "mean field", "theory"],
      meaning:
        "What the sizes of the first weights let expect of both signals before the first update, for wide "
        + "layers. 99 of 100 draws of the weights lie within its band.",
      formula: "q = σw²·E[φ²] + σb² forward, χ = σw²·E[φ′²] backward"),
    Term(
      id: "entropy", title: "attention entropy", forms: ["attention entropy"],
      meaning: "1 where attention looks at all positions alike, 0 where it looks at a single one.",
      formula: "−Σ p ln p / ln T over T keys"),
  ]

  private static let judging = [
    Term(
      id: "place", title: "place and chain", forms: ["chains", "chain"],
      meaning:
        "A place is where a signal is measured: a weight layer, the output of a block, a time step. Alike "
        + "places in order are a chain."),
    Term(
      id: "verdict", title: "verdict", forms: ["verdict"],
      meaning:
        "Healthy where no finding is an error, else the gravest error, the cause before what it causes."
    ),
    Term(
      id: "severity", title: "error, warning, note", forms: [],
      meaning:
        "Error: this run cannot learn, or learned nothing because of it. Warning: it costs something. Note: "
        + "worth knowing."),
    Term(
      id: "threshold", title: "threshold", forms: ["thresholds", "threshold"],
      meaning: "The number that a measured one is compared with. Each can be set for a judgement."),
  ]
}

import Reports

/// All words that `explain` knows: those of the reports' glossary, and those of the lessons.
public enum WordCatalog {
  /// The words.
  public static let all: [Word] = glossary + activations + networks + training

  /// The word that is meant by a text; nil where none is.
  public static func word(_ text: String) -> Word? { all.first { $0.isMeant(by: text) } }

  /// The lesson that shows a word of the glossary, by the word's name.
  private static let lessons = [
    "delta": "backprop", "rms": "vanishing", "factor": "vanishing", "activation": "activations",
    "preactivation": "neuron", "slope": "activations", "gradient": "backprop",
    "update": "optimizers", "gain": "initialization", "vanishing": "vanishing",
    "exploding": "exploding", "saturation": "deep-sigmoid", "silent": "dying-relu",
    "probe": "dying-relu", "initialization": "initialization", "shortcut": "residual",
    "norm": "batch-norm", "underflow": "vanishing", "guessing": "mse-vs-cross-entropy",
    "heldout": "features", "step": "optimizers", "theory": "initialization",
    "verdict": "capstone", "place": "vanishing", "severity": "capstone", "threshold": "capstone",
  ]

  /// Further ways to type a word of the glossary.
  private static let forms = [
    "silent": ["dead unit", "silent unit", "dead neuron"],
    "severity": ["error", "warning", "warnings", "note"],
  ]

  private static let glossary = Glossary.all.map { term in
    Word(
      term.id, forms: term.forms + (forms[term.id] ?? []), title: term.title, meaning: term.meaning,
      formula: term.formula,
      lesson: lessons[term.id])
  }
}

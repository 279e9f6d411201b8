import Records

/// What is known of losses, optimizers and formats of numbers by the names that frameworks have for them.
/// Only here is something concluded from a name, where a log comes in: judgements read facts.
enum KnownNames {
  /// The facts about a loss of this name; of one that is not known, nothing but the name.
  static func loss(_ name: String) -> LossFacts {
    switch plain(name).removingEnding("loss") {
    case "crossentropy", "categoricalcrossentropy", "sparsecategoricalcrossentropy",
      "softmaxcrossentropy", "nll", "negativeloglikelihood", "logitcrossentropy":
      LossFacts(name: name, kind: .logLikelihood, isOverClasses: true)
    case "bce", "binarycrossentropy", "bcewithlogits", "binarycrossentropywithlogits",
      "sigmoidcrossentropy", "logitbinarycrossentropy":
      LossFacts(name: name, kind: .logLikelihood, isOverClasses: false)
    case "mse", "meansquarederror", "squarederror", "l2":
      LossFacts(name: name, kind: .squaredError, isOverClasses: false)
    case "mae", "meanabsoluteerror", "l1", "smoothl1", "huber":
      LossFacts(name: name, kind: .other, isOverClasses: false)
    default: LossFacts(name: name)
    }
  }

  /// Whether an optimizer of this name divides each update by the gradient's size; nil for one that is not
  /// known.
  static func dividesByGradientSize(_ name: String) -> Bool? {
    switch plain(name) {
    case "sgd", "momentum", "nesterov", "asgd": false
    case "adam", "adamw", "nadam", "radam", "adamax", "amsgrad", "rmsprop", "adagrad", "adadelta",
      "adafactor", "sparseadam", "lion", "rprop":
      true
    default: nil
    }
  }

  /// A format by the name that this program has for it.
  static func precision(_ name: String) -> Precision {
    switch plain(name).removingStart("torch").removingStart("jnp") {
    case "float64", "fp64", "double": Precision("float64")
    case "float32", "fp32", "float": Precision("float32")
    case "bfloat16", "bf16": Precision("bfloat16")
    case "float16", "fp16", "half": Precision("float16")
    default: Precision(name)
    }
  }

  /// Letters and digits alone, in small letters: `BCEWithLogitsLoss` and `bce-with-logits` are alike.
  static func plain(_ name: String) -> String {
    name.lowercased().filter { $0.isLetter || $0.isNumber }
  }
}

extension String {
  fileprivate func removingEnding(_ ending: String) -> String {
    hasSuffix(ending) ? String(dropLast(ending.count)) : self
  }

  fileprivate func removingStart(_ start: String) -> String {
    hasPrefix(start) ? String(dropFirst(start.count)) : self
  }
}

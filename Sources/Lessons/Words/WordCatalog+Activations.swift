extension WordCatalog {
  /// The activation functions.
  static let activations: [Word] = [
    function(
      "sigmoid", "1 / (1 + e^−z)",
      "Squeezes any number into 0…1, so that it can be read as a probability: the right last step for a yes "
        + "or no. In hidden layers its slope, a quarter at most, takes three quarters of δ from every layer.",
      ["σ", "logistic"]),
    function(
      "tanh", "(e^z − e^−z) / (e^z + e^−z)",
      "A sigmoid stretched to −1…1, with mean 0 and slope 1 in its middle. It still goes flat on both sides.",
      ["hyperbolic tangent"]),
    function(
      "relu", "max(0, z)",
      "Passes what is above 0 as it is, with slope 1, and nothing else. A unit that is below 0 for every "
        + "example learns nothing more: it is dead.", ["rectified linear unit"]),
    function(
      "leaky-relu", "z above 0, else 0.01·z",
      "A ReLU that lets a little through below 0, so that no unit can die.", ["leaky relu"]),
    function(
      "elu", "z above 0, else e^z − 1",
      "A ReLU that bends smoothly to −1 below 0, which keeps the mean of a layer nearer to 0."),
    function(
      "selu", "1.0507·(z above 0, else 1.6733·(e^z − 1))",
      "An ELU with two numbers chosen so that, with LeCun weights, signals keep mean 0 and deviation 1 over "
        + "many layers."),
    function(
      "gelu", "z·Φ(z), Φ the normal distribution",
      "A ReLU with a smooth bend, which dips a little below 0 first. Usual in transformers."),
    function(
      "silu", "z·sigmoid(z)", "Much like GELU, from the sigmoid. Also called swish.", ["swish"]),
    function("softplus", "ln(1 + e^z)", "A ReLU without a corner: smooth, and never exactly 0."),
    function("mish", "z·tanh(softplus(z))", "Smooth like SiLU, with a slightly deeper dip."),
    function(
      "hard-tanh", "z within −1…1, else the nearer end",
      "A tanh made of three straight lines: cheap, and exactly flat outside.", ["hard tanh"]),
    function(
      "exponential", "e^z",
      "Grows without bound: as a hidden activation its signals explode after a few layers.", ["exp"]
    ),
    function(
      "identity", "z",
      "No bend at all: a network of it is a single weighted sum, however many layers it has.",
      ["linear", "no activation"]),
  ]

  private static func function(
    _ name: String, _ formula: String, _ meaning: String, _ forms: [String] = []
  ) -> Word {
    Word(
      name, forms: forms, title: "\(name), an activation function", meaning: meaning,
      formula: "φ(z) = \(formula)", lesson: "activations", activation: name)
  }
}

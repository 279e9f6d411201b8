extension WordCatalog {
  /// What networks are made of.
  static let networks: [Word] = [
    Word(
      "neuron", forms: ["unit"],
      meaning:
        "The smallest part of a network: it multiplies each input by a weight, adds the products and a bias, "
        + "and bends the sum with its activation function.",
      formula: "a = φ(w·x + b)", lesson: "neuron"),
    Word(
      "weight", forms: ["weights", "w"],
      meaning:
        "The number by which a neuron multiplies one of its inputs: how much that input counts, and in which "
        + "direction. Training changes it.", lesson: "neuron"),
    Word(
      "bias", forms: ["biases", "b"],
      meaning:
        "The number a neuron adds to its sum: how much it takes until it says yes. In a plane it shifts the line "
        + "between yes and no.", lesson: "neuron"),
    Word(
      "perceptron",
      meaning:
        "A single neuron that learns from its mistakes. It can learn what one straight line divides, such as AND "
        + "and OR; XOR it cannot.", formula: "w ← w + η·(y − ŷ)·x", lesson: "perceptron"),
    Word(
      "xor", forms: ["exclusive or"], title: "XOR, exclusive or",
      meaning:
        "Yes where exactly one of two inputs is 1. No straight line divides its four points, so it needs a "
        + "hidden layer.", lesson: "xor"),
    Word(
      "layer", forms: ["layers", "hidden layer", "depth"],
      meaning:
        "Neurons side by side that read the same inputs. A hidden layer lies between the inputs and the "
        + "output; depth is how many of them there are.",
      formula: "z = a·W + b, a = φ(z), with a of the layer below", lesson: "forward"),
    Word(
      "width", meaning: "How many neurons a layer has.", lesson: "universal-approximation"),
    Word(
      "fan-in", forms: ["fan in", "fan-out", "fan out"],
      meaning:
        "How many inputs a neuron reads; fan-out: how many read it. The variance of a sum grows with the "
        + "number of its terms, so first weights are made smaller the more there are.",
      formula: "Var z = fan-in · Var W · mean of a²", lesson: "initialization"),
    Word(
      "forward", forms: ["forward pass", "forward propagation"], title: "forward pass",
      meaning: "Computing the answer from the inputs, layer by layer.", lesson: "forward"),
    Word(
      "backpropagation", forms: ["backprop", "backward pass"],
      meaning:
        "Computing how the loss changes with every weight, layer by layer, from the output back to the inputs, "
        + "by the chain rule.",
      formula: "δ of a layer = (δ of the layer above · Wᵀ) ⊙ φ′(z)", lesson: "backprop"),
    Word(
      "chain-rule", forms: ["chain rule of calculus"], title: "chain rule",
      meaning:
        "If a changes b and b changes c, the effect of a on c is the product of both effects. Over many "
        + "layers it is a product of many factors, which is why δ vanishes or explodes.",
      formula: "dc/da = dc/db · db/da", lesson: "backprop"),
    Word(
      "signal", forms: ["signals"],
      meaning:
        "What a layer passes on to the next one: its activations, whose size is measured as their RMS. It "
        + "should keep about the same size from layer to layer.",
      formula: "RMS of a over examples and units", lesson: "initialization"),
    Word(
      "standard deviation", forms: ["deviation", "std", "variance", "spread"],
      meaning:
        "How far numbers typically lie from their mean: the root of the mean of the squared distances. The "
        + "variance is its square.",
      formula: "σ = √(mean of (x − mean)²)", lesson: "initialization"),
    Word(
      "softmax",
      meaning:
        "Makes probabilities that sum to 1 of a list of raw outputs, one a class. The classes exclude each other: "
        + "raising one lowers all others.",
      formula: "pᵢ = e^zᵢ / Σ e^zⱼ, with the largest z subtracted first", lesson: "softmax"),
    Word(
      "logit", forms: ["logits", "raw output", "raw outputs"],
      meaning: "An output before a softmax or a sigmoid made a probability of it.",
      formula: "of a probability p: ln(p / (1 − p))", lesson: "softmax"),
    Word(
      "chi", forms: ["χ"], title: "χ, chi",
      meaning:
        "By what one layer multiplies the square of δ, on average over first weights: below 1 gradients vanish, "
        + "above 1 they explode, at 1 they live.",
      formula: "χ = σw²·E[φ′(z)²]", lesson: "initialization"),
    Word(
      "universal-approximation", forms: ["universal approximation theorem"],
      title: "universal approximation",
      meaning:
        "One hidden layer with enough units can come as close as one likes to any continuous function. It says "
        + "nothing of whether training finds it.", lesson: "universal-approximation"),
    Word(
      "feature", forms: ["features"],
      meaning:
        "A number that describes an example, such as a pixel; also what a hidden unit answers to, which the "
        + "network has made itself.", lesson: "features"),
  ]
}

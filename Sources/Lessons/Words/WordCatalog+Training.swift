extension WordCatalog {
  /// What is said of training.
  static let training: [Word] = [
    Word(
      "loss", forms: ["loss function", "cost"],
      meaning: "How wrong the answers are, as one number. Training makes it smaller.",
      lesson: "losses"),
    Word(
      "mse", forms: ["mean squared error", "squared error"], title: "MSE, mean squared error",
      meaning:
        "The loss for values: errors count by their square. For classes it is slow where the network is most "
        + "wrong, as its gradient has the slope of the sigmoid in it.",
      formula: "mean of (y − ŷ)²", lesson: "mse-vs-cross-entropy"),
    Word(
      "cross-entropy",
      forms: ["bce", "cce", "binary cross-entropy", "categorical cross-entropy", "log loss"],
      meaning:
        "The loss for classes: how surprised the network is by the right answer. With a sigmoid or softmax its "
        + "gradient is the plain difference p − y, large where the answer is very wrong.",
      formula: "−ln p of the right class, the mean over examples", lesson: "losses"),
    Word(
      "plateau", forms: ["plateaus", "plateaux"],
      meaning:
        "A stretch of training over which the loss hardly moves. It may be the end of what the network can "
        + "learn, or the time before it finds the way: look whether δ and the updates are alive.",
      lesson: "xor"),
    Word(
      "healthy",
      meaning:
        "The verdict on a run in which no rule found an error: numbers stay numbers, δ reaches the first layer, "
        + "and the loss falls. There may still be warnings.", lesson: "capstone"),
    Word(
      "record", forms: ["recording", "run record"],
      meaning:
        "What is kept of a run: for every place and at chosen steps the sizes of activations, δ, gradients and "
        + "updates, and the loss at every step. Verdicts and pictures are made from it alone.",
      lesson: "vanishing"),
    Word(
      "look", forms: ["looks", "looking"],
      meaning:
        "One time at which something is measured. Between two looks nothing is known: that a unit is dead at "
        + "one and not at the look before says that it died in between.", lesson: "dying-relu"),
    Word(
      "accuracy", meaning: "The share of examples that are answered right.", lesson: "features"),
    Word(
      "learning-rate", forms: ["η", "eta", "lr", "rate"], title: "η, learning rate",
      meaning:
        "How far one update goes along the gradient. Too small: nothing moves. Too large: it jumps over the "
        + "valley, and units die.", formula: "θ ← θ − η·∂L/∂θ", lesson: "optimizers"),
    Word(
      "sgd", forms: ["gradient descent", "stochastic gradient descent", "batch", "mini-batch"],
      title: "gradient descent",
      meaning:
        "Update by the gradient, again and again: over all examples (batch), one (stochastic) or a few "
        + "(mini-batch). Fewer examples are cheaper and noisier.",
      formula: "θ ← θ − η·∂L/∂θ", lesson: "optimizers"),
    Word(
      "momentum",
      meaning:
        "Keeps a share of the last update, so that steps in one direction add up and those to and fro cancel.",
      formula: "v ← μ·v + g, θ ← θ − η·v", lesson: "optimizers"),
    Word(
      "adam",
      meaning:
        "Momentum, and every step divided by the usual size of its gradient: parameters with small gradients "
        + "move as far as those with large ones.",
      formula: "θ ← θ − η·m̂ / (√v̂ + ε)", lesson: "optimizers"),
    Word(
      "epoch", meaning: "One pass through all training examples.", lesson: "perceptron"),
    Word(
      "clipping", forms: ["gradient clipping", "clip-norm", "clip norm"],
      title: "gradient clipping",
      meaning:
        "Shortens the gradient where it is longer than a bound, so that one step cannot throw the network away.",
      formula: "g ← g·min(1, c / ‖g‖)", lesson: "clipping"),
    Word(
      "standardize", forms: ["standardization", "input scaling", "scaling"],
      title: "standardization",
      meaning:
        "Shifts and scales every input to mean 0 and deviation 1, so that none counts more only because of its "
        + "unit.", formula: "x ← (x − mean) / deviation", lesson: "input-scaling"),
    Word(
      "overfitting",
      meaning:
        "Learning the training examples by heart: their loss falls, and that of examples held out rises.",
      lesson: "features"),
    Word(
      "dropout",
      meaning:
        "Training with a random share of activations set to 0, so that no unit can rely on a single other one."
    ),
    Word(
      "weight-decay", forms: ["weight decay", "l2"], title: "weight decay",
      meaning: "Pulls every weight a little towards 0 in each update.", formula: "θ ← θ − η·λ·θ"),
    Word(
      "he", forms: ["he initialization", "kaiming"], title: "He initialization",
      meaning:
        "First weights for ReLU: twice the variance of those that keep a signal, as ReLU takes half of it.",
      formula: "Var W = 2 / fan-in", lesson: "initialization"),
    Word(
      "xavier", forms: ["xavier initialization", "glorot"], title: "Xavier initialization",
      meaning:
        "First weights for tanh and the like, which keep signals forward and δ back about as large.",
      formula: "Var W = 2 / (fan-in + fan-out)", lesson: "initialization"),
    Word(
      "naive", forms: ["naive initialization"], title: "naive initialization",
      meaning:
        "First weights of one small deviation, 0.01, whatever the size of the layer: signals shrink in every "
        + "layer.", formula: "W ~ N(0, 0.01²)", lesson: "initialization"),
    Word(
      "central-difference", forms: ["finite difference", "gradient check"],
      title: "central difference",
      meaning:
        "The slope of the loss found by moving a parameter up and down a little: slow, and independent of "
        + "backpropagation, so that it can check it.",
      formula: "(L(θ + h) − L(θ − h)) / 2h", lesson: "backprop"),
  ]
}

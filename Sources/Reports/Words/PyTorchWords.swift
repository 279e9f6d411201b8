import Diagnosis
import Records

/// A remedy as one or two lines of a program with PyTorch. `model`, `optimizer`, `layer`, `x` are the
/// reader's; where a finding names layers, theirs are the weights that are drawn: `model.encoder[3].weight`.
struct PyTorchWords {
  let facts: RunFacts
  let places: [Place]
  /// The layers with weights that the finding names; none where it is about the whole run.
  var modules = PyTorchModules([])

  /// The lines; nil where only a person can do it.
  func lines(_ action: Remedy.Action) -> [String]? {
    switch action {
    case .initializer(let name): initializer(name).map { [$0] }
    case .matchingInitializer: matchingInitializer.flatMap(initializer).map { [$0] }
    case .gain(let gain): initializer("fan-in:\(gain)").map { [$0] }
    case .weights(let factor):
      [modules.line { "\($0).weight.data *= \(RemedyWords.number(factor))" }]
    case .activation(let name, let initializer):
      Self.modules[name].map { module in
        ["nn.\(module)()"] + [self.initializer(initializer)].compactMap { $0 }
      }
    case .residual(nil): ["x = x + layer(x)"]
    case .residual(let scale?), .branchScale(let scale?):
      ["x = x + \(RemedyWords.number(scale)) * layer(x)"]
    case .branchScale(nil): ["x = x + blocks ** -0.5 * layer(x)"]
    case .orthogonalRecurrence: ["nn.init.orthogonal_(rnn.weight_hh_l0)"]
    case .gates:
      ["rnn = nn.LSTM(inputs, units)", "rnn.bias_hh_l0.data[units:2 * units] = 1  # forget gate"]
    // The second block of rows: of an LSTM the forget gate, of a GRU the update gate.
    case .openGates(let bias):
      ["rnn.bias_hh_l0.data[units:2 * units] = \(RemedyWords.number(bias))"]
    case .normalization(let kind): [normalization(kind)]
    case .learningRate(let factor, let isLower):
      [
        "optimizer.param_groups[0][\"lr\"] *= "
          + RemedyWords.number(factor ?? (isLower ? 0.1 : 10))
      ]
    case .clipping(let isLower):
      [
        "torch.nn.utils.clip_grad_norm_(model.parameters(), "
          + (isLower ? facts.clipNorm.map { RemedyWords.number($0 / 10) } ?? "0.1" : "1.0") + ")"
      ]
    case .batch(let size): ["loader = DataLoader(dataset, batch_size=\(size), shuffle=True)"]
    case .weightDecay(let factor): [decay(times: factor)]
    case .standardize: ["x = (x - x.mean(0)) / (x.std(0) + 1e-8)"]
    case .loss("cross-entropy"): ["loss = nn.functional.cross_entropy(logits, target)"]
    case .loss("mse"): ["loss = nn.functional.mse_loss(output, target)"]
    case .schedule("cosine"):
      [
        "scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max="
          + (facts.plannedSteps.map(String.init) ?? "steps") + ")"
      ]
    case .loss, .outputActivation, .noClipping, .schedule, .units, .layers, .steps, .examples,
      .leaveOut, .task, .look:
      nil
    }
  }

  /// Of images every channel is normalized, of vectors every feature.
  private func normalization(_ kind: String?) -> String {
    guard places.contains(where: { $0.kind == .convolution }) else {
      return kind == "batch" ? "nn.BatchNorm1d(features)" : "nn.LayerNorm(features)"
    }
    return kind == "layer" ? "nn.GroupNorm(1, channels)" : "nn.BatchNorm2d(channels)"
  }

  /// The one made for the activations of the places, where they agree.
  private var matchingInitializer: String? {
    let names = Set(places.compactMap { $0.activation?.matchingInitializer })
    return names.count == 1 ? names.first : nil
  }

  private func decay(times factor: Double) -> String {
    let group = "optimizer.param_groups[0][\"weight_decay\"]"
    guard let now = facts.weightDecay, now > 0 else {
      return factor > 1 ? "\(group) = 0.0001" : "\(group) = 0"
    }
    return "\(group) = \(RemedyWords.number(now * factor))"
  }

  /// The names of φ that PyTorch has a module for.
  private static let modules = [
    "relu": "ReLU", "leaky-relu": "LeakyReLU", "tanh": "Tanh", "sigmoid": "Sigmoid", "elu": "ELU",
    "selu": "SELU", "gelu": "GELU", "silu": "SiLU", "softplus": "Softplus", "mish": "Mish",
  ]

  /// The call that draws the weights of a layer; nil for an initializer that PyTorch has no call for.
  private func initializer(_ name: String) -> String? {
    let parts = name.split(separator: ":", maxSplits: 1)
    let value = parts.count == 2 ? Double(parts[1]) : nil
    func call(_ function: String, _ arguments: String = "") -> String {
      modules.line { "nn.init.\(function)_(\($0).weight\(arguments))" }
    }
    switch (parts.first, value) {
    case ("he-normal", _): return call("kaiming_normal", ", nonlinearity=\"relu\"")
    case ("he-uniform", _): return call("kaiming_uniform", ", nonlinearity=\"relu\"")
    case ("xavier-normal", _): return call("xavier_normal")
    case ("xavier-uniform", _): return call("xavier_uniform")
    // kaiming with the gain of a straight line is Var W = 1 / fan-in.
    case ("lecun-normal", _): return call("kaiming_normal", ", nonlinearity=\"linear\"")
    case ("lecun-uniform", _): return call("kaiming_uniform", ", nonlinearity=\"linear\"")
    case ("orthogonal", let gain):
      return call("orthogonal", gain.map { ", gain=\(RemedyWords.number($0))" } ?? "")
    case ("normal", let deviation?): return call("normal", ", std=\(RemedyWords.number(deviation))")
    case ("uniform", let limit?):
      let number = RemedyWords.number(limit)
      return call("uniform", ", -\(number), \(number)")
    case ("fan-in", let gain?):
      let variance = RemedyWords.number(gain)
      return modules.line {
        "nn.init.normal_(\($0).weight, std=(\(variance) / \($0).weight[0].numel()) ** 0.5)"
      }
    default: return nil
    }
  }
}

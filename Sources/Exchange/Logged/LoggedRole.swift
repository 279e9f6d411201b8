import Foundation

/// What a column of another tool's table is, by its name: the names that are read, and which goes before
/// which.
///
/// Names are compared in small letters, with one underscore for whatever is neither letter nor digit, and
/// without the name of a run that wandb puts before ` - `: `run - train/Loss` is `train_loss`.
enum LoggedRole: String, CaseIterable, Sendable {
  case step, loss, accuracy, gradientNorm, learningRate
  case validationLoss, validationAccuracy

  /// What it is, in messages.
  var words: String {
    switch self {
    case .step: "the step"
    case .loss: "the loss"
    case .accuracy: "the accuracy"
    case .gradientNorm: "the gradient norm"
    case .learningRate: "the learning rate"
    case .validationLoss: "the loss held out"
    case .validationAccuracy: "the accuracy held out"
    }
  }

  /// The names, those that count first in front; of the same list none goes before another.
  var names: [[String]] {
    switch self {
    case .step:
      [
        ["global_step", "trainer_global_step", "train_global_step"],
        ["step", "steps", "train_step", "training_step"],
        ["iteration", "iterations", "iter", "update", "updates", "num_updates"],
        ["epoch", "epochs", "train_epoch", "trainer_epoch"],
      ]
    case .loss:
      [
        Self.trained("loss", also: ["batch_loss", "train_batch_loss"]),
        ["epoch_loss", "loss_epoch"] + Self.ofEpoch("loss", Self.training),
        ["total_loss", "loss_total", "train_total_loss", "train_loss_total"],
      ]
    case .accuracy:
      [
        Self.accuracies.flatMap { Self.trained($0) },
        Self.accuracies.flatMap {
          ["epoch_\($0)", "\($0)_epoch"] + Self.ofEpoch($0, Self.training)
        },
      ]
    case .validationLoss: Self.heldOut.map { Self.held("loss", $0) }
    case .validationAccuracy:
      Self.heldOut.map { words in Self.accuracies.flatMap { Self.held($0, words) } }
    case .gradientNorm:
      [
        ["", "train_", "training_"].flatMap { word in
          Self.norms.map { word + $0 }
        }
      ]
    case .learningRate:
      [["lr", "learning_rate", "train_lr", "train_learning_rate", "learningrate", "epoch_lr"]]
    }
  }

  /// What a name is for, and how many lists of names go before its own; nil for a name that is not known.
  static func of(_ name: String) -> (role: LoggedRole, rank: Int)? {
    let plain = plain(name)
    if let known = table[plain] { return known }
    // `lr-Adam`, `lr-SGD/pg1`: Lightning names the optimizer.
    return plain.hasPrefix("lr_") ? (.learningRate, 1) : nil
  }

  /// A name as it is compared.
  static func plain(_ name: String) -> String {
    let own = name.range(of: " - ", options: .backwards).map { name[$0.upperBound...] }
    var plain = ""
    for scalar in (own ?? name[...]).lowercased().unicodeScalars {
      if CharacterSet.alphanumerics.contains(scalar) {
        plain.unicodeScalars.append(scalar)
      } else if !plain.isEmpty, plain.last != "_" {
        plain += "_"
      }
    }
    return plain.hasSuffix("_") ? String(plain.dropLast()) : plain
  }

  /// Whether a name is of the smallest or largest value that wandb writes beside a mean, which is no value of
  /// a step.
  static func isBound(_ name: String) -> Bool {
    name.hasSuffix("__MIN") || name.hasSuffix("__MAX")
  }

  /// Whether a name of a step counts epochs.
  static func countsEpochs(_ name: String) -> Bool { plain(name).contains("epoch") }

  // MARK: - Names

  private static let training = ["train", "training"]
  private static let heldOut = [
    ["val", "valid", "validation"], ["eval", "evaluation", "dev"], ["test"],
  ]
  private static let accuracies = [
    "accuracy", "acc", "sparse_categorical_accuracy", "categorical_accuracy", "binary_accuracy",
  ]
  private static let norms = [
    "grad_norm", "gradient_norm", "gradients_norm", "gradientnorm", "grad_norm_total",
    "total_grad_norm", "global_grad_norm", "total_norm", "global_norm", "gnorm",
    "grad_2_norm_total",
    "grad_2_0_norm_total", "grad_norm_step",
  ]

  private static func trained(_ metric: String, also names: [String] = []) -> [String] {
    [metric, "\(metric)_step"] + names
      + training.flatMap {
        ["\($0)_\(metric)", "\(metric)_\($0)", "\($0)_\(metric)_step", "\($0)_step_\(metric)"]
      }
  }

  private static func held(_ metric: String, _ words: [String]) -> [String] {
    words.flatMap { ["\($0)_\(metric)", "\(metric)_\($0)", "\($0)_\($0)_\(metric)"] }
      + ofEpoch(metric, words)
  }

  private static func ofEpoch(_ metric: String, _ words: [String]) -> [String] {
    words.flatMap {
      ["\($0)_\(metric)_epoch", "\($0)_epoch_\(metric)", "\(metric)_\($0)_epoch"]
    }
  }

  private static let table: [String: (role: LoggedRole, rank: Int)] = {
    var table: [String: (role: LoggedRole, rank: Int)] = [:]
    for role in allCases {
      for (rank, names) in role.names.enumerated() {
        for name in names { table[name] = (role, rank) }
      }
    }
    return table
  }()
}

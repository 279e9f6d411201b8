import Diagnosis
import Records
import Texts

/// What was trained, on what and how, in the words of headings; what is not known is left out.
struct NetworkWords: Sendable {
  private let run: JudgedRun

  /// The words about a run.
  init(_ run: JudgedRun) { self.run = run }

  private var facts: RunFacts { run.record.facts }

  /// Such as `10 hidden layers of 64, tanh, he-normal, batch norm, residual × 0.32`.
  var network: String {
    let network = run.network
    let units = width.map { " of \($0)" } ?? ""
    let parts = [
      run.depthWords + units, activation, network.initializer, network.norm.map { "\($0) norm" },
      network.residualScale.map { "residual × \(Words.short($0))" },
    ]
    return parts.compactMap { $0 }.joined(separator: ", ")
  }

  /// The units of a place, such as `64`, `128, 64, 32`, `16 to 512`; nil where they are not known.
  var width: String? {
    let widths = run.network.widths.filter { $0 > 0 }
    guard let least = widths.min(), let most = widths.max() else { return nil }
    return widths.count > 4 && least < most ? "\(least) to \(most)" : run.network.width()
  }

  /// The names of φ; nil where none is known.
  var activation: String? {
    run.network.activations.contains { $0 != "?" } ? run.network.activation() : nil
  }

  /// Such as `cross-entropy, sgd with learning rate 0.050, batches of 64, float32, seed 1`; nil where
  /// nothing of it is known.
  var training: String? {
    let rate = facts.learningRate.map { "learning rate \(Words.short($0))" }
    let optimizer = facts.optimizer.map {
      [$0.name, rate].compactMap { $0 }.joined(separator: " with ")
    }
    let parts = [
      facts.loss?.name, optimizer ?? rate,
      facts.batchSize.map { $0 == 0 ? "the full set" : "batches of \($0)" },
      facts.precision?.name, facts.seed.map { "seed \($0)" },
    ].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  /// Such as `digits: 1797 examples of 64 features`; nil where the data are not known.
  var data: String? {
    facts.data.map { data in
      let size = data.examples > 0 ? ": \(data.examples) examples of \(data.features) features" : ""
      return "\(data.name)\(size)"
    }
  }

  /// Such as `recorded by gradscope_recorder, with PyTorch (torch 2.13.0)`; nil for a run of this
  /// program.
  var origin: String? {
    let origin = facts.origin
    guard !origin.isOwn else { return nil }
    let versions = origin.versions.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    let details = versions.isEmpty ? "" : " (\(versions.joined(separator: ", ")))"
    let program = origin.program.isEmpty ? "another program" : origin.program
    return "recorded by \(program)" + (origin.framework.map { ", with \($0)" } ?? "") + details
  }

  // MARK: - At the foot of a picture

  /// Such as `digits, 1438 training examples`; empty where the data are not known.
  var source: String {
    guard let data = facts.data else { return "" }
    let training = run.record.evaluation.trainingExamples
    if training > 0 { return "\(data.name), \(training) training examples" }
    return data.examples > 0 ? "\(data.name), \(data.examples) examples" : data.name
  }

  /// What it was trained with, such as width `64`, norm `batch`, optimizer `SGD 0.05`, batch `64`.
  var setting: Setting {
    let names = ["sgd": "SGD", "rmsprop": "RMSProp", "adam": "Adam", "adamw": "AdamW"]
    let optimizer = facts.optimizer.map { names[$0.name] ?? $0.name }
    let rate = facts.learningRate.map { "\($0)" }
    let step = [optimizer, rate].compactMap { $0 }.joined(separator: " ")
    var setting = Setting()
    setting[.width] = width
    setting[.norm] = run.network.norm
    setting[.optimizer] = step.isEmpty ? nil : step
    setting[.batch] = facts.batchSize.map { $0 == 0 ? "all" : "\($0)" }
    setting[.precision] = facts.precision?.name
    return setting
  }
}

import Datasets
import Experiments
import Networks

extension LessonSettings {
  /// What a lesson that trains networks lets everybody change.
  static let training: [LessonOption] = [
    .steps, .learningRate, .optimizer, .momentum, .batchSize, .clipNorm, .dataset, .seed,
  ]

  /// An activation function by its name.
  ///
  /// - Throws: `LessonError` for a name that none has.
  func activation(or standard: String) throws(LessonError) -> any Activation {
    let name = texts[.activation] ?? standard
    guard let activation = ActivationCatalog.named(name) else {
      throw .value(
        .activation,
        expected: "one of \(ActivationCatalog.all.map(\.usage).joined(separator: ", "))",
        got: name)
    }
    return activation
  }

  /// A plan with everything in it that was chosen; what names a part is checked when it is trained. At least one
  /// update is made: of none nothing could be said of training.
  ///
  /// - Throws: `LessonError` for a text that is no number where one is needed.
  func applied(to plan: TrainingPlan) throws(LessonError) -> TrainingPlan {
    var plan = plan
    // The activation that the lesson has anyway keeps the first weights that the lesson has.
    if let name = texts[.activation], PerLayer(name) != plan.activation {
      plan.activation = PerLayer(name)
      plan.initializer = TrainingPlan.matchingInitializer(of: plan.activation)
    }
    if let name = texts[.initializer] { plan.initializer = PerLayer(name) }
    if let name = texts[.norm] { plan.norm = PerLayer(name) }
    if let name = texts[.optimizer] {
      plan.optimizer = name
      plan.learningRate = TrainingPlan.defaultLearningRate(of: name)
    }
    plan.depth = try whole(.depth, or: plan.depth, in: 0...1000)
    plan.width = try whole(.width, or: plan.width, in: 1...4096)
    plan.steps = try whole(.steps, or: plan.steps, in: 1...100_000)
    plan.learningRate = try number(.learningRate, or: plan.learningRate, in: 1e-12...1e12)
    if texts[.momentum] != nil { plan.momentum = try number(.momentum, or: 0.9, in: 0...0.9999) }
    plan.batchSize = try whole(.batchSize, or: plan.batchSize, in: 0...100_000)
    if texts[.clipNorm] != nil { plan.clipNorm = try number(.clipNorm, or: 1, in: 1e-12...1e12) }
    plan.seed = try seed()
    return plan
  }

  /// Looks whether there are as many hidden layers as a lesson needs.
  ///
  /// - Parameter reason: why it needs them, as in `layers are compared`.
  /// - Throws: `LessonError` where there are fewer.
  func check(
    _ plan: TrainingPlan, hasLayers least: Int, as reason: String
  ) throws(LessonError) {
    guard plan.depth < least else { return }
    throw .value(
      .depth, expected: "a whole number from \(least), as \(reason)", got: "\(plan.depth)")
  }

  /// The data of a lesson, from one of the names of the command line.
  ///
  /// - Throws: `DatasetError` for data that cannot be read; a file is as good as a name.
  func data(or standard: String, for plan: TrainingPlan) throws -> PreparedData {
    let name = texts[.dataset] ?? standard
    return try PreparedData(DatasetName(parsing: name).load(seed: plan.seed), for: plan)
  }
}

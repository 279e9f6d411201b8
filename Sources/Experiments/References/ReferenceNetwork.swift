import Datasets
import Diagnosis
import Files
import Networks
import Records
import Tensors

/// The small healthy network that says what data give: 2 hidden layers of 64, ReLU, He, Adam, on standardized
/// features and values, 1,000 steps of 64 examples, of which the best of a few looks counts.
///
/// Its loss is that of the run that is compared, in the run's own units. It stops at its best look, as
/// somebody would who watches the examples held out: a network that goes on learns small sets by heart.
struct ReferenceNetwork {
  /// What it is, in words.
  static let words = "2 hidden layers of 64, ReLU, He, Adam, the best of 1000 steps"

  /// Updates after which it is looked at.
  static let looks: Set<Int> = [25, 50, 100, 200, 400, 700, 1000]
  /// Fewer examples that were held out say little: a mean over 20 is uncertain by a fifth of the spread.
  static let fewestHeldOut = 20
  /// More examples than a short training sees.
  private static let most = (training: 16_384, held: 4096)
  /// Of examples with more features, fewer: 64 MB.
  private static let mostValues = 16_000_000
  /// Multiplications: of examples with more than 4,000 features, fewer steps, in some three seconds.
  private static let mostWork = 5e10

  /// So many steps, and no fewer than shows whether anything is learned.
  /// nil where that takes too long, or more memory than there is.
  private static func steps(features: Int) -> Int? {
    let width = 64.0
    let step = 3 * 64 * (width * Double(features) + width * width)
    let bytes = 2 * 4 * max(mostValues, 256 * features) + 16 * 64 * features
    guard 100 * step < 4 * mostWork, AddressSpace.hasRoom(for: bytes) else { return nil }
    return min(looks.max() ?? 1000, max(Int(mostWork / step), 100))
  }

  /// So many examples of this many features.
  private static func limit(_ count: Int, features: Int) -> Int {
    min(count, max(mostValues / max(features, 1), 256))
  }

  /// The plan of it for a run's loss.
  static func plan(of run: TrainingPlan) -> TrainingPlan {
    var plan = TrainingPlan()
    (plan.depth, plan.width, plan.steps) = (2, 64, looks.max() ?? 1000)
    (plan.activation, plan.initializer) = ("relu", TrainingPlan.matchingInitializer(of: "relu"))
    plan.optimizer = "adam"
    plan.learningRate = TrainingPlan.defaultLearningRate(of: "adam")
    (plan.loss, plan.task, plan.seed) = (run.loss, run.task, run.seed)
    (plan.dataset, plan.recordingTier) = (run.dataset, .scalars)
    return plan
  }

  /// The yardstick of a run on these data; nil where guessing costs nothing, where the target is constant, and
  /// where the loss does not serve the data.
  static func reference(of run: TrainingPlan, on data: PreparedData) -> Reference? {
    let plan = plan(of: run)
    guard let recipe = try? Recipe(plan, predicting: data.prediction),
      let scales = try? Standardizer(fitting: data.training)
    else { return nil }
    let held = data.validation.flatMap { $0.exampleCount >= fewestHeldOut ? $0 : nil }
    let features = data.training.featureCount
    guard let steps = steps(features: features) else { return nil }
    let training = Part(
      data.training, scales, atMost: limit(most.training, features: features))
    let compared =
      held.map { Part($0, scales, atMost: limit(most.held, features: features)) } ?? training
    let watcher = LookAtSteps(looks.union([steps]), compared, recipe.loss, scales)
    let network = recipe.network(Float.self, inputs: data.training.featureCount, seed: plan.seed)
    var weights = SeededGenerator(seed: plan.seed, stream: SeedStream.weights)
    network.initialize(on: training.scaled.features, using: &weights)
    let sampler = BatchSampler(
      count: training.scaled.count, batchSize: min(plan.batchSize, training.scaled.count),
      generator: SeededGenerator(seed: plan.seed, stream: SeedStream.batches))
    guard
      var trainer = try? Trainer(
        network: network, examples: training.scaled, loss: recipe.loss, rule: recipe.rule,
        sampler: sampler)
    else { return nil }
    _ = trainer.run(steps: steps, observer: watcher)
    // On the same examples: a held-out part that is easier by chance is no merit of a run.
    let guessing =
      held.map { recipe.loss.lossOfGuessing($0.examples(Double.self).targets) }
      ?? data.chance(recipe.loss).loss
    guard guessing > 0, guessing.isFinite, watcher.best.isFinite else { return nil }
    return Reference(guessing: guessing, reached: watcher.best, heldOut: held != nil)
  }

  /// A part of the data as the small network sees it, and the answers in the run's own units.
  struct Part {
    /// Features and values scaled.
    let scaled: Examples<Float>
    /// The answers as they are.
    let targets: Targets<Float>

    init(_ data: Dataset, _ scales: Standardizer, atMost limit: Int) {
      // Evenly over the rows, which a file may have sorted.
      let count = min(data.exampleCount, limit)
      let rows = (0..<count).map { $0 * data.exampleCount / count }
      let width = data.featureCount
      let features = Matrix<Float>(rows: count, columns: width)
      for (i, row) in rows.enumerated() {
        for j in 0..<width {
          let deviation = scales.deviations[j]
          features.elements[i * width + j] =
            deviation > 0
            ? Float((data.features[row * width + j] - scales.means[j]) / deviation) : 0
        }
      }
      guard data.task != .classification else {
        scaled = Examples(features: features, labels: rows.map { data.labels[$0] })
        targets = scaled.targets
        return
      }
      let answers = data.targetCount
      func values(_ scale: (Double, Int) -> Double) -> Matrix<Float> {
        let matrix = Matrix<Float>(rows: count, columns: answers)
        for (i, row) in rows.enumerated() {
          for j in 0..<answers {
            matrix.elements[i * answers + j] = Float(scale(data.targets[row * answers + j], j))
          }
        }
        return matrix
      }
      targets = Targets(values: values { value, _ in value })
      guard let means = scales.targetMeans, let deviations = scales.targetDeviations else {
        scaled = Examples(features: features, values: values { value, _ in value })
        return
      }
      scaled = Examples(
        features: features, values: values { ($0 - means[$1]) / deviations[$1] })
    }
  }
}

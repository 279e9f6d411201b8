import Datasets
import Diagnosis
import Experiments
import Records
import Testing

/// Networks whose layers differ, and those without hidden layers.
@Suite struct NetworksOfLayersTests {
  private func run(
    on data: PreparedData? = nil, _ edit: (inout TrainingPlan) -> Void
  ) throws -> RunRecord {
    var c = TrainingPlan()
    (c.batchSize, c.steps) = (32, 20)
    edit(&c)
    return try Experiment(name: "x", configuration: c, data: data ?? TestData.digits).run()
  }

  private func message(_ edit: (inout TrainingPlan) -> Void) -> String {
    do {
      _ = try run(edit)
      return "no error"
    } catch { return "\(error)" }
  }

  @Test func everyLayerIsWhatItsListsSay() throws {
    let record = try run {
      $0.widths = [32, 16, 8]
      $0.activation = PerLayer(["tanh", "relu", "sigmoid"])
      $0.initializer = PerLayer(["xavier-normal", "he-normal", "xavier-normal"])
      $0.norm = PerLayer(["none", "batch", "none"])
      $0.dropout = PerLayer([0, 0.5, 0])
    }
    #expect(record.places.map(\.fanOut) == [32, 16, 8, 10])
    #expect(record.places.map(\.fanIn) == [64, 32, 16, 8])
    #expect(record.places.map { $0.activation?.name } == ["tanh", "relu", "sigmoid", nil])
    #expect(record.places.map { $0.norm?.name } == [nil, "batch", nil, nil])
    #expect(record.chains.first?.places == [0, 1, 2])
    #expect(record.evaluation.finalLoss < record.evaluation.initialLoss)
    let plan = try #require(TrainingPlan(of: record))
    #expect(plan.hiddenWidths == [32, 16, 8] && plan.dropout.values == [0, 0.5, 0])
  }

  /// A run is what its seed says, the dropped activations too.
  @Test func dropoutIsDrawnFromTheSeed() throws {
    func loss(_ seed: UInt64, _ rate: Double) throws -> [Double] {
      try run { ($0.depth, $0.width, $0.seed, $0.dropout) = (2, 16, seed, PerLayer(rate)) }
        .curves.loss
    }
    #expect(try loss(1, 0.5) == loss(1, 0.5))
    #expect(try loss(1, 0.5) != loss(1, 0))
    #expect(try loss(1, 0.5) != loss(2, 0.5))
  }

  /// Logistic regression: nothing to draw a profile of, and it learns.
  @Test func aNetworkWithoutHiddenLayersIsTrainedAndJudged() throws {
    let record = try run { ($0.depth, $0.steps, $0.learningRate) = (0, 300, 0.5) }
    #expect(record.places.map(\.kind) == [.output])
    #expect(record.depth == 0)
    #expect(record.evaluation.trainingAccuracy > 0.9)
    let judgement = Judgement(record)
    #expect(judgement.isHealthy, "\(judgement.verdict)")
    #expect(judgement.notApplicable["GS101"] != nil)
  }

  @Test(arguments: [
    (
      [32, 16], 3,
      "`activation`: expected one value for all hidden layers, or 2, one for each, got 3"
    ),
    (
      [32, 16, 8], 2,
      "`activation`: expected one value for all hidden layers, or 3, one for each, got 2"
    ),
    ([], 1, "`widths`: expected 1 to 1000 hidden layers, got 0"),
    ([32, 0], 2, "`widths`: expected a whole number from 1 to 65536, got 0"),
  ])
  func aListOfAnotherLengthIsNamed(_ widths: [Int], _ count: Int, _ expected: String) {
    #expect(
      message {
        $0.widths = widths
        $0.activation = PerLayer(Array(repeating: "relu", count: count))
      } == expected)
  }

  @Test func everyListIsChecked() {
    func two(_ edit: (inout TrainingPlan) -> Void) -> String {
      message {
        ($0.depth, $0.width) = (3, 8)
        edit(&$0)
      }
    }
    #expect(two { $0.norm = PerLayer(["none", "batch"]) }.hasPrefix("`norm`: expected one value"))
    #expect(two { $0.dropout = PerLayer([0, 0.1]) }.hasPrefix("`dropout`: expected one value"))
    #expect(
      two { $0.initializer = PerLayer(["zeros", "zeros"]) }
        .hasPrefix("`initializer`: expected one value"))
    #expect(two { $0.dropout = 1 } == "`dropout`: expected a share from 0 to 0.99, got 1.0")
    #expect(two { $0.dropout = PerLayer(.nan) }.hasPrefix("`dropout`: expected a share"))
    #expect(two { $0.activation = PerLayer(["relu", "rleu", "relu"]) }.contains("Did you mean"))
    #expect(two { $0.outputInitializer = "hee" }.hasPrefix("`outputInitializer`: unknown name"))
  }

  /// A block needs as many inputs as outputs: where widths change, a plain layer stands.
  @Test func residualBlocksStandWhereTheWidthStays() throws {
    let record = try run {
      $0.widths = [16, 16, 8, 8]
      $0.residual = true
    }
    #expect(record.places.map { $0.bypass == nil } == [true, false, true, false, true])
    // 1/√L.
    #expect(record.places[1].bypass == 0.5)
  }

  @Test func anOutputActivationAndALossThatDoNotGoTogetherSaySo() {
    let text = message { ($0.outputActivation, $0.loss) = ("relu", "huber") }
    #expect(text.contains("`loss`") || text == "no error", "\(text)")
    #expect(
      message { $0.outputActivation = "softmaxx" }.hasPrefix(
        "`outputActivation`: unknown name \"softmaxx\". Did you mean \"softmax\"?"))
  }

  @Test(arguments: [
    ("adam", "`beta1`: expected a number from 0 up to, not including, 1, got 1.0"),
    ("sgd", "`beta1`: sgd takes none; leave it out, or choose `optimizer` adam or adamw"),
  ])
  func numbersOfAnOptimizerAreChecked(_ optimizer: String, _ expected: String) {
    #expect(message { ($0.optimizer, $0.beta1) = (optimizer, 1) } == expected)
  }
}

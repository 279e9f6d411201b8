import Networks
import Tensors
import Testing

@Suite struct LossCatalogTests {
  @Test func usagesShowWhereANumberMayStand() {
    #expect(
      LossCatalog.all.map(\.usage) == [
        "cross-entropy", "binary-cross-entropy", "mse", "mae", "huber[:DELTA]",
      ])
  }

  @Test(arguments: [("huber", "huber"), ("huber:1", "huber"), ("huber:5e-1", "huber:0.5")])
  func aNumberMayFollowHuber(_ typed: String, _ canonical: String) throws {
    #expect(
      try LossCatalog.loss(named: typed, predicting: .values(1)).name == canonical)
  }

  @Test(arguments: [
    (
      "hubert", Prediction.values(1), nil as Int?,
      "loss: expected one of cross-entropy, binary-cross-entropy, mse, mae, huber[:DELTA], "
        + "got \"hubert\""
    ),
    ("mse:2", .values(1), nil, "loss: expected mse without a number, got \"mse:2\""),
    (
      "huber:x", .values(1), nil,
      "loss: expected huber[:DELTA] with a finite number from 1e-06 to 1000000, got \"huber:x\""
    ),
    (
      "huber:0", .values(1), nil,
      "loss: expected huber[:DELTA] with a finite number from 1e-06 to 1000000, got \"huber:0\""
    ),
    (
      "cross-entropy", .values(2), nil,
      "loss: cross-entropy does not serve to predict 2 values; "
        + "choose one of mse, mae, huber[:DELTA]"
    ),
    (
      "binary-cross-entropy", .classes(3), nil,
      "loss: binary-cross-entropy does not serve to predict 3 classes; "
        + "choose one of cross-entropy, mse, mae, huber[:DELTA]"
    ),
    ("mse", .classes(3), 2, "outputs: expected 3 for 3 classes, got 2"),
  ])
  func refusesWhatCannotBe(
    _ name: String, _ prediction: Prediction, _ outputs: Int?, _ message: String
  ) {
    let error = #expect(throws: TrainingError.self) {
      try LossCatalog.loss(named: name, predicting: prediction, outputs: outputs)
    }
    #expect(error?.description == message)
  }

  /// K sigmoids for K classes are there for those who ask for them.
  @Test func binaryCrossEntropyOfManyClassesIsAskedFor() throws {
    let loss = try LossCatalog.loss(
      named: "binary-cross-entropy", predicting: .classes(3), output: .sigmoid)
    let delta = Matrix<Double>(rows: 1, columns: 3)
    let outcome = loss.evaluate(Matrix([[0, 0, 0]]), against: Targets(labels: [1]), delta: delta)
    #expect(abs(outcome.loss - 0.6931471805599453) < 1e-15)
    #expect(delta.rowArrays[0].map { $0 * 6 } == [1, -1, 1])
  }
}

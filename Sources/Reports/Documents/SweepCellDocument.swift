import Records

/// One cell of a sweep as JSON. Keys without a value are there, as null.
struct SweepCellDocument: Encodable {
  var x: Double
  var y: Double
  var cell: SweepCell?
  var isRegression: Bool

  private enum Key: String, CodingKey {
    case x, y, status, verdict, hasLearned, accuracy, loss, run, wasStored
  }
  private enum AccuracyKey: String, CodingKey { case training, validation }
  private enum LossKey: String, CodingKey { case initial, final, validation }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(x, forKey: .x)
    try container.encode(y, forKey: .y)
    try container.encode(cell?.status.rawValue ?? "not-trained", forKey: .status)
    try container.encode(cell?.verdict, forKey: .verdict)
    try container.encode(cell?.hasLearned, forKey: .hasLearned)
    let evaluation = cell?.evaluation
    // Values have no accuracy.
    var accuracy = container.nestedContainer(keyedBy: AccuracyKey.self, forKey: .accuracy)
    try accuracy.encode(isRegression ? nil : evaluation?.trainingAccuracy, forKey: .training)
    try accuracy.encode(isRegression ? nil : evaluation?.validationAccuracy, forKey: .validation)
    var loss = container.nestedContainer(keyedBy: LossKey.self, forKey: .loss)
    try loss.encode(evaluation?.initialLoss, forKey: .initial)
    try loss.encode(evaluation?.finalLoss, forKey: .final)
    try loss.encode(evaluation?.validationLoss, forKey: .validation)
    try container.encode(cell?.run, forKey: .run)
    try container.encode(cell?.wasStored ?? false, forKey: .wasStored)
  }
}

import Records

/// The loss lines of a log as curves.
struct LoggedCurves {
  /// One loss line.
  private struct Point {
    var step: Int
    var loss = Double.nan
    var accuracy: Double?
    var gradientNorm: Double?
    var learningRate: Double?
    var clippingFactor: Double?
  }

  /// The curves; complete after `finish`.
  private(set) var curves = Curves()
  /// The loss of the first line that has one; NaN before.
  private(set) var firstLoss = Double.nan
  /// The first step with a loss that is not finite.
  private(set) var firstBadLoss: (step: Int, loss: Double)?
  private let clipNorm: Double?
  private let firstRate: Double?
  private var rates: (first: Double?, areAllAlike: Bool) = (nil, true)
  /// The last lines, which are not yet in the curves.
  private var late: [Point] = []
  /// What lines before the loss of their step have, and the learning rate since the last point; nil where
  /// there is nothing.
  private var early: Point?

  /// As many last steps stay apart in a long run, whose other points are means: whether the loss jumps
  /// from step to step cannot be seen in these.
  private static let lateSteps = 100

  init(_ facts: RunFacts) {
    clipNorm = facts.clipNorm
    firstRate = facts.learningRate
  }

  /// Whether the learning rates of all lines are the same; nil where none has one.
  var hasConstantRate: Bool? { rates.first == nil ? nil : rates.areAllAlike }

  /// The keys that are read.
  static let keys: Set<String> = [
    "loss", "accuracy", "gradientNorm", "learningRate", "clippingFactor", "validationLoss",
    "validationAccuracy", "validationExamples",
  ]

  /// Adds a line; several of a step complete each other, in any order. A step without a loss is no point,
  /// for the curves are those of the loss; its learning rate holds for the next one.
  ///
  /// - Throws: `LineFault` where a value of it is wrong.
  mutating func add(_ fields: JSONFields, at step: Int) throws(LineFault) {
    let loss = try fields.number("loss")
    let accuracy = try fields.share("accuracy")
    let norm = try fields.size("gradientNorm")
    let rate = try fields.size("learningRate")
    let factor = try fields.size("clippingFactor")
    if let rate {
      rates.areAllAlike = rates.areAllAlike && rate == rates.first ?? rate
      rates.first = rates.first ?? rate
    }
    var point = Point(step: step, learningRate: early?.learningRate)
    if let last = late.last, last.step == step {
      point = last
    } else if let early, early.step == step {
      point = early
    }
    point.loss = loss ?? point.loss
    point.accuracy = accuracy ?? point.accuracy
    point.gradientNorm = norm ?? point.gradientNorm
    point.learningRate = rate ?? point.learningRate
    point.clippingFactor = factor ?? point.clippingFactor
    if late.last?.step == step {
      late[late.count - 1] = point
    } else if loss != nil {
      late.append(point)
      early = nil
      makeRoom()
    } else {
      early = point
    }
    guard let loss else { return }
    if curves.count == 0, late.count == 1 { firstLoss = loss }
    if firstBadLoss == nil, !loss.isFinite { firstBadLoss = (step, loss) }
  }

  /// Adds what was held back.
  mutating func finish() {
    let apart = min(late.count, Self.lateSteps + 1)
    for point in late.dropLast(apart) { append(point) }
    curves.makeRoom(for: apart)
    for point in late.suffix(apart) { append(point, alone: true) }
    late = []
  }

  private mutating func makeRoom() {
    // Twice as many as stay apart, so that few are moved often.
    guard late.count > 2 * (Self.lateSteps + 1) else { return }
    for point in late.prefix(Self.lateSteps) { append(point) }
    late.removeFirst(Self.lateSteps)
  }

  private mutating func append(_ point: Point, alone: Bool = false) {
    let norm = point.gradientNorm ?? .nan
    var factor = point.clippingFactor ?? 1
    // What a bound on the norm makes of a norm above it.
    if point.clippingFactor == nil, let clipNorm, norm > clipNorm, norm.isFinite {
      factor = clipNorm / norm
    }
    curves.append(
      step: point.step, loss: point.loss, accuracy: point.accuracy ?? .nan, gradientNorm: norm,
      learningRate: point.learningRate ?? (curves.count == 0 ? firstRate : nil),
      clippingFactor: factor, alone: alone)
  }
}

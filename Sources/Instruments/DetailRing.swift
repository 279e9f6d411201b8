import Networks
import Records
import Tensors

/// The last steps in full detail, in memory that is used again and again: when something goes wrong,
/// what led to it is still there.
struct DetailRing {
  private var details: [StepDetail]
  private var position = 0
  private var filled = 0

  /// Memory for the steps that a `BadEvent` keeps, and the one under way.
  init(placeCount: Int) {
    let places = [PlaceStatistics](repeating: PlaceStatistics(), count: placeCount)
    details = (0...BadEvent.stepsKept).map { _ in
      StepDetail(step: 0, loss: 0, gradientNorm: 0, places: places)
    }
  }

  /// The step under way.
  var current: StepDetail {
    get { details[position] }
    _modify { yield &details[position] }
  }

  /// Begins the next step in the place of the oldest.
  mutating func advance() {
    position = (position + 1) % details.count
    filled = min(filled + 1, details.count)
    // An earlier step's number is none of this one.
    for index in current.places.indices { current.places[index][.activationExampleStd] = nil }
  }

  /// Measures in the step under way how far each place tells the examples apart.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  mutating func compareExamples<Scalar: RealScalar>(_ moment: TrainingMoment<Scalar>) {
    for (index, place) in moment.workspace.places.enumerated() {
      ExampleDeviation.measure(place, into: &current.places[index])
    }
  }

  /// The steps that are there, oldest first, the one under way at the end.
  var steps: [StepDetail] {
    (0..<filled).reversed().map { details[(position - $0 + details.count) % details.count] }
  }
}

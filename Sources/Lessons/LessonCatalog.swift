import Datasets
import Texts

/// All lessons, in the order of a course: the one list that is shown, run and tested.
///
/// Adding one: a file with a type that conforms to `Lesson`, and a line here.
public enum LessonCatalog {
  /// The lessons.
  public static let all: [any Lesson] = [
    NeuronLesson(), PerceptronLesson(), ActivationsLesson(), ForwardLesson(), LossesLesson(),
    BackpropLesson(), XorLesson(), OptimizersLesson(), VanishingLesson(), ExplodingLesson(),
    InitializationLesson(), DyingReLULesson(), BatchNormLesson(), ResidualLesson(),
    ClippingLesson(), DeepSigmoidLesson(), InputScalingLesson(), SoftmaxLesson(),
    SquaredOrEntropyLesson(), UniversalApproximationLesson(), FeaturesLesson(), CapstoneLesson(),
  ]

  /// The lesson of a name.
  ///
  /// - Throws: `LessonError` for a name that none has, with the nearest one.
  public static func lesson(_ name: String) throws(LessonError) -> any Lesson {
    let wanted = name.lowercased()
    if let lesson = all.first(where: { $0.card.name == wanted }) { return lesson }
    let guess = ClosestName.closest(to: wanted, in: all.map(\.card.name))
    throw LessonError(
      "lesson: expected one of \(all.map(\.card.name).joined(separator: ", ")), got \(name.inQuotes)."
        + (guess.map { " Did you mean \($0.inQuotes)?" } ?? ""))
  }
}

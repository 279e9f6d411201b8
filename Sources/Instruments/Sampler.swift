import Networks
import Records
import Tensors

/// Takes the samples of a run: dense at first and ever more rarely after that, or at every n-th
/// step.
final class Sampler<Scalar: RealScalar> {
  private var schedule: RecordingSchedule
  private var comparisons: RecordingSchedule
  private let histograms = Histograms<Scalar>()
  private let cosine: GradientCosine<Scalar>

  /// A sampler of this network; `every` how many steps, or by default.
  init(_ network: Network<Scalar>, every: Int?) {
    schedule = .histograms(every: every)
    comparisons = .comparisons(every: every)
    cosine = GradientCosine(network.places)
  }

  /// Completes the sample of the step before, which needs the gradient of this one.
  func complete(_ moment: TrainingMoment<Scalar>, in history: inout SampleHistory) {
    guard cosine.isPending else { return }
    history.completeLast(cosines: cosine.cosines())
  }

  /// Takes a sample where one is due.
  func sample(_ moment: TrainingMoment<Scalar>, into history: inout SampleHistory) {
    guard schedule.isDue(step: moment.step) || moment.isFinal else { return }
    let comparesGradients = comparisons.isDue(step: moment.step) || moment.isFinal
    var layers = [PlaceSample](repeating: PlaceSample(), count: moment.workspace.places.count)
    for (index, place) in moment.workspace.places.enumerated() {
      histograms.measure(place, into: &layers[index])
      guard comparesGradients, let gradient = place.weight?.gradient else { continue }
      layers[index].gradientNoise = GradientNoise.measure(
        place, gradientNorm: gradient.frobeniusNorm / moment.gradientFactor)
    }
    history.append(Sample(step: moment.step, places: layers), alone: moment.isFinal)
    if comparesGradients, !moment.isFinal { cosine.remember() }
  }
}

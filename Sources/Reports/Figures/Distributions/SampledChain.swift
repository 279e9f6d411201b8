import Diagnosis
import Records

/// The histograms of one tensor at the places of a chain, over the samples of a run that have them.
struct SampledChain: Sendable {
  let run: JudgedRun
  let chain: ChainEvidence
  let tensor: SampledTensor
  /// The places that are drawn, numbered from 1: all that were sampled, or some of them at equal distances,
  /// both ends among them.
  let positions: [Int]
  /// The samples that have the tensor at one of the chain's places; at least one.
  let samples: [Sample]

  /// Of the main chain, or of the first one that has any; nil where none has.
  init?(_ run: JudgedRun, _ tensor: SampledTensor, atMost most: Int) {
    func samples(_ chain: ChainEvidence) -> [Sample] {
      run.record.samples.samples.filter { sample in
        chain.chain.places.contains {
          sample.places.indices.contains($0) && tensor.of(sample.places[$0]).count > 0
        }
      }
    }
    let chains = [run.chain].compactMap { $0 } + run.evidence.chains
    guard let chain = chains.first(where: { $0.count > 0 && !samples($0).isEmpty }) else {
      return nil
    }
    (self.run, self.chain, self.tensor) = (run, chain, tensor)
    let found = samples(chain)
    self.samples = found
    let sampled = chain.chain.places.indices.filter { index in
      let place = chain.chain.places[index]
      return found.contains {
        $0.places.indices.contains(place) && tensor.of($0.places[place]).count > 0
      }
    }
    positions = Self.chosen(of: sampled.count, atMost: most).map { sampled[$0 - 1] + 1 }
  }

  /// Of `count` positions so many at equal distances.
  static func chosen(of count: Int, atMost most: Int) -> [Int] {
    guard count > most, most > 1 else { return Array(1..<max(count, 0) + 1) }
    return (0..<most).map { 1 + ($0 * (count - 1) + (most - 1) / 2) / (most - 1) }
  }

  /// The histogram at a position in a sample; an empty one where there is none.
  func histogram(_ position: Int, in sample: Sample) -> MagnitudeHistogram {
    let place = chain.chain.places[position - 1]
    guard sample.places.indices.contains(place) else { return MagnitudeHistogram() }
    return tensor.of(sample.places[place])
  }

  /// The histograms of the drawn places in these samples.
  func histograms(in samples: [Sample]) -> [MagnitudeHistogram] {
    samples.flatMap { sample in positions.map { histogram($0, in: sample) } }
      .filter { $0.count > 0 }
  }

  /// Whether any value that was sampled at a drawn place is a number.
  var hasNumbers: Bool { histograms(in: samples).contains { $0.count > $0.nonFinite } }

  /// The first sample.
  var first: Sample { samples[0] }
  /// The last one; nil where there is one only.
  var last: Sample? { samples.count > 1 ? samples.last : nil }
  /// What the picture shows as the state at the end: the last sample.
  var end: Sample { samples[samples.count - 1] }

  /// Such as `layer 3`, or the place's name where the chain's say more than numbers.
  func label(_ position: Int) -> String {
    let names = ChainAxis([chain]).names
    return names.indices.contains(position - 1) ? names[position - 1] : "\(chain.noun) \(position)"
  }

  /// What a place of these chains is called: `place` where they differ.
  static func noun(_ chains: [SampledChain]) -> String {
    let nouns = Set(chains.map(\.chain.noun))
    return nouns.count == 1 ? nouns.first ?? "layer" : "place"
  }

  /// Which places the numbers of another program's run stand for, such as `1–2: blocks.0.up to blocks.1.up`; nil
  /// where the axis has names, in time, and of this program's runs.
  var numbered: String? { ChainAxis.numbered(chain, in: run) }

  /// The axis of the drawn places, the first at the top.
  var axis: NamedPlaces {
    let names = ChainAxis([chain]).names
    return NamedPlaces(
      noun: chain.noun, count: chain.count,
      names: positions.map { names.indices.contains($0 - 1) ? names[$0 - 1] : "\($0)" })
  }

  /// Why none of these runs has such histograms; nil where one has.
  static func lack(_ runs: [JudgedRun], _ tensor: SampledTensor) -> String? {
    guard !runs.contains(where: { SampledChain($0, tensor, atMost: 2) != nil }) else { return nil }
    let areScalars = runs.allSatisfy { $0.record.facts.recordingTier == .scalars }
    return areScalars && !runs.isEmpty
      ? "recording scalars only keeps no histograms"
      : "no histogram of \(tensor.words) was recorded"
  }
}

import Records

/// What became of every unit that was ever silent, read off the silent maps of a run's looks at the
/// probe set.
///
/// A unit is silent at a look when z ≤ 0 on every example of the probe set, else it speaks. Between
/// two looks nothing is known of it: the step of a change is that of the first look that shows it.
/// The lists overlap, as their definitions say: a unit can be born silent, revive, and flicker.
public struct UnitFates: Sendable, Equatable {
  /// A unit and the step of the first look that shows it as it then stayed.
  public struct Change: Sendable, Hashable {
    /// The unit, from 0.
    public var unit: Int
    /// Updates made before that look.
    public var step: Int

    /// A change of a unit, seen at a step.
    public init(unit: Int, step: Int) {
      self.unit = unit
      self.step = step
    }
  }

  /// The units of one hidden layer; every list in the order of the units.
  public struct Layer: Sendable, Equatable {
    /// ℓ from 1.
    public var layer: Int
    /// Units of the layer.
    public var unitCount: Int
    /// Silent at the first look, before training has done anything where that look is at step 0.
    public var bornSilent: [Int] = []
    /// Spoke at the first look, and is silent from the look at `step` to the last one.
    public var died: [Change] = []
    /// Was silent at some look, and speaks from the look at `step` to the last one.
    public var revived: [Change] = []
    /// Changed between silence and speech more than once.
    public var flickering: [Int] = []
    /// Silent at the last look: those that died, and the born silent that are so again or still.
    public var silentAtEnd: [Int] = []
    /// Silent at every look, from birth on.
    public var neverSpoke: [Int] = []
  }

  /// The hidden layers, ℓ at index ℓ − 1.
  public var layers: [Layer]

  /// The fates of a run's units.
  ///
  /// Looks without maps of every hidden layer in its width are passed over. nil where no look has
  /// them: because the activation cannot go silent, or because the run was recorded without.
  public init?(_ record: RunRecord) {
    let widths = record.places.prefix { $0.kind != .output }.map(\.units)
    let looks = record.probes.compactMap { probe in
      probe.silentMaps.flatMap { maps in
        maps.map(\.unitCount) == widths ? (step: probe.step, maps: maps) : nil
      }
    }
    guard !looks.isEmpty, !widths.isEmpty else { return nil }
    layers = widths.indices.map { index in
      Layer(index + 1, unitCount: widths[index], looks.map { ($0.step, $0.maps[index]) })
    }
  }
}

extension UnitFates.Layer {
  /// The fates of a layer's units over at least one look.
  fileprivate init(_ layer: Int, unitCount: Int, _ looks: [(step: Int, silent: UnitSet)]) {
    self.layer = layer
    self.unitCount = unitCount
    for unit in 0..<unitCount {
      let wasSilent = looks.map { $0.silent[unit] }
      let changes = wasSilent.indices.dropFirst().filter { wasSilent[$0] != wasSilent[$0 - 1] }
      let isSilent = wasSilent[wasSilent.count - 1]
      if wasSilent[0] { bornSilent.append(unit) }
      if isSilent { silentAtEnd.append(unit) }
      if changes.count > 1 { flickering.append(unit) }
      guard let last = changes.last else {
        if isSilent { neverSpoke.append(unit) }
        continue
      }
      let change = UnitFates.Change(unit: unit, step: looks[last].step)
      if !isSilent {
        revived.append(change)
      } else if !wasSilent[0] {
        died.append(change)
      }
    }
  }
}

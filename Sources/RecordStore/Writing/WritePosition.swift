import Records

/// How much of a run's record is in its store already. Start with a new one; it is carried from one
/// update to the next.
public struct WritePosition: Sendable, Equatable {
  var curves = Part()
  var history = Part()
  var samples = Part()
  var probes = Part()
  /// The events that were written; nil before any update.
  var events: [EventMark]?
  /// Looks at the outputs that were written; nil before any update.
  var outputs: Int?

  /// Nothing was written yet.
  public init() {}

  /// How much of one list was written.
  struct Part: Sendable, Equatable {
    var written = 0
    /// The list's counter of mergers at that time; nil before any update.
    var mergers: Int?
    /// What the rows of all points but the last add up to, by table: the last may be written again.
    var checksums: [String: Checksum] = [:]

    /// What is to be written of a list, after which all of it is: nil `from` means that rows of an
    /// earlier state are to be deleted, and all written anew.
    mutating func advance(to count: Int, mergers: Int = 0) -> Part.Step {
      let continues = self.mergers == mergers && count >= written
      // The last point may still have grown since it was written.
      let step = Step(
        startsOver: !continues, from: continues ? max(written - 1, 0) : 0,
        checksums: continues ? checksums : [:])
      written = count
      self.mergers = mergers
      return step
    }

    /// What is to be written of a list.
    struct Step {
      /// Whether the rows that are there belong to an earlier state and go first.
      var startsOver: Bool
      /// The first index to write.
      var from: Int
      /// What the rows of the points before it add up to, by table.
      var checksums: [String: Checksum] = [:]
    }
  }

  /// What tells one event from another; the steps kept with an event do not change later.
  struct EventMark: Sendable, Equatable {
    var kind: BadEvent.Kind
    var step: Int
    var place: Int
    var steps: Int

    init(_ event: BadEvent) {
      kind = event.kind
      step = event.step
      place = event.place
      steps = event.steps.count
    }
  }
}

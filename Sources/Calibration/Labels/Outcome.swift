import Records

/// What became of a run, by its losses: written without the rules, with the definition in words.
struct Outcome: Sendable {
  /// Whether it learned.
  enum Learning: String, Sendable {
    case nothing
    /// More than a guess, and clearly less than half of what another small network makes of the
    /// data.
    case little
    case learned
    case unclear
  }

  /// At chance at the end, clearly above it, or neither.
  let learning: Learning
  /// Whether the loss left the numbers, or ended far above where it began.
  let diverged: Label
  /// A loss that is not finite.
  let isLost: Bool
  /// (guessing − loss) / guessing at the end; −∞ for a loss that is lost.
  let progress: Double
  /// Loss at the end over that before the first update.
  let rise: Double
  /// How far the one that came less far of run and twin came, of the way from guessing to another small
  /// network; nil where none was trained, or it learned nothing.
  let peerShare: Double?

  /// Of a single record.
  init(_ record: RunRecord) {
    let losses = record.curves.loss
    let tail = losses.suffix(max(losses.count / 10, 1)).sorted()
    let batches = tail.isEmpty ? Double.nan : tail[tail.count / 2]
    let whole = record.evaluation.finalLoss
    let guess = record.guessingLoss
    peerShare = nil
    isLost = losses.contains { !$0.isFinite }
    let initial = record.evaluation.initialLoss
    let first = initial.isFinite ? initial : losses.first ?? .nan
    guard !isLost, whole.isFinite else {
      (learning, progress, rise) = (.nothing, -.infinity, .infinity)
      diverged = isLost ? .yes(.twin) : .unknown(.other)
      return
    }
    let (low, high) = (min(whole, batches), max(whole, batches))
    // Of guessing the most frequent class, and of answering all.
    let accuracy =
      (record.evaluation.trainingAccuracy - record.guessingAccuracy)
      / (1 - record.guessingAccuracy)
    progress = (guess - high) / guess
    rise = high / first
    // 5 % below guessing is the limit in words; a factor of 2 around it is nobody's.
    if (guess - low) / guess < 0.025, accuracy < 0.125 {
      learning = .nothing
    } else if progress > 0.1 {
      learning = .learned
    } else {
      learning = .unclear
    }
    let start = max(first, guess)
    // At chance the loss is that of guessing and a little more: a factor of 2 would leave nothing.
    diverged = .agreed(
      .above(2, whole / start, margin: 1.5, .twin), .above(2, batches / start, margin: 1.5, .twin))
  }

  /// Of a run and its twin: what both say.
  ///
  /// - Parameter peer: what another small network makes of the same data; nil where none was
  ///   trained.
  init(run: RunRecord, twin: RunRecord, peer: Peer? = nil) {
    let (a, b) = (Outcome(run), Outcome(twin))
    let share = peer.map { peer in (peer.share(of: run), peer.share(of: twin)) }
    peerShare = share.map { min($0.0, $0.1) }
    if let share, max(share.0, share.1) < 0.4, a.learning != .nothing, b.learning != .nothing {
      learning = .little
    } else if let share, min(share.0, share.1) < 0.6, a.learning == .learned, b.learning == .learned
    {
      learning = .unclear
    } else {
      learning = a.learning == b.learning ? a.learning : .unclear
    }
    diverged = a.diverged == b.diverged ? b.diverged : .unknown(.contradiction)
    isLost = a.isLost && b.isLost
    progress = b.progress
    rise = min(a.rise, b.rise)
  }

  /// Whether an error is due for a finding that is there: yes where the run learned nothing.
  var failed: Label {
    switch learning {
    case .nothing: .yes(.twin)
    case .learned: .no(.twin)
    // What explains it is an error, what only stands beside it is not.
    case .little, .unclear: .unknown(.outcome)
    }
  }

  /// Whether more than a guess was learned, and far less than the data give.
  var cameShort: Label {
    switch learning {
    case .little: .yes(.peer)
    case .learned: peerShare == nil ? .unknown(.other) : .no(.peer)
    case .nothing: .unknown(.other)
    case .unclear: .unknown(.outcome)
    }
  }

  /// Whether the data give far more than was learned, be it enough or not: a fifth of the way from guessing to
  /// another small network is left; unknown within a factor of 2 of that.
  var leftMuch: Label {
    guard learning == .learned, let peerShare else { return cameShort }
    return .above(0.2, 1 - peerShare, .peer)
  }

  /// Whether it learned.
  var succeeded: Label {
    switch learning {
    case .nothing: .no(.twin)
    case .learned: .yes(.twin)
    case .little, .unclear: .unknown(.outcome)
    }
  }
}

extension RunRecord {
  /// What guessing costs; NaN where it is not known.
  var guessingLoss: Double { chance?.loss ?? .nan }
  /// How often guessing is right; NaN where it is not known.
  var guessingAccuracy: Double { chance?.accuracy ?? .nan }
}

import Dispatch
import Records
import Synchronization

/// Writes a run on a queue of its own, so that training never waits for the disk.
///
/// Hand it the record every half second or so. It keeps the newest one it was given until the queue
/// has time, and while it holds one, the next change of the record copies its lists: once for each
/// that was handed over.
///
/// After the first failure it writes no more and training goes on; `failure` says what it was.
public final class RunWriter: Sendable {
  private struct State {
    var pending: RunRecord?
    var isScheduled = false
    var isFinished = false
    var position = WritePosition()
    var failure: StoreError?
  }

  /// The number of the run.
  public let id: Int64
  private let store: RunStore
  private let onFailure: @Sendable (StoreError) -> Void
  private let onWritten: @Sendable (_ lastStep: Int) -> Void
  private let queue = DispatchQueue(label: "gradscope.run-writer", qos: .utility)
  private let state = Mutex(State())
  // A dispatch source may be cancelled from any thread; only its Swift type does not say so.
  nonisolated(unsafe) private let heart: any DispatchSourceTimer

  /// A writer of a run that `begin` made.
  ///
  /// - Parameters:
  ///   - onWritten: Called after every batch that is safely in the store, on the writer's queue, with
  ///     the last recorded step.
  ///   - onFailure: Called at the first failure, at most once, on the writer's queue.
  public init(
    store: RunStore, id: Int64, onWritten: @escaping @Sendable (_ lastStep: Int) -> Void = { _ in },
    onFailure: @escaping @Sendable (StoreError) -> Void = { _ in }
  ) {
    self.onFailure = onFailure
    self.store = store
    self.id = id
    self.onWritten = onWritten
    let heart = DispatchSource.makeTimerSource(queue: queue)
    self.heart = heart
    // Steps may take longer than the silence after which a run counts as interrupted.
    let interval = WriterProcess.longestSilence / 4
    heart.schedule(deadline: .now() + interval, repeating: interval)
    heart.setEventHandler { [weak self] in self?.beat() }
    heart.activate()
  }

  deinit { heart.cancel() }

  /// The first thing that went wrong; nil while all is well.
  public var failure: StoreError? { state.withLock { $0.failure } }

  /// Hands over a record to write. Returns at once; one that was waiting is dropped for it.
  public func submit(_ record: RunRecord) {
    let isFirst = state.withLock { state in
      guard state.failure == nil, !state.isFinished else { return false }
      state.pending = record
      defer { state.isScheduled = true }
      return !state.isScheduled
    }
    if isFirst { queue.async { self.writePending() } }
  }

  /// Writes the finished record and its judgement, and waits until that is done. Later records are
  /// ignored; it may be finished once more, with what came to be known since.
  ///
  /// - Throws: The first failure of this writer.
  public func finish(_ record: RunRecord, verdict: StoredVerdict?) throws(StoreError) {
    state.withLock {
      $0.isFinished = true
      $0.pending = nil
    }
    heart.cancel()
    queue.sync {
      attempt { position throws(StoreError) in
        try store.finish(id, with: record, from: &position, verdict: verdict)
        return RunRow.lastStep(of: record)
      }
    }
    if let failure { throw failure }
  }

  private func writePending() {
    let record = state.withLock { state in
      defer { state.pending = nil }
      state.isScheduled = false
      return state.pending
    }
    guard let record else { return }
    attempt { position throws(StoreError) in
      try store.update(id, with: record, from: &position)
      return RunRow.lastStep(of: record)
    }
  }

  private func beat() {
    attempt { _ throws(StoreError) in
      try store.beat(id)
      return nil
    }
  }

  /// Writes something unless an earlier attempt failed; only ever called on the queue.
  private func attempt(_ body: (inout WritePosition) throws(StoreError) -> Int?) {
    let (position, failure) = state.withLock { ($0.position, $0.failure) }
    guard failure == nil else { return }
    var next = position
    do {
      let lastStep = try body(&next)
      state.withLock { $0.position = next }
      if let lastStep { onWritten(lastStep) }
    } catch {
      state.withLock {
        $0.failure = error
        $0.pending = nil
      }
      onFailure(error)
    }
  }
}

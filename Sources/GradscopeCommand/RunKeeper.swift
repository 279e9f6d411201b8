import RecordStore
import Reports
import Synchronization
import TrainingRecords

/// Keeps the runs of a command in the store while they train.
///
/// A store that fails does not end the training: hours of it would be lost for a full disk. The
/// command says so at its end, and exits with the code for it.
final class RunKeeper: Sendable {
  private struct State {
    var writers: [RunWriter?]
    var failure: StoreError?
  }

  /// The file of the store, as it was given.
  let path: String
  private let store: RunStore
  private let state: Mutex<State>
  private let saysWhatIsKept: Bool

  /// Opens the store, and makes it where there is none.
  ///
  /// - Throws: `StoreError` where that cannot be done.
  init(at path: String, runs: Int, saysWhatIsKept: Bool = false) throws(StoreError) {
    self.path = path
    self.saysWhatIsKept = saysWhatIsKept
    store = try RunStore(creatingAt: path)
    state = Mutex(State(writers: [RunWriter?](repeating: nil, count: runs)))
  }

  /// Takes the record of a run that is under way.
  func keep(_ record: RunRecord, run: Int) { writer(of: run, for: record)?.submit(record) }

  /// Takes the record of a run that has ended, with its judgement.
  func finish(_ run: JudgedRun, number: Int) {
    guard let writer = writer(of: number, for: run.record) else { return }
    do {
      try writer.finish(run.record, verdict: StoredVerdict(run.judgement))
    } catch {
      state.withLock { $0.failure = $0.failure ?? error }
    }
  }

  /// The numbers of the runs in the store, in the order of the command; nil where one is not there.
  var numbers: [Int64?] { state.withLock { $0.writers.map { $0?.id } } }

  /// Ends keeping.
  ///
  /// - Throws: The first thing that went wrong.
  func close() throws(StoreError) {
    if let failure = state.withLock({ $0.failure }) { throw failure }
  }

  /// What is said of it on standard output; nil where nothing was kept.
  var note: String? {
    let numbers = self.numbers.compactMap { $0 }
    guard let first = numbers.min(), state.withLock({ $0.failure }) == nil else { return nil }
    return "Kept as \(RunNumbers.text(numbers)) in \(path): gradscope runs show \(first)"
  }

  private func writer(of run: Int, for record: RunRecord) -> RunWriter? {
    let (writer, failure) = state.withLock { ($0.writers[run], $0.failure) }
    if writer != nil || failure != nil { return writer }
    do {
      let id = try store.begin(record, version: Version.current)
      let writer = RunWriter(store: store, id: id) { [saysWhatIsKept] step in
        if saysWhatIsKept { StandardError.write("run \(id): kept up to step \(step)\n") }
      }
      state.withLock { $0.writers[run] = writer }
      return writer
    } catch {
      state.withLock { $0.failure = error }
      return nil
    }
  }
}

import ArgumentParser
import Diagnosis
import Experiments
import Foundation
import RecordStore
import Records
import Reports
import Synchronization

/// Keeps the runs of a command in the store while they train.
///
/// A store that fails does not end the training: hours of it would be lost for a full disk. That is
/// said at once, and the command exits with the code for it.
final class RunKeeper: Sendable {
  private struct State {
    var writers: [RunWriter?]
    var failure: StoreError?

    func writer(of run: Int) -> RunWriter? {
      writers.indices.contains(run) ? writers[run] : nil
    }

    /// A command that does not know at first how many runs it makes has more than it announced.
    mutating func set(_ writer: RunWriter, of run: Int) {
      while writers.count <= run { writers.append(nil) }
      writers[run] = writer
    }
  }

  /// The file of the store, as it was given.
  let path: String
  private let store: RunStore
  private let state: Mutex<State>
  private let saysWhatIsKept: Bool

  /// Opens the store, and makes it where there is none.
  ///
  /// - Throws: `StoreError` where that cannot be done.
  init(
    at path: String, runs: Int, stop: StopSignal, saysWhatIsKept: Bool = false
  ) throws(StoreError) {
    self.path = path
    self.saysWhatIsKept = saysWhatIsKept
    var wait = StoreWait()
    wait.isGivenUp = { stop.isRaised }
    wait.onWait = { longest in
      StandardError.say(
        "gradscope: \(path): another process keeps the store locked; waiting for it, "
          + "\(Int(longest)) s at most (Ctrl-C: give up)")
    }
    store = try RunStore(creatingAt: path, wait: wait)
    state = Mutex(State(writers: [RunWriter?](repeating: nil, count: runs)))
  }

  /// What keeps the runs of a command; nil where nothing is to be kept, without a path.
  ///
  /// - Throws: `StoreError` where the store cannot be opened or made; `ExitCode` where somebody gave up
  ///   waiting for it.
  static func open(
    at path: String?, runs: Int, interrupt: InterruptHandler, stop: StopSignal,
    saysWhatIsKept: Bool = false
  ) throws -> RunKeeper? {
    guard let path else {
      interrupt.begin(keepingIn: nil)
      return nil
    }
    do {
      let keeper = try RunKeeper(
        at: path, runs: runs, stop: stop, saysWhatIsKept: saysWhatIsKept)
      interrupt.begin(keepingIn: path)
      return keeper
    } catch {
      guard stop.isRaised else { throw error }
      StandardError.say("gradscope: \(error)")
      throw ExitCode(interrupt.code ?? ExitStatus.after(signal: SIGINT))
    }
  }

  /// Takes the record of a run that is under way.
  func keep(_ record: RunRecord, run: Int) { writer(of: run, for: record)?.submit(record) }

  /// Takes the record of a run that has ended, with its judgement.
  func finish(_ run: JudgedRun, number: Int) {
    finish(run.record, run.judgement, isTrained: run.isTrained, number: number)
  }

  /// Takes the record of a run that has ended, with its judgement, which means nothing where no update
  /// was made; returns its number in the store, nil where it is not there.
  @discardableResult
  func finish(
    _ record: RunRecord, _ judgement: Judgement, isTrained: Bool, number: Int
  ) -> Int64? {
    // One that was stopped before it began is no run: there is nothing to come back to.
    let hasBegun = state.withLock { $0.writer(of: number) != nil }
    guard hasBegun || isTrained || record.status != .interrupted,
      let writer = writer(of: number, for: record)
    else { return nil }
    do {
      // Without an update, being healthy means nothing.
      try writer.finish(record, verdict: isTrained ? StoredVerdict(judgement) : nil)
      return writer.id
    } catch {
      fail(error)
      return nil
    }
  }

  /// The runs of these configurations that are in the store already, and ended.
  ///
  /// - Throws: `StoreError` where it cannot be read.
  func finishedRuns(of plans: [TrainingPlan]) throws(StoreError) -> [TrainingPlan: FinishedRun] {
    // Compared as values: a run that was stored before an option came to be has its default.
    let wanted = Set(plans)
    return try store.finishedRuns { json in
      TrainingPlan(json).flatMap { wanted.contains($0) ? $0 : nil }
    }
  }

  /// The numbers of the runs in the store, in the order of the command; nil where one is not there.
  var numbers: [Int64?] { state.withLock { $0.writers.map { $0?.id } } }

  /// Ends keeping.
  ///
  /// - Throws: The exit code, where something went wrong; what it was has been said when it did.
  func close() throws {
    if state.withLock({ $0.failure }) != nil { throw ExitCode(ExitStatus.cannotWrite) }
  }

  /// What is said of it on standard output, with the command that shows it; empty where nothing was to
  /// be kept.
  var note: [TextBlock] {
    let numbers = self.numbers.compactMap { $0 }
    guard state.withLock({ $0.failure }) == nil else {
      return [.line("Not kept in \(path) to the end: standard error says why.", .error)]
    }
    guard let first = numbers.min() else { return [] }
    let place = path == StoreOptions.standard ? "" : " --store \(Invocation.quoted(path))"
    return [
      .line("Kept as \(RunNumbers.text(numbers)) in \(path):", .provenance),
      .copyable("  \(Invocation.name) runs show \(first)\(place)"),
    ]
  }

  /// Says the first failure, once: the training may go on for hours.
  private func fail(_ error: StoreError) {
    let isFirst = state.withLock { state in
      defer { state.failure = state.failure ?? error }
      return state.failure == nil
    }
    if isFirst { StandardError.say("gradscope: \(error.description)") }
  }

  private func writer(of run: Int, for record: RunRecord) -> RunWriter? {
    let (writer, failure) = state.withLock { ($0.writer(of: run), $0.failure) }
    if writer != nil || failure != nil { return writer }
    do {
      let id = try store.begin(record, version: Version.current)
      let writer = RunWriter(
        store: store, id: id,
        onWritten: { [saysWhatIsKept] step in
          if saysWhatIsKept { StandardError.say("run \(id): kept up to step \(step)") }
        }, onFailure: { [weak self] in self?.fail($0) })
      state.withLock { $0.set(writer, of: run) }
      return writer
    } catch {
      fail(error)
      return nil
    }
  }
}

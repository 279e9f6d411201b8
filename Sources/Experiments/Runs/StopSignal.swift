import Synchronization

/// A request to stop that any thread may raise and every training loop looks at.
public final class StopSignal: Sendable {
  private let raised = Atomic(false)

  /// Not raised.
  public init() {}

  /// Whether somebody asked to stop.
  public var isRaised: Bool { raised.load(ordering: .relaxed) }

  /// Asks every loop that watches this to stop at its next step.
  public func raise() { raised.store(true, ordering: .relaxed) }
}

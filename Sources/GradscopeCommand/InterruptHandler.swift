import Dispatch
import Experiments
import Foundation

/// Turns Ctrl-C (and SIGTERM) into a request to stop, so that what was recorded is kept and drawn.
/// A second one ends the program at once, and says what is lost by it.
final class InterruptHandler {
  private let stop: StopSignal
  private let sources: [any DispatchSourceSignal]

  init(_ stop: StopSignal) {
    self.stop = stop
    let queue = DispatchQueue(label: "gradscope.interrupt")
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        if stop.isRaised {
          StandardError.write("\ngradscope: interrupted twice; the results were not written\n")
          // Not `exit`: it would run the destructors of what other threads still use.
          _exit(ExitStatus.interrupted)
        }
        stop.raise()
        StandardError.write(
          "\ngradscope: stopping; what was recorded is being drawn (again: end at once)\n")
      }
      source.resume()
      return source
    }
  }

  /// Whether somebody interrupted.
  var wasRaised: Bool { stop.isRaised }
}

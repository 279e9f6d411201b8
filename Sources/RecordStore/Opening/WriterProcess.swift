import Foundation

/// The process that writes a run, and whether it still does.
struct WriterProcess: Equatable {
  /// A row whose last sign of life is older than this is not being written any more, in seconds.
  static let longestSilence = 60.0

  var host: String
  var pid: Int32
  /// When it last wrote.
  var heartbeat: Date

  /// This process, now.
  static func current() -> WriterProcess {
    WriterProcess(host: thisHost, pid: getpid(), heartbeat: Date())
  }

  /// Whether it is still writing.
  ///
  /// The silence counts on the same host too: the number of a dead process may have been given to
  /// another one since.
  func isAlive(now: Date = Date()) -> Bool {
    guard now.timeIntervalSince(heartbeat) <= Self.longestSilence else { return false }
    guard host == Self.thisHost else { return true }
    return pid > 0 && (kill(pid, 0) == 0 || errno != ESRCH) && !isZombie
  }

  /// Whether it has ended and its parent has not asked how; its number is taken until then.
  private var isZombie: Bool {
    #if os(Linux)
      guard let text = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
        let name = text.lastIndex(of: ")")
      else { return false }
      return text[name...].dropFirst(2).first == "Z"
    #else
      return false
    #endif
  }

  private static let thisHost: String = {
    var name = [UInt8](repeating: 0, count: 256)
    let failed = name.withUnsafeMutableBytes {
      gethostname($0.baseAddress!.assumingMemoryBound(to: CChar.self), $0.count - 1)
    }
    return failed == 0 ? String(decoding: name.prefix { $0 != 0 }, as: UTF8.self) : "unknown"
  }()
}

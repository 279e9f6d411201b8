import Foundation

/// How much more memory this process may have. Neither Swift's runtime nor a BLAS library can be told
/// "no": the one traps, the other tries for ever. So whoever is about to need much asks first.
public enum AddressSpace {
  /// Whether so many bytes can be mapped now: within the limits of the process (`ulimit -v`, `-d`) and
  /// what the system promises. Nothing is kept, and no page is touched.
  public static func hasRoom(for bytes: Int) -> Bool {
    guard bytes > 0 else { return true }
    let room = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard room != MAP_FAILED else { return false }
    munmap(room, bytes)
    return true
  }

  /// The memory of the machine in bytes, or of the control group (a container, a job of a cluster) that
  /// this process is in, where that has less.
  public static let machine: Double = {
    let physical = Double(ProcessInfo.processInfo.physicalMemory)
    let text = try? String(contentsOfFile: "/sys/fs/cgroup/memory.max", encoding: .utf8)
    guard let limit = (text?.split(whereSeparator: \.isNewline).first).flatMap({ Double($0) }),
      limit > 0
    else { return physical }
    return min(physical, limit)
  }()
}

import Foundation

/// The file `-wal` beside a store, in which SQLite keeps what was written last until it is brought into the
/// store itself: after a kill, that may be the whole of a run.
///
/// SQLite reads it up to the first frame whose checksum is wrong. That is right where a frame was cut short,
/// or is left of an earlier use of the file; where a bit flipped, it silently loses all that follows. The
/// checksum tells the two apart: it is linear, so that one can ask of a frame that is wrong whether another
/// value of a single bit makes it right. Of a frame of another origin that is as likely as 10⁻¹⁵.
///
/// Format: https://www.sqlite.org/fileformat2.html#walformat
struct WriteAheadLog {
  private static let headerSize = 32
  private static let frameHeaderSize = 24

  /// What is wrong with the log of a store, in words; nil where nothing is, or there is no log.
  static func problem(beside store: String) -> String? {
    let path = store + "-wal"
    guard let bytes = LogBytes.read(path), bytes.count > headerSize,
      let problem = WriteAheadLog(bytes: bytes).problem
    else { return nil }
    // A writer may have begun the log anew meanwhile: then what was read is of two logs.
    let now = LogBytes.read(path, atMost: headerSize)
    return now.map { Array(bytes.prefix(headerSize)) == $0 } == true ? problem : nil
  }

  private let bytes: [UInt8]

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private var problem: String? {
    let magic = LogBytes.word(bytes, 0)
    let size = LogBytes.word(bytes, 8)
    let pageSize = size == 1 ? 65_536 : Int(size)
    let sums = LogChecksum(isBigEndian: magic & 1 == 1)
    guard [0x377F_0682, 0x377F_0683].contains(magic), pageSize >= 512, pageSize <= 65_536,
      sums.sum(of: bytes[0..<24], from: .zero) == stored(at: 24)
    else { return "a log (-wal) whose beginning is damaged" }
    var sum = stored(at: 24)
    let frameSize = Self.frameHeaderSize + pageSize
    let starts = stride(from: Self.headerSize, through: bytes.count - frameSize, by: frameSize)
    for (index, start) in starts.enumerated() {
      // The salts stand between what is summed.
      let summed = Array(
        bytes[start..<start + 8] + bytes[start + Self.frameHeaderSize..<start + frameSize])
      let next = sums.sum(of: summed[...], from: sum)
      let isSound = next == stored(at: start + 16)
      let isOfThisLog = bytes[start + 8..<start + 16] == bytes[16..<24]
      if isSound, isOfThisLog {
        sum = next
        continue
      }
      let isFlipped =
        isOfThisLog
        ? sums.oneBitLeads(from: next, to: stored(at: start + 16), in: summed) : isSound
      return isFlipped ? "a log (-wal) in which a bit flipped, in frame \(index + 1)" : nil
    }
    return nil
  }

  private func stored(at place: Int) -> LogChecksum.Sum {
    LogChecksum.Sum(LogBytes.word(bytes, place), LogBytes.word(bytes, place + 4))
  }
}

/// The bytes of a log.
private enum LogBytes {
  static func word(_ bytes: [UInt8], _ at: Int) -> UInt32 {
    bytes[at..<at + 4].reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// The bytes of a file; nil where it cannot be read, which is SQLite's to say.
  static func read(_ path: String, atMost limit: Int = .max) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { _ = close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    let size = min(Int(status.st_size), limit)
    return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size, let start = buffer.baseAddress {
        let received = Foundation.read(descriptor, start + count, size - count)
        if received < 0, errno == EINTR { continue }
        guard received > 0 else { return }
        count += received
      }
    }
  }
}

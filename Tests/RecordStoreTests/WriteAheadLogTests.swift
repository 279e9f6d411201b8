import Foundation
import GRDB
import Records
import Tensors
import Testing

@testable import RecordStore

/// A bit that flips in the log beside a store is noticed; what a kill cuts short, or leaves behind, is not
/// taken for one.
struct WriteAheadLogTests {
  /// The log of a small database of which nothing was brought into the file, as a kill leaves it.
  private static func log(commits: Int) throws -> [UInt8] {
    let folder = NSTemporaryDirectory() + "gradscope-wal-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let pool = try DatabasePool(path: folder + "/a.sqlite")
    try pool.write { try $0.execute(sql: "CREATE TABLE t (a INTEGER, b TEXT)") }
    for index in 0..<commits {
      try pool.write {
        try $0.execute(sql: "INSERT INTO t VALUES (?, ?)", arguments: [index, "row \(index)"])
      }
    }
    return Array(try Data(contentsOf: URL(filePath: folder + "/a.sqlite-wal")))
  }

  private func problem(_ bytes: [UInt8]) throws -> String? {
    let path = NSTemporaryDirectory() + "gradscope-wal-\(UUID().uuidString)"
    try Data(bytes).write(to: URL(filePath: path + "-wal"))
    defer { try? FileManager.default.removeItem(atPath: path + "-wal") }
    return WriteAheadLog.problem(beside: path)
  }

  @Test func aSoundLogIsSound() throws {
    let log = try Self.log(commits: 6)
    #expect(log.count > 32 + 6 * 4_120)
    #expect(try problem(log) == nil)
  }

  @Test func everyBitThatFlipsIsNoticed() throws {
    let log = try Self.log(commits: 6)
    var generator = SeededGenerator(seed: 3)
    let places =
      (0..<32 * 8).map { $0 }
      + (0..<600).map { _ in Int.random(in: 0..<log.count * 8, using: &generator) }
    for place in places {
      var flipped = log
      flipped[place / 8] ^= 1 << UInt8(place % 8)
      // Bytes 12 to 15 of the first 32 count the checkpoints; they are under the checksum too.
      #expect(try problem(flipped) != nil, "bit \(place)")
    }
  }

  /// A kill in the middle of a write: the last frame is short, or its page is another one's.
  @Test func aFrameThatWasCutShortIsNoDamage() throws {
    let log = try Self.log(commits: 6)
    for length in stride(from: 32, to: log.count, by: 1_111) {
      #expect(try problem(Array(log[..<length])) == nil, "\(length) bytes")
    }
    var torn = log
    torn.replaceSubrange(torn.count - 4_000..<torn.count, with: [UInt8](repeating: 7, count: 4_000))
    #expect(try problem(torn) == nil)
  }

  /// What was written by a transaction that never ended stays behind a shorter one.
  @Test func framesOfAnotherOriginAreNoDamage() throws {
    let (log, other) = (try Self.log(commits: 6), try Self.log(commits: 6))
    let frame = 4_096 + 24
    var mixed = Array(log[..<(32 + 3 * frame)] + other[(32 + 3 * frame)...])
    // Of the same log by its salts.
    for start in stride(from: 32 + 3 * frame, to: mixed.count - frame + 1, by: frame) {
      mixed.replaceSubrange(start + 8..<start + 16, with: log[16..<24])
    }
    #expect(try problem(mixed) == nil)
  }
}

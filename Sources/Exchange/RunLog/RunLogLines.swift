import Files
import Foundation
import Gzip
import Texts

/// The lines of a log, plain or gzipped, one at a time; the text is never in memory as a whole.
final class RunLogLines {
  /// A line.
  struct Line {
    /// Without the line break.
    let bytes: ArraySlice<UInt8>
    /// From 1.
    let number: Int
    /// Whether it ends in a line break: one that does not may be incomplete.
    let isTerminated: Bool
  }

  private let file: FileBytes
  private var gzip: GzipInflater?
  private var buffer: [UInt8] = []
  private var start = 0
  private var number = 0
  private var total = 0
  private var isAtEnd = false

  private static let pieceSize = 1 << 18

  /// Opens a log; whether it is compressed, its first bytes tell.
  ///
  /// - Throws: `RunLogError.file` where it cannot be read.
  init(_ path: String) throws(RunLogError) {
    do throws(FileError) { file = try FileBytes(at: path, expected: "a run log") } catch {
      throw .file(error)
    }
    var first: [UInt8] = []
    // A system call may give fewer bytes than there are; two are enough.
    while first.count < 3, try read(to: &first) > 0 {}
    guard GzipInflater.isGzip(first) else {
      buffer = first.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(first.dropFirst(3)) : first
      return
    }
    do throws(GzipError) { gzip = try GzipInflater() } catch { throw fault(error.problem) }
    gzip?.feed(first)
  }

  /// The next line that is not empty; nil at the end.
  ///
  /// - Throws: `RunLogError` where the file cannot be read on or unpacked, and for a line that is too
  ///   long.
  func next() throws(RunLogError) -> Line? {
    while let line = try nextOfAny() {
      if !line.bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { return line }
    }
    return nil
  }

  private func nextOfAny() throws(RunLogError) -> Line? {
    var searched = start
    while true {
      if let end = lineBreak(from: searched) {
        defer { start = end + 1 }
        number += 1
        return Line(bytes: buffer[start..<end], number: number, isTerminated: true)
      }
      guard buffer.count - start <= RunLog.Limit.line else {
        number += 1
        throw fault(
          "expected a line of at most \(RunLog.Limit.line >> 20) MB, got a longer one; "
            + "is this a run log?")
      }
      if start > 0 {
        buffer.removeSubrange(0..<start)
        start = 0
      }
      searched = buffer.count
      guard try fill() else { break }
    }
    guard start < buffer.count else { return nil }
    defer { start = buffer.count }
    number += 1
    return Line(bytes: buffer[start...], number: number, isTerminated: false)
  }

  private func lineBreak(from position: Int) -> Int? {
    buffer.withUnsafeBytes { bytes in
      guard position < bytes.count, let base = bytes.baseAddress,
        let found = memchr(base + position, 0x0A, bytes.count - position)
      else { return nil }
      return base.distance(to: UnsafeRawPointer(found))
    }
  }

  /// Adds unpacked bytes to the buffer; false at the end.
  private func fill() throws(RunLogError) -> Bool {
    guard !isAtEnd else { return false }
    let before = buffer.count
    if let gzip { try unpack(from: gzip) } else { isAtEnd = try read(to: &buffer) == 0 }
    total += buffer.count - before
    guard total <= RunLog.Limit.text else {
      number += 1
      throw fault(
        "expected a log of at most \(RunLog.Limit.text >> 30) GiB, got more; take a part of it")
    }
    return buffer.count > before
  }

  private func unpack(from gzip: GzipInflater) throws(RunLogError) {
    let before = buffer.count
    buffer += [UInt8](repeating: 0, count: Self.pieceSize)
    var filled = 0
    while filled == 0, !isAtEnd {
      // The closure cannot throw an error of a known type.
      let result = buffer.withUnsafeMutableBytes { bytes -> Result<Int, GzipError> in
        do throws(GzipError) {
          return .success(
            try gzip.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[before...])))
        } catch {
          return .failure(error)
        }
      }
      switch result {
      case .success(let count): filled = count
      case .failure(let error):
        number += 1
        throw fault("byte \(error.position) of the compressed data: \(error.problem)")
      }
      guard filled == 0 else { break }
      var more: [UInt8] = []
      // Where the file ends within the gzip data, whoever wrote it was killed: what is there counts.
      if try read(to: &more) == 0 { isAtEnd = true } else { gzip.feed(more) }
    }
    buffer.removeLast(Self.pieceSize - filled)
  }

  private func read(to bytes: inout [UInt8]) throws(RunLogError) -> Int {
    do throws(FileError) { return try file.read(Self.pieceSize, to: &bytes) } catch {
      throw .file(error)
    }
  }

  private func fault(_ problem: String) -> RunLogError {
    .content(path: file.path, line: max(number, 1), problem: problem)
  }
}

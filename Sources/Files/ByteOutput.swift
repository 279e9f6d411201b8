import Foundation

/// Writes to an open descriptor.
public enum ByteOutput {
  /// Writes all of `bytes`, however often the system takes only a part of them.
  ///
  /// - Returns: 0, or the error number with which it gave up; ENOSPC where it takes nothing more.
  public static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    bytes.withUnsafeBytes { buffer in
      var written = 0
      while written < buffer.count, let start = buffer.baseAddress {
        let count = Foundation.write(descriptor, start + written, buffer.count - written)
        if count > 0 {
          written += count
        } else if count == 0 || errno != EINTR {
          return count == 0 ? ENOSPC : errno
        }
      }
      return 0
    }
  }
}

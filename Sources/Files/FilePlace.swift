import Foundation

/// Where a path leads, for telling whether two paths lead to the same: the identity of what is there;
/// where there is nothing yet, that of the nearest folder above it, with the names that lead on.
public struct FilePlace: Hashable, Sendable {
  private let anchor: FileIdentity
  /// As bytes: two names that read the same may be two files.
  private let names: [[UInt8]]

  /// The place of a path, through symbolic links, also one that leads to a file that is not there yet;
  /// nil where nothing can ever be: an empty path, a loop of links, a folder that may not be entered.
  public init?(_ path: String) {
    var path = FilePath(path)
    var names: [[UInt8]] = []
    let (here, above) = (Array(".".utf8), Array("..".utf8))
    // Each turn takes a name off or follows a link, of which Linux itself follows 40.
    var links = 0
    while path.isUsable {
      switch FileIdentity.look(at: path.text) {
      case .success(let identity):
        (anchor, self.names) = (identity, names)
        return
      case .failure(let error):
        guard error.code == .ENOENT || error.code == .ENOTDIR else { return nil }
      }
      if let target = SymbolicLink.target(of: path) {
        links += 1
        guard links <= SymbolicLink.longestChain else { return nil }
        path = target
        continue
      }
      let name = Array(path.name.utf8)
      // "." and ".." of a folder that is not there are not there either; making it makes them.
      if name == above {
        names.insert(above, at: 0)
      } else if names.first == above {
        names.removeFirst()
      } else if name != here {
        names.insert(name, at: 0)
      }
      guard path.folder != path else { return nil }
      path = path.folder
    }
    return nil
  }
}

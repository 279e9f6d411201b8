import Foundation

/// Where a path leads, for telling whether two paths lead to the same: the identity of what is there;
/// where there is nothing yet, that of the nearest folder above it, with the names that lead on.
public struct FilePlace: Hashable, Sendable {
  private let anchor: FileIdentity
  private let names: [String]

  /// The place of a path, through symbolic links, also one that leads to a file that is not there yet;
  /// nil where nothing can ever be: an empty path, a loop of links, a folder that may not be entered.
  public init?(_ path: String) {
    var path = FilePath(path)
    var names: [String] = []
    // Each turn takes a name off or follows a link, of which Linux itself follows 40.
    var links = 0
    while path.isUsable {
      if let identity = FileIdentity(at: path.text) {
        (anchor, self.names) = (identity, names)
        return
      }
      guard errno == ENOENT || errno == ENOTDIR else { return nil }
      if let target = SymbolicLink.target(of: path) {
        links += 1
        guard links <= SymbolicLink.longestChain else { return nil }
        path = target
        continue
      }
      let name = path.name
      // "." and ".." of a folder that is not there are not there either; making it makes them.
      if name == ".." {
        names.insert("..", at: 0)
      } else if names.first == ".." {
        names.removeFirst()
      } else if name != "." {
        names.insert(name, at: 0)
      }
      guard path.folder != path else { return nil }
      path = path.folder
    }
    return nil
  }
}

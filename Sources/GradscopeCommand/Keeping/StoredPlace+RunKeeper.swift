import Reports

extension StoredPlace {
  /// Where the runs of a command are kept, in its order; empty where they are not.
  static func of(_ keeper: RunKeeper?) -> [StoredPlace] {
    guard let keeper else { return [] }
    return keeper.numbers.map { StoredPlace(store: keeper.path, run: $0) }
  }
}

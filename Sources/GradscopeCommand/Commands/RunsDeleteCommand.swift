import ArgumentParser
import RecordStore

/// `gradscope runs delete RUN…`.
struct RunsDeleteCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete", abstract: "Deletes stored runs, all of those named or none.")

  @Argument(help: "Numbers, names or last.") var runs: [String]
  @OptionGroup var place: StoreOptions

  func run() async throws {
    try await ExitStatus.reporting {
      // To delete from a store that is not there must not make one.
      let found = try place.open().map(runs)
      try RunStore(creatingAt: place.store).delete(found.map(\.id))
      let list = found.map { "\($0.id) (\($0.name ?? "damaged"))" }.joined(separator: ", ")
      try StandardOutput.write([.line("deleted \(list) from \(place.store)")])
      return 0
    }
  }
}

extension RunStore {
  /// The runs that are meant, each once. A damaged one has no name.
  fileprivate func map(_ names: [String]) throws(StoreError) -> [(id: Int64, name: String?)] {
    var found: [(id: Int64, name: String?)] = []
    for name in names {
      let run = try number(of: name)
      if !found.contains(where: { $0.id == run.id }) { found.append(run) }
    }
    return found
  }

  private func number(of text: String) throws(StoreError) -> (id: Int64, name: String?) {
    do {
      let run = try resolve(text)
      return (run.id, run.name)
    } catch {
      // Otherwise nobody could get rid of it.
      guard error.category == .badInput, let id = Int64(text), try holds(id) else { throw error }
      return (id, nil)
    }
  }
}

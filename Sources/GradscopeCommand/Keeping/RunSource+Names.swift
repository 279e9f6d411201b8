import Experiments
import Texts

extension RunSource {
  /// What a run is called beside others, and in the name of a folder.
  struct SideBySideName: Equatable {
    /// Its name, followed by what tells it from others of that name.
    var shown: String
    /// Its number in the store, or the name of the log or of its file.
    var inFolder: String
  }

  /// The same run twice differs in nothing.
  ///
  /// - Parameter runs: each with the text that named it.
  /// - Throws: `ConfigurationError` where one is named twice.
  static func checkDifferent(
    _ runs: [(text: String, source: RunSource)], command: String
  ) throws(ConfigurationError) {
    for (index, (text, source)) in runs.enumerated() {
      let first = runs.firstIndex { other in
        source.stored.map { $0.id == other.source.stored?.id } ?? (text == other.text)
      }
      guard let first, first < index else { continue }
      let what = source.stored.map { "run \($0.id)" } ?? "the log"
      throw ConfigurationError(
        "\(command): expected different runs, got \(what) twice (\(runs[first].text.inQuotes) and "
          + "\(text.inQuotes)); name each run once")
    }
  }

  /// Names that tell runs apart: stored ones of one name by their numbers, logs by their files, and files
  /// of one name by as many folders as it takes.
  ///
  /// - Parameter runs: each with the text that named it.
  static func tellingApart(_ runs: [(text: String, source: RunSource)]) -> [SideBySideName] {
    runs.map { text, source in
      let twins = runs.filter { $0.source.record.name == source.record.name }
      let name = source.record.name
      let number = source.stored.map { "\($0.id)" }
      guard twins.count > 1 else {
        return SideBySideName(shown: name, inFolder: number ?? name)
      }
      let file = shortestPath(text, among: twins.filter { $0.source.stored == nil }.map(\.text))
      return SideBySideName(
        shown: "\(name) (\(number ?? file))",
        inFolder: number ?? withoutEnding(file).replacing("/", with: "-"))
    }
  }

  /// The end of a path that no other has: `b.jsonl`, `second/b.jsonl`.
  private static func shortestPath(_ path: String, among paths: [String]) -> String {
    let parts = path.split(separator: "/")
    let others = paths.filter { $0 != path }.map { $0.split(separator: "/") }
    for count in 1...max(parts.count, 1)
    where !others.contains(where: { $0.suffix(count) == parts.suffix(count) }) {
      return parts.suffix(count).joined(separator: "/")
    }
    return path
  }

  private static func withoutEnding(_ file: String) -> String {
    for ending in [".jsonl.gz", ".jsonl", ".json", ".csv", ".tsv"] where file.hasSuffix(ending) {
      return String(file.dropLast(ending.count))
    }
    return file
  }
}

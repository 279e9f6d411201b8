import Files
import Records

/// Reads run logs (`NAME.gradscope.jsonl`, `NAME.gradscope.jsonl.gz`), whichever program wrote them.
///
/// An incomplete last line is dropped, as is the unfinished end of a compressed log; a log without an end
/// is of a run that was interrupted. Of keys that are not known nothing is read, and `null` is as if a key
/// were not there.
public enum RunLogReader {
  /// The run of a log.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - activation: The facts about an activation by the name that a log has for it; nil for one that
  ///     is not known.
  /// - Throws: `RunLogError.file` where the file cannot be read; `RunLogError.content`, with the line,
  ///   where it is no run log of this version or a line is wrong.
  public static func read(
    _ path: String, activation: (String) -> ActivationFacts? = { _ in nil }
  ) throws(RunLogError) -> RunLog {
    let lines = try RunLogLines(path)
    var builder: RunLogBuilder?
    while let line = try lines.next() {
      let object: [String: JSONValue]
      do throws(LineFault) { object = try JSONScanner.object(line.bytes) } catch {
        // Only the last line has no break: its writer was killed within it.
        if !line.isTerminated, builder != nil { break }
        throw .content(path: path, line: line.number, problem: error.problem)
      }
      do throws(LineFault) {
        let fields = JSONFields(object)
        if builder == nil {
          builder = RunLogBuilder(
            try RunLogHead(fields, activation: activation), named: runName(path))
        } else {
          try builder?.add(fields, activation: activation)
        }
      } catch {
        throw .content(path: path, line: line.number, problem: error.problem)
      }
    }
    guard var builder else {
      throw .content(
        path: path, line: 1,
        problem: "expected the first line of a run log, got an empty file; name another file")
    }
    return builder.finished()
  }

  /// Whether a file is a run log of any version, which its first line tells.
  ///
  /// - Throws: `RunLogError.file` where the file cannot be read.
  public static func isRunLog(_ path: String) throws(RunLogError) -> Bool {
    do throws(RunLogError) {
      guard let line = try RunLogLines(path).next(),
        let object = try? JSONScanner.object(line.bytes),
        case .string(let schema) = object["schema"]
      else { return false }
      return schema.hasPrefix(RunLog.anySchema)
    } catch {
      // A first line that is too long, or damaged gzip, is none.
      guard case .content = error else { throw error }
      return false
    }
  }

  /// The name of a run whose log has none: that of the file without its endings.
  static func runName(_ path: String) -> String {
    var name = FilePath(path).name
    for ending in [".gz", ".jsonl", ".gradscope"] where name.hasSuffix(ending) {
      name.removeLast(ending.count)
    }
    return name.isEmpty ? "run" : name
  }
}

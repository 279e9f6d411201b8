import Experiments
import Records

/// Where the pictures of a command go by default: a folder that names what differs from the defaults,
/// so that another experiment does not overwrite the last one.
enum ResultFolder {
  /// Such as `reports/compare-depth-10`, `reports/compare-depth-30-norm-batch-seed-2`.
  ///
  /// - Parameters:
  ///   - words: what the configuration does not hold, as words of the command line.
  static func comparison(of configuration: TrainingPlan, _ words: [String]) -> String {
    let options = configuration.commandOptions.filter { !$0.isDefault && $0.name != "--depth" }
    let parts = (options.flatMap(\.words) + words).map(plain).filter { !$0.isEmpty }
    return folder((["compare-depth-\(configuration.depth)"] + parts).joined(separator: "-"))
  }

  /// Such as `reports/runs-3-7` for runs of these names or numbers.
  static func runs(_ names: [String]) -> String {
    folder((["runs"] + names.map { plain($0) }.filter { !$0.isEmpty }).joined(separator: "-"))
  }

  private static func folder(_ name: String) -> String {
    guard name.utf8.count > longest else { return "reports/\(name)" }
    return "reports/\(name.prefix(longest))-\(code(of: name))"
  }

  /// File systems take 255 bytes for a name, people fewer.
  private static let longest = 100

  /// Letters, digits, dots and hyphens: the last part of a path, without what a shell would ask about.
  private static func plain(_ word: String) -> String {
    let last = word.split(separator: "/").last ?? ""
    let characters = last.map { character in
      character.isASCII && (character.isLetter || character.isNumber || character == ".")
        ? character : "-"
    }
    return String(characters).split(separator: "-").joined(separator: "-")
  }

  /// FNV-1a, 32 bits: what was cut off still tells two names apart.
  private static func code(of name: String) -> String {
    let hash = name.utf8.reduce(0x811c_9dc5 as UInt32) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
    return String(hash, radix: 16)
  }
}

import Diagnosis
import Foundation
import Records

/// How a remedy is carried out: as options of the command line for runs of this program, as lines of
/// PyTorch for runs of a network made with it. What only a person can do has no such words.
public struct RemedyWords: Sendable {
  /// What the words are for.
  public enum Language: Sendable, Hashable {
    /// Options of this program's command line.
    case options
    /// Lines of a program with PyTorch.
    case pytorch
  }

  /// What the words of this run are for; nil where this program knows no words for its framework.
  public let language: Language?
  private let facts: RunFacts
  private let network: NetworkSummary
  private let places: [Place]
  private let named: [String]

  /// Words for the run of a record, about the layers that a finding names, where there is one.
  public init(_ record: RunRecord, of finding: Finding? = nil) {
    named = finding?.places ?? []
    facts = record.facts
    network = NetworkSummary(record)
    places = record.places
    let framework = record.facts.origin.framework?.lowercased() ?? ""
    language =
      record.facts.origin.isOwn ? .options : framework.contains("torch") ? .pytorch : nil
  }

  /// What to type, such as `--init he-normal`, or what to write, such as
  /// `nn.init.xavier_normal_(model.encoder[3].weight)`: a line each. nil where only a person can do it, and where
  /// a number that is needed is not known.
  public func lines(_ remedy: Remedy) -> [String]? {
    switch language {
    case .options: OptionWords(facts: facts, network: network).text(remedy.action).map { [$0] }
    case .pytorch:
      PyTorchWords(
        facts: facts, places: places, modules: PyTorchModules(of: places, named: named)
      ).lines(remedy.action)
    case nil: nil
    }
  }

  /// The words for all that can be done, without repetition, in the order of the remedies.
  public func all(_ remedies: [Remedy]) -> [String] {
    var words: [String] = []
    for text in remedies.compactMap({ lines($0)?.joined(separator: "; ") })
    where !words.contains(text) { words.append(text) }
    return words
  }

  /// Behind the sentence of a finding, such as " (--init he-normal; or --residual)",
  /// " (in PyTorch: …)"; empty where there is nothing to type.
  func suffix(_ remedies: [Remedy]) -> String {
    let words = all(remedies)
    guard !words.isEmpty else { return "" }
    return " (\(language == .pytorch ? "in PyTorch: " : "")\(words.joined(separator: "; or ")))"
  }

  /// A number as a command line and a program read it: three digits, `0.005`, `1e-06`.
  static func number(_ value: Double) -> String { String(format: "%.3g", value) }
}

extension JudgedRun {
  /// What to do about a finding: the sentence, and what to type for it.
  func whatToDo(_ finding: Finding) -> String {
    finding.remedy + RemedyWords(record, of: finding).suffix(finding.remedies)
  }
}

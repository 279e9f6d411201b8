import Foundation
import Testing

/// Networks of other tools' suites, sick ones with their healthy twins: `field/cases.json` has each as a
/// command, what its authors call it, and which of the codes a right diagnosis names.
@Suite struct FieldTests {
  /// A published network.
  struct Case: Decodable, Sendable, CustomTestStringConvertible {
    let id, label, named, arguments: String
    let expected: [String]
    var testDescription: String { "\(id): \(label)" }
  }

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "field")

  static func cases() throws -> [Case] {
    try JSONDecoder().decode(
      [Case].self, from: Data(contentsOf: folder.appending(path: "cases.json")))
  }

  /// Which severities count where a case is to be named as this at least.
  private static let severities = [
    "error": ["error"], "warning": ["error", "warning"], "note": ["error", "warning", "note"],
  ]

  @Test(arguments: try cases()) func aPublishedNetworkIsCalledWhatItIs(_ network: Case) async throws
  {
    let json = try await Program.run(
      ["train", "--format", "json", "--quiet", "--no-pictures", "--no-store"]
        + network.arguments.split(separator: " ").map(String.init), in: Self.folder.path
    ).json()
    let findings = json["findings"].list
    let list = findings.map { "\($0["severity"].text ?? "") \($0["code"].text ?? "")" }
    switch network.named {
    case "healthy":
      #expect(json["verdict"].text == "healthy", "\(list)")
    case "none":
      // Falls short: what its authors call it is not among what is found. It has to be listed.
      #expect(!findings.contains { network.expected.contains($0["code"].text ?? "") })
    default:
      let severities = Self.severities[network.named] ?? []
      #expect(
        findings.contains {
          network.expected.contains($0["code"].text ?? "")
            && severities.contains($0["severity"].text ?? "")
        }, "\(json["verdict"].text ?? ""): \(list)")
    }
  }
}

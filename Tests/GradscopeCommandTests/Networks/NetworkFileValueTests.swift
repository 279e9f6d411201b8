import Foundation
import Testing

/// What a file of a network may hold, and what is said of a file that is taken.
@Suite struct NetworkFileValueTests {
  private func train(
    _ content: String, _ options: [String] = []
  ) async throws -> Program.Outcome {
    let folder = try WorkFolder()
    try Data(content.utf8).write(to: URL(filePath: folder["n.yaml"]))
    return try await Program.run(
      ["train", "--network", "n.yaml"] + QuickTraining.options + options, in: folder.path)
  }

  /// Each value is checked where it stands.
  @Test(arguments: [
    (
      "layers: [{width: 0}]\n",
      "line 1: layers[1].width: expected a whole number from 1 to 65536, got 0"
    ),
    ("layers:\n- {width: -1}\n", "line 2: layers[1].width: expected a whole number from 1"),
    (
      "layers:\n- {}\n- {activation: rleu}\n",
      "line 3: layers[2].activation: unknown name \"rleu\". Did you mean \"relu\"?"
    ),
    ("layers: [{norm: bath}]\n", "line 1: layers[1].norm: unknown name \"bath\""),
    ("layers: [{dropout: 1.0}]\n", "line 1: layers[1].dropout: expected a share from 0 to 0.99"),
    (
      "layers: [{init: 'normal:nan'}]\n",
      "line 1: layers[1].init: expected normal:STD with a finite number from 0 up, got normal:nan"
    ),
    ("layers: []\nbias-std: -1\n", "line 2: bias-std: expected a finite number from 0 up, got -1"),
    (
      "layers: []\nbias-std: 1e-60\n",
      "line 2: bias-std: expected a number that float32 can hold, got 1e-60; choose another, or "
        + "--precision float64"
    ),
    (
      "layers: []\noutput: {activation: gelu}\n", "line 2: output.activation: unknown name \"gelu\""
    ),
    ("layers: []\noutput: {init: hee}\n", "line 2: output.init: unknown name \"hee\""),
    (
      "layers: [{width: 8}, {width: 16}]\nresidual: true\n",
      "line 2: residual: expected a hidden layer as wide as the one below it, for a shortcut to go "
        + "around, got layers of 8, 16"
    ),
  ])
  func aValueThatNoNetworkHasIs65AndNamesItsLine(
    _ content: String, _ message: String
  ) async throws {
    let outcome = try await train(content)
    outcome.expectRefusal(65, "--network: n.yaml: \(message)")
    #expect(outcome.errors.contains("; mend the file"), "\(outcome.errors)")
  }

  /// The line of the fault, not the one where the parser noticed it; and one position only.
  @Test(arguments: [
    (
      "layers: [{activation: \"relu}]\n",
      "line 1: expected YAML, got: while scanning a quoted scalar"
    ),
    ("layers:\n- {width: 8}\n- {width: 8\n", "line 3: expected YAML, got: while parsing a flow"),
    ("layers:\n- {width: 8}\n  x\n y: 1\n", "expected YAML, got: "),
  ])
  func whatIsNoYAMLNamesTheLineOfTheFault(_ content: String, _ message: String) async throws {
    let outcome = try await train(content)
    outcome.expectRefusal(65, message)
    #expect(!outcome.errors.contains(", column "), "\(outcome.errors)")
  }

  @Test(arguments: ["true", "True", "TRUE", "yes", "Yes", "on"])
  func everyWayToSayYesIsTaken(_ word: String) async throws {
    let json = try await train("layers: [{width: 8}, {}]\nresidual: \(word)\n").json()
    #expect(json["configuration"]["residual"].flag == true)
  }

  @Test func aNumberForOnePrecisionOnlyIsTakenInIt() async throws {
    let content = "layers: [{width: 8}]\nbias-std: 1e-60\n"
    let json = try await train(content, ["--precision", "float64"]).json()
    #expect(json["configuration"]["biasStd"].number == 1e-60)
  }

  /// --width and --depth are refused beside the file, so that nobody is told to lower them.
  @Test func aNetworkThatFitsNoMemoryIsToBeMadeSmallerInItsFile() async throws {
    let layers = Array(repeating: "{width: 65536}", count: 1000).joined(separator: ", ")
    let outcome = try await train("layers: [\(layers)]\n")
    outcome.expectRefusal(71, "take fewer or narrower layers in n.yaml, or lower --steps")
    #expect(!outcome.errors.contains("--width"), "\(outcome.errors)")
  }

  /// What is shown to do can be done beside --network.
  @Test func remediesCanBeTypedBesideTheFile() async throws {
    let json = try await train(
      "layers: [{width: 8, init: 'normal:0.01'}, {activation: tanh, init: 'normal:0.01'}]\n"
    ).json()
    let howTo = json["findings"].list.flatMap { $0["remedies"].list }.flatMap { $0["howTo"].texts }
    #expect(!howTo.isEmpty && !howTo.contains("without --init"), "\(howTo)")
    #expect(!howTo.contains { $0.hasPrefix("--width") || $0.hasPrefix("--depth") }, "\(howTo)")
    #expect(howTo.contains("--init he-normal,xavier-normal"), "\(howTo)")
  }
}

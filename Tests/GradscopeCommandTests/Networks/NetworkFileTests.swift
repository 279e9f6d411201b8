import Foundation
import Testing

/// `--network FILE.yaml`: one entry a layer.
@Suite struct NetworkFileTests {
  private func train(
    _ content: String, _ options: [String] = []
  ) async throws -> Program.Outcome {
    let folder = try WorkFolder()
    try Data(content.utf8).write(to: URL(filePath: folder["n.yaml"]))
    return try await Program.run(
      ["train", "--network", "n.yaml"] + QuickTraining.options + options, in: folder.path)
  }

  @Test func everyKeyIsRead() async throws {
    let json = try await train(
      """
      layers:               # from the input on
        - {width: 32, activation: tanh, init: xavier-uniform, dropout: 0.2, norm: layer}
        - width: 16
          activation: "leaky-relu:0.1"
        - {}                # as the layer before, without its dropout
      output: {activation: softmax, init: zeros}
      residual: yes
      residual-scale: 0.5
      bias-std: 0.25
      """
    ).json()
    let plan = json["configuration"]
    #expect(plan["widths"].wholes == [32, 16, 16])
    #expect(plan["activation"].texts == ["tanh", "leaky-relu:0.1", "leaky-relu:0.1"])
    // Who takes another activation takes the initializer made for it.
    #expect(plan["init"].texts == ["xavier-uniform", "he-normal", "he-normal"])
    #expect(plan["norm"].text == "layer")
    #expect(plan["dropout"].numbers == [0.2, 0, 0])
    #expect(plan["outputActivation"].text == "softmax")
    #expect(plan["outputInitializer"].text == "zeros")
    #expect(plan["residual"].flag == true && plan["residualScale"].number == 0.5)
    #expect(plan["biasStd"].number == 0.25)
    #expect(json["layers"].list.map { $0["fanOut"].whole } == [32, 16, 16, 10])
    #expect(json["layers"][2]["bypass"].number == 0.5)
    #expect(json["layers"][0]["activation"]["name"].text == "tanh")
  }

  @Test func jsonIsYAML() async throws {
    let json = try await train(
      #"{"layers": [{"width": 8, "activation": "tanh"}, {"width": 8}]}"#
    ).json()
    #expect(json["configuration"]["widths"].wholes == [8, 8])
    #expect(json["configuration"]["activation"].text == "tanh")
    #expect(json["configuration"]["residual"].flag == false)
  }

  @Test func noLayersAreALinearNetwork() async throws {
    let json = try await train("layers: []\noutput: {init: xavier-normal}\n").json()
    #expect(json["layers"].list.count == 1)
    #expect(json["configuration"]["depth"].whole == 0)
    #expect(json["configuration"]["init"].text == "xavier-normal")
  }

  @Test func whatIsTypedWinsOverTheFile() async throws {
    let file = """
      layers: [{width: 16, activation: tanh, init: zeros, dropout: 0.5, norm: batch}, {width: 8}]
      output: {activation: none, init: zeros}
      bias-std: 0.5
      """
    let json = try await train(
      file,
      [
        "--activation", "relu", "--norm", "none,layer", "--dropout", "0", "--bias-std", "0",
        "--output-activation", "softmax", "--output-init", "he-normal",
      ]
    ).json()
    let plan = json["configuration"]
    #expect(plan["widths"].wholes == [16, 8])
    #expect(plan["activation"].text == "relu" && plan["init"].text == "he-normal")
    #expect(plan["norm"].texts == ["none", "layer"])
    #expect(plan["dropout"].number == 0 && plan["biasStd"].number == 0)
    #expect(plan["outputActivation"].text == "softmax")
    #expect(plan["outputInitializer"].text == "he-normal")
    let drawn = try await train(file, ["--init", "xavier-normal"]).json()
    #expect(drawn["configuration"]["init"].text == "xavier-normal")
    #expect(drawn["configuration"]["activation"].text == "tanh")
  }

  @Test(arguments: [
    ("", "expected the key layers, got an empty file"),
    ("# nothing\n", "expected the key layers, got an empty file"),
    ("residual: true\n", "line 1: expected the key layers"),
    ("- 1\n", "line 1: expected the keys layers, output, residual, …, got a list"),
    ("layers: 3\n", "line 1: layers: expected a list with one entry a hidden layer"),
    ("layers:\n  - 64\n", "line 2: expected width, activation, init, norm or dropout, got \"64\""),
    ("layers:\n  - {wdth: 3}\n", "line 2: expected one of width, activation, init, norm, dropout"),
    ("layers:\n  - {wdth: 3}\n", "got the key \"wdth\" (did you mean width?)"),
    ("layers: []\nlayer: []\n", "line 2: expected one of layers, output"),
    (
      "layers:\n- {width: 8}\n- {width: wide}\n", "line 3: layers[2].width: expected a whole number"
    ),
    ("layers: [{width: 8.5}]\n", "layers[1].width: expected a whole number, got \"8.5\""),
    ("layers:\n- dropout: half\n", "line 2: layers[1].dropout: expected a number, got \"half\""),
    ("layers:\n- dropout: .nan\n", "line 2: layers[1].dropout: expected a number, got \".nan\""),
    ("layers:\n- norm: [batch]\n", "line 2: layers[1].norm: expected a name, got a list"),
    ("layers: []\nresidual: maybe\n", "line 2: residual: expected true or false, got \"maybe\""),
    ("layers: []\nbias-std: {}\n", "line 2: bias-std: expected a number, got a mapping"),
    ("layers: []\noutput: softmax\n", "line 2: expected activation or init, got \"softmax\""),
    ("layers: []\noutput: {width: 3}\n", "line 2: expected one of activation, init"),
    ("layers: []\noutput: {activation: [1]}\n", "line 2: output.activation: expected a name"),
    ("layers: []\nlayers: []\n", "expected each name once, got \"layers\" twice"),
    ("layers: [\n", "expected YAML"), ("layers: *a\n", "line 1: expected plain values"),
    ("layers: []\n? [a]\n: 1\n", "line 2: expected the keys layers"),
  ])
  func aMistakeInTheFileIs65AndNamesItsLine(_ content: String, _ message: String) async throws {
    let outcome = try await train(content)
    outcome.expectRefusal(65, message)
    #expect(outcome.errors.contains("--network: n.yaml: "), "\(outcome.errors)")
  }

  @Test(arguments: [["--depth", "3"], ["--width", "8"], ["--widths", "8,8"]])
  func theFileSaysTheSize(_ options: [String]) async throws {
    try await train("layers: [{}]", options).expectRefusal(
      64, "--network: the file says how many layers there are, and how wide")
  }

  @Test func aFileThatIsNotThereIs66() async throws {
    try await QuickTraining.refused(["--network", "nowhere.yaml"], 66, "nowhere.yaml")
  }

  @Test func otherCommandsTakeItToo() async throws {
    let folder = try WorkFolder()
    try Data("layers: [{width: 40, activation: tanh}, {width: 32}]\n".utf8)
      .write(to: URL(filePath: folder["n.yaml"]))
    let predicted = try await folder.run(
      "predict", "--network", "n.yaml", "--format", "json", "--no-pictures")
    #expect(try predicted.json()["layers"].list.count == 2)
    let varied = try await folder.run(
      "compare", "--network", "n.yaml", "--vary", "activation=tanh,relu", "--steps", "20",
      "--quiet", "--no-store", "--no-pictures", "--format", "json")
    let runs = try varied.json()["runs"].list
    #expect(runs.map { $0["configuration"]["widths"].wholes } == [[40, 32], [40, 32]])
    #expect(runs.map { $0["configuration"]["activation"].text } == ["tanh", "relu"])
    #expect(runs.map { $0["configuration"]["init"].text } == ["xavier-normal", "he-normal"])
    try await folder.run("compare", "--network", "n.yaml").expectRefusal(
      64, "a lineup has its own; name it with --lineup, or add --vary OPTION=VALUES")
  }
}

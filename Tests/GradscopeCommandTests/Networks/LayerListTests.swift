import Testing

/// Networks whose layers differ, on the command line.
@Suite struct LayerListTests {
  private let example = [
    "--widths", "128,64,32", "--activation", "tanh,relu,relu", "--dropout", "0,0.2,0",
  ]

  @Test func everyLayerIsWhatTheListsSay() async throws {
    let json = try await QuickTraining.run(example)
    #expect(json["layers"].list.map { $0["fanOut"].whole } == [128, 64, 32, 10])
    #expect(
      json["layers"].list.map { $0["activation"]["name"].text } == ["tanh", "relu", "relu", nil])
    let plan = json["configuration"]
    #expect(plan["widths"].wholes == [128, 64, 32] && plan["depth"].whole == 3)
    #expect(plan["dropout"].numbers == [0, 0.2, 0])
    // Each the one that is made for its activation.
    #expect(plan["init"].texts == ["xavier-normal", "he-normal", "he-normal"])
    #expect(json["chains"][0]["places"].texts == ["layers.0", "layers.1", "layers.2"])
    #expect(json["name"].text == "tanh,relu,relu")
  }

  /// Six layers have a short name, and no finding says "initialize with the initialization".
  @Test func longListsAreShortInWords() async throws {
    let json = try await QuickTraining.run([
      "--widths", "8,8,8,8,8,8", "--activation", "tanh,relu,relu,relu,relu,relu", "--init",
      "normal:0.1", "--output-init", "zeros",
    ])
    #expect(json["name"].text == "tanh,relu,relu,…-normal:0.1")
    let remedies = json["findings"].list.flatMap { $0["remedies"].list }
    #expect(remedies.contains { $0["action"].text == "matching-initializer" })
    #expect(!remedies.contains { $0["words"].text?.contains("with the init") == true })
  }

  @Test func oneValueServesAllLayers() async throws {
    let json = try await QuickTraining.run([
      "--widths", "16, 8", "--activation", "tanh", "--norm", "none,layer", "--init", "naive",
      "--output-init", "zeros",
    ])
    #expect(json["configuration"]["activation"].text == "tanh")
    #expect(json["configuration"]["init"].text == "normal:0.01")
    #expect(json["configuration"]["outputInitializer"].text == "zeros")
    #expect(json["layers"][1]["norm"]["name"].text == "layer")
    #expect(json["layers"][0]["norm"].isNothing)
    // Outputs of zero weights guess: ln 10.
    #expect(abs((json["loss"]["initial"].number ?? 0) - 2.302585) < 1e-5)
  }

  @Test func noHiddenLayerIsANetworkToo() async throws {
    let json = try await QuickTraining.run(["--depth", "0"])
    #expect(json["layers"].list.count == 1 && json["layers"][0]["kind"].text == "output")
    #expect(json["decayPerLayer"]["delta"].isNothing)
    #expect(json["name"].text == "linear-he-normal")
    let predicted = try await Program.run(["predict", "--depth", "0", "--format", "json"]).json()
    #expect(predicted["layers"].list.count <= 1)
    try await Program.run(["predict", "--depth", "0"]).expectSuccess()
    try await Program.run(["check-gradients", "--entries", "1", "--activation", "relu"])
      .expectSuccess()
  }

  /// The usual pictures; without two places that follow each other there is no profile, without a hidden layer no
  /// activation.
  @Test(arguments: [["--depth", "0"], ["--depth", "1", "--width", "8"], ["--widths", "8,4"]])
  func everyNetworkIsDrawn(_ options: [String]) async throws {
    let folder = try WorkFolder()
    let outcome = try await Program.run(
      ["train", "--steps", "20", "--quiet", "--output", "out"] + options, in: folder.path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let hasProfile = options.first == "--widths"
    let hasUnits = options != ["--depth", "0"]
    #expect(
      folder.files.count { $0.hasSuffix(".png") } == 3 + (hasUnits ? 1 : 0) + (hasProfile ? 1 : 0))
    let listed = try await folder.run("runs", "list").output
    #expect(!listed.contains("0×"), "\(listed)")
    let shown = try await folder.run("runs", "show", "last")
    #expect(shown.status == 0 && !shown.output.contains("nan"), "\(shown.output)")
    let judged = try await folder.run("diagnose", "last", "--format", "json")
    #expect(try judged.json()["status"].text == "completed")
  }

  @Test(arguments: [
    (["--widths", "64,32", "--depth", "2"], "--widths: says depth and width; leave out"),
    (["--widths", "64,32", "--width", "8"], "--widths: says depth and width; leave out"),
    (["--widths", "64,,32"], "--widths: expected values separated by commas, got \"64,,32\""),
    (
      ["--widths", "64,many"], "--widths: expected whole numbers separated by commas, got \"many\""
    ),
    (["--widths", "64,0"], "--widths: expected a whole number from 1 to 65536, got 0"),
    (["--widths", ""], "--widths: expected values separated by commas"),
    (
      ["--widths", "64,32", "--activation", "tanh,relu,relu"],
      "--activation: expected one value for all hidden layers, or 2, one for each, got 3"
    ),
    (["--widths", "64,32", "--dropout", "0,0.1,0"], "--dropout: expected one value for all"),
    (["--depth", "3", "--norm", "none,batch"], "--norm: expected one value for all"),
    (["--depth", "0", "--init", "zeros,zeros"], "--init: expected one value for all"),
    (["--dropout", "0.1,much"], "--dropout: expected numbers separated by commas, got \"much\""),
    (["--dropout", "1"], "--dropout: expected a share from 0 to 0.99, got 1.0"),
    (["--activation", "tanh,rleu,relu"], "--activation: expected one value for all"),
    (["--depth", "2", "--activation", "tanh,rleu"], "Did you mean \"relu\"?"),
    (["--output-init", "hee"], "--output-init: unknown name \"hee\""),
  ])
  func wrongListsAre64(_ options: [String], _ message: String) async throws {
    try await QuickTraining.refused(options, 64, message)
  }

  @Test func aLineupNeedsHiddenLayers() async throws {
    try await Program.run(["compare", "--depth", "0", "--no-store"]).expectRefusal(
      64, "--depth: expected a whole number from 1, as a lineup compares what hidden layers do")
    let compared = try await Program.run([
      "compare", "--widths", "16,16,8", "--lineup", "relu-he,residual-he", "--steps", "20",
      "--quiet", "--no-store", "--no-pictures", "--format", "json",
    ]).json()
    #expect(compared["runs"].list.map { $0["layers"].list.count } == [4, 4])
    // A block needs as many inputs as outputs.
    let blocks = compared["runs"][1]["layers"].list.map { !$0["bypass"].isNothing }
    #expect(blocks == [false, true, false, false])
  }

  @Test func prescribeTakesLists() async throws {
    let outcome = try await Program.run([
      "prescribe", "--widths", "16,8", "--init", "zeros", "--steps", "100", "--seeds", "1",
      "--stop-at-first", "--format", "json", "--quiet", "--no-store", "--no-pictures",
    ])
    let json = try outcome.json()
    #expect(json["status"].text == "healed")
    let command = json["recommended"]["command"].text ?? ""
    #expect(command.contains("--widths 16,8") && !command.contains("--init zeros"), "\(command)")
  }
}

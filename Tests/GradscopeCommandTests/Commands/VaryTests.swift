import Testing

/// `compare --vary OPTION=a,b,c`: one network with several values of an option.
@Suite struct VaryTests {
  private let quick = [
    "compare", "--depth", "2", "--width", "8", "--steps", "20", "--quiet", "--no-store",
    "--no-pictures",
  ]

  private func runs(_ options: String...) async throws -> [JSONTree] {
    try await Program.run(quick + ["--format", "json"] + options).json()["runs"].list
  }

  @Test func everyValueIsARun() async throws {
    let runs = try await runs("--vary", "optimizer=sgd,momentum,adam", "--activation", "tanh")
    #expect(
      runs.map { $0["name"].text } == ["optimizer sgd", "optimizer momentum", "optimizer adam"])
    #expect(runs.map { $0["configuration"]["optimizer"].text } == ["sgd", "momentum", "adam"])
    // Each with the rate that is usual for it.
    #expect(runs.map { $0["configuration"]["learningRate"].number } == [0.05, 0.01, 0.001])
    #expect(runs.allSatisfy { $0["configuration"]["activation"].text == "tanh" })
    // The same first weights, and the same data.
    #expect(Set(runs.map { $0["loss"]["initial"].number }).count == 1)
    #expect(Set(runs.map { $0["loss"]["final"].number }).count == 3)
  }

  @Test func theSameRunIsThatOfTrain() async throws {
    let varied = try await runs("--vary", "learning-rate=0.1,0.2", "--norm", "layer")
    let trained = try await QuickTraining.run([
      "--depth", "2", "--width", "8", "--norm", "layer", "--learning-rate", "0.2",
    ])
    #expect(varied[1]["loss"]["final"].number == trained["loss"]["final"].number)
    #expect(varied[1]["verdict"].text == trained["verdict"].text)
  }

  @Test func twoOptionsAreEveryPair() async throws {
    let runs = try await runs("--vary", "depth=1,2", "--vary", "--activation=relu,tanh")
    #expect(
      runs.map { $0["name"].text } == [
        "depth 1, activation relu", "depth 1, activation tanh", "depth 2, activation relu",
        "depth 2, activation tanh",
      ])
    #expect(runs.map { $0["layers"].list.count } == [2, 2, 3, 3])
  }

  @Test func valuesWithCommasAreSeparatedBySemicolons() async throws {
    let runs = try await runs("--vary", "norm=none,batch;layer,none")
    #expect(
      runs.map { $0["configuration"]["norm"].texts } == [["none", "batch"], ["layer", "none"]])
  }

  @Test func flagsAreOnAndOff() async throws {
    for base in [[], ["--residual"], ["--residual", "--residual-scale", "0.5"]] {
      let outcome = try await Program.run(
        quick + base + ["--vary", "residual=yes,no", "--format", "json"])
      let runs = try outcome.json()["runs"].list
      #expect(runs.map { $0["configuration"]["residual"].flag } == [true, false], "\(base)")
      #expect(runs.map { $0["layers"][1]["bypass"].isNothing } == [false, true], "\(base)")
    }
    for base in [[], ["--no-standardize"]] {
      let outcome = try await Program.run(
        quick + base + ["--vary", "standardize=no,yes", "--format", "json"])
      let runs = try outcome.json()["runs"].list
      #expect(runs.map { $0["configuration"]["standardize"].flag } == [false, true], "\(base)")
      #expect(runs[0]["loss"]["initial"].number != runs[1]["loss"]["initial"].number)
    }
  }

  /// A seed splits and draws the data anew; a name is other data.
  @Test func optionsOfTheDataAreVariedToo() async throws {
    let seeds = try await runs("--vary", "seed=1,2", "--dataset", "moons")
    #expect(seeds.map { $0["configuration"]["seed"].whole } == [1, 2])
    #expect(seeds[0]["loss"]["initial"].number != seeds[1]["loss"]["initial"].number)
    let sets = try await runs("--vary", "dataset=moons,blobs", "--examples", "90")
    #expect(sets.map { $0["configuration"]["dataset"]["name"].text } == ["moons", "blobs"])
    #expect(sets.map { $0["layers"][2]["fanOut"].whole } == [2, 3])
    let shares = try await runs("--vary", "validation-fraction=0,0.5")
    #expect(shares.map { $0["loss"]["validation"].isNothing } == [true, false])
  }

  /// What was typed holds for every run, also where it is what another run would have by itself.
  @Test func whatWasTypedIsNotForgotten() async throws {
    let drawn = try await runs("--vary", "activation=relu,tanh", "--init", "he-normal")
    #expect(drawn.map { $0["configuration"]["init"].text } == ["he-normal", "he-normal"])
    let stepped = try await runs("--vary", "optimizer=sgd,adam", "--learning-rate", "0.05")
    #expect(stepped.map { $0["configuration"]["learningRate"].number } == [0.05, 0.05])
    let left = try await runs("--vary", "activation=relu,tanh")
    #expect(left.map { $0["configuration"]["init"].text } == ["he-normal", "xavier-normal"])
  }

  @Test func noHiddenLayerIsAValueToo() async throws {
    let runs = try await runs("--vary", "depth=0,1")
    #expect(runs.map { $0["layers"].list.count } == [1, 2])
  }

  @Test(arguments: [
    (["optimizer=sgd"], "--vary: expected at least two values of optimizer, got \"optimizer=sgd\""),
    (["optimizer="], "--vary: expected at least two values of optimizer"),
    (["optimizer"], "--vary: expected OPTION=VALUE,VALUE,…, got \"optimizer\""),
    (["=1,2"], "--vary: expected OPTION=VALUE,VALUE,…"),
    (["depth=2,,3"], "--vary: expected at least two values of depth"),
    (["depth=2,2"], "--vary: expected values that differ"),
    (["frobnicate=1,2"], "--vary: frobnicate 1: expected an option of train with a value it takes"),
    (["steps=5,many"], "--vary: steps many: expected an option of train with a value it takes"),
    (["output=a,b"], "--vary: output a: expected an option of train with a value it takes"),
    (["optimizer=sgd,sdg"], "--vary: optimizer sdg: --optimizer: unknown name \"sdg\""),
    (["width=8,0"], "--vary: width 0: --width: expected a whole number from 1 to 65536, got 0"),
    (["batch-size=16,5000"], "--batch-size: expected at most the 1437 training examples"),
    (["depth=1,2", "depth=3,4"], "--vary: depth is named twice"),
    (
      ["seed=1,2,3,4,5,6,7,8,9", "width=1,2,3,4,5,6,7,8,9"], "at most 64 runs side by side, got 81"
    ),
  ])
  func mistakesAre64(_ values: [String], _ message: String) async throws {
    try await Program.run(quick + values.flatMap { ["--vary", $0] }).expectRefusal(64, message)
  }

  /// A plan is checked with the values that are varied, not before.
  @Test func whatGoesWithAValueIsNoMistake() async throws {
    func names(_ options: String...) async throws -> [String] {
      let outcome = try await Program.run(
        ["compare", "--steps", "5", "--quiet", "--no-store", "--no-pictures", "--format", "json"]
          + options)
      return try outcome.json()["runs"].list.compactMap { $0["name"].text }
    }
    #expect(
      try await names("--vary", "widths=8,8;16,8", "--activation", "tanh,relu")
        == ["widths 8,8", "widths 16,8"])
    #expect(
      try await names("--vary", "optimizer=adam,adamw", "--beta1", "0.8", "--width", "8").count == 2
    )
    #expect(
      try await names(
        "--vary", "residual=yes,no", "--residual-scale", "0.5", "--depth", "2", "--width", "8"
      ).count == 2)
    #expect(
      try await names("--vary", "output-activation=none,softmax", "--depth", "1", "--width", "8")
        .count == 2)
  }

  /// A mistake that is none of the values is told without them.
  @Test func aMistakeOfAllRunsIsSaidOnce() async throws {
    try await Program.run(quick + ["--vary", "seed=1,2", "--learning-rate", "-1"]).expectRefusal(
      64, "gradscope: --learning-rate: expected a finite number above 0, got -1.0")
    try await Program.run(quick + ["--vary", "seed=1,2", "--residual-scale", "1"]).expectRefusal(
      64, "--residual-scale: this network has no residual blocks; add --residual")
    try await Program.run(
      ["compare", "--no-store", "--vary", "depth=2,3", "--activation", "tanh,relu"]
    ).expectRefusal(64, "--vary: depth 3: --activation: expected one value for all hidden layers")
  }

  @Test func eitherALineupOrValues() async throws {
    try await Program.run(quick + ["--vary", "depth=1,2", "--lineup", "relu-he"]).expectRefusal(
      64, "--vary: takes the place of --lineup; leave out one")
    try await Program.run(quick + ["--activation", "tanh"]).expectRefusal(
      64, "a lineup has its own; name it with --lineup, or add --vary OPTION=VALUES")
  }
}

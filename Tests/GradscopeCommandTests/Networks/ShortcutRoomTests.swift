import Testing

/// A residual network needs a layer as wide as the one below it: without one it would be a plain network
/// under another name.
@Suite struct ShortcutRoomTests {
  @Test(arguments: [
    (["--widths", "8,16"], "got layers of 8, 16; give two neighbours one width, or leave it out"),
    (["--depth", "1"], "got a single hidden layer"), (["--depth", "0"], "got no hidden layer"),
  ])
  func withoutRoomResidualIs64(_ layers: [String], _ got: String) async throws {
    let message =
      "--residual: expected a hidden layer as wide as the one below it, for a shortcut to go around, "
    try await QuickTraining.refused(layers + ["--residual"], 64, message + got)
    try await Program.run(["predict", "--residual", "--no-pictures"] + layers).expectRefusal(
      64, message + got)
  }

  @Test func oneShortcutIsEnough() async throws {
    let json = try await QuickTraining.run(["--widths", "8,8,16", "--residual"])
    #expect(json["layers"].list.map { !$0["bypass"].isNothing } == [false, true, false, false])
  }

  @Test func aLineupHasNoTwoAlike() async throws {
    let quick = ["--steps", "5", "--no-store", "--no-pictures", "--format", "json"]
    try await Program.run(
      ["compare", "--widths", "8,16", "--lineup", "relu-he,residual-he"] + quick
    ).expectRefusal(
      64, "--lineup: residual-he: expected a hidden layer as wide as the one below it")
    let outcome = try await Program.run(["compare", "--depth", "1", "--width", "8"] + quick)
    let names = try outcome.json()["runs"].list.compactMap { $0["name"].text }
    #expect(names.count == 6 && !names.contains { $0.hasPrefix("residual") }, "\(names)")
    #expect(outcome.errors.contains("gradscope: without residual networks"), "\(outcome.errors)")
  }

  /// A row of depths begins with 1; a grid of nothing else is a mistake.
  @Test func aSweepNeedsOneCellWithRoom() async throws {
    let sweep = [
      "sweep", "--residual", "--width", "8", "--steps", "2", "--no-store", "--no-pictures", "--x",
      "gain=1,2", "--format", "json",
    ]
    try await Program.run(sweep + ["--y", "depth=1,2"]).expectSuccess()
    try await Program.run(sweep + ["--y", "bias-variance=0,1", "--depth", "1"]).expectRefusal(
      64, "--residual: expected a hidden layer as wide as the one below it")
  }
}

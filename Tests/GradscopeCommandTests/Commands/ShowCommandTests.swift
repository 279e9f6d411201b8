import Charts
import Foundation
import Testing

/// What a picture says of itself, and the command that made it once more.
struct ShowCommandTests {
  private let small = ["--depth", "2", "--width", "8", "--steps", "5", "--quiet"]

  /// A folder with `out/dashboard.png` of a short training, whose store and weights stay as they are.
  private func folder(_ format: String = "png") async throws -> WorkFolder {
    let folder = try WorkFolder()
    let outcome = try await Program.run(
      ["train"] + small + [
        "--store", "s.sqlite", "--save-parameters", "w.safetensors", "--output", "out",
        "--picture-format",
        format, "--pictures", "dashboard",
      ], in: folder.path)
    outcome.expectSuccess()
    return folder
  }

  @Test(arguments: ["png", "svg", "pdf"])
  func everyFormatTellsItsCommand(_ format: String) async throws {
    let folder = try await folder(format)
    let json = try await folder.run("show", "out/dashboard.\(format)", "--format", "json").json()
    #expect(json["schema"].text == "gradscope.picture/1")
    #expect(json["command"].text?.hasPrefix("gradscope train --depth 2 --width 8") == true)
    #expect(json["seed"].whole == 1 && json["version"].text != nil)
    #expect(json["title"].text?.hasPrefix("relu-he-normal") == true)
    #expect(json["configuration"][0]["depth"].whole == 2)
    #expect(json["configuration"][0]["dataset"]["name"].text == "digits")
    let text = try await folder.run("show", "out/dashboard.\(format)")
    text.expectSuccess()
    #expect(text.output.contains("  gradscope train --depth 2 --width 8"))
    #expect(text.output.contains("digits, 1797 examples, 64 features, 10 classes"))
    #expect(text.output.contains("show out/dashboard.\(format) --rerun"))
  }

  @Test func aRerunDrawsTheSameElsewhereAndWritesNothingElse() async throws {
    let folder = try await folder()
    let before = try folder.bytes("out/dashboard.png")
    let (store, weights) = (try folder.bytes("s.sqlite"), try folder.bytes("w.safetensors"))
    try FileManager.default.removeItem(atPath: folder["w.safetensors"])
    let again = try await folder.run("show", "out/dashboard.png", "--rerun")
    again.expectSuccess()
    #expect(again.errors.contains("gradscope: runs gradscope train --depth 2"))
    #expect(
      again.errors.contains("(without --save-parameters w.safetensors --store s.sqlite)"),
      "\(again.errors)")
    #expect(!folder.files.contains("w.safetensors") && !weights.isEmpty)
    #expect(try folder.bytes("out/dashboard.png") == before)
    #expect(try folder.bytes("s.sqlite") == store)
    let drawn = try PNGImage(contentsOf: folder["reports/rerun-out/dashboard.png"])
    let was = try PNGImage(contentsOf: folder["out/dashboard.png"])
    // The command at the foot is another one.
    #expect(drawn.width == was.width && drawn.height == was.height)
    let there = try await folder.run(
      "show", "out/dashboard.png", "--rerun", "--output", "there", "--format", "json")
    #expect(try there.json()["schema"].text == "gradscope.run/1")
    #expect(folder.files.contains("there/dashboard.png"))
  }

  @Test func whatIsNotOurPictureIs65AndWhatIsMissing66() async throws {
    let folder = try WorkFolder()
    try Data("a,b\n1,2\n".utf8).write(to: URL(filePath: folder["d.csv"]))
    try PNGImage(width: 1, height: 1, pixels: [1, 2, 3, 255]).write(to: folder["other.png"])
    try Data([0x89, 0x50, 0x4E, 0x47, 1]).write(to: URL(filePath: folder["bad.png"]))
    for (file, code, message) in [
      ("d.csv", 65, "expected a PNG, SVG or PDF that gradscope drew, got another kind of file"),
      ("other.png", 65, "got one without gradscope:command"), ("bad.png", 65, "expected"),
      ("none.png", 66, "none.png"), (".", 66, "got a directory"),
    ] as [(String, Int32, String)] {
      try await folder.run("show", file).expectRefusal(code, message)
      try await folder.run("show", file, "--rerun").expectRefusal(code, message)
    }
    try await folder.run("show", "d.csv", "--output", "x").expectRefusal(64, "expected --rerun")
  }

  /// Whoever sends a picture does not decide what runs.
  @Test(arguments: [
    // An option before the command must not hide which command it is.
    "gradscope --output x compare --store other.sqlite",
    "gradscope --save-parameters x train --store other.sqlite", "gradscope --output x",
    "gradscope runs delete 1", "gradscope train; touch owned", "rm -r out", "gradscope",
    "/bin/gradscope train", "gradscope train --warmth 3", "gradscope train $(touch owned)",
    "gradscope import x.jsonl", "gradscope show a.png --rerun", "gradscope --version",
    "gradscope train --help",
  ])
  func aCommandThatIsNoDrawingIsRefused(_ command: String) async throws {
    let folder = try WorkFolder()
    try PNGImage(
      width: 1, height: 1, pixels: [1, 2, 3, 255], text: [TextEntry("gradscope:command", command)]
    ).write(to: folder["sent.png"])
    let outcome = try await folder.run("show", "sent.png", "--rerun")
    outcome.expectRefusal(65, "nothing was run")
    #expect(folder.files == ["sent.png"])
  }
}

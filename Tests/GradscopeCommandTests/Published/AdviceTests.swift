import Foundation
import Testing

/// What is said of sick networks from public reports: the cause that its own numbers name, and advice that
/// does not contradict them.
@Suite struct AdviceTests {
  private func findings(_ options: String, data: String? = nil) async throws -> Findings {
    let folder = try WorkFolder()
    if let data {
      let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: data)
      try FileManager.default.copyItem(
        at: file, to: URL(filePath: folder.path).appending(path: data))
    }
    let json = try await Program.run(
      ["train", "--format", "json", "--quiet", "--no-pictures", "--no-store"]
        + (data.map { $0.hasSuffix("csv") ? ["--dataset", $0] : [] } ?? [])
        + options.split(separator: " ").map(String.init), in: folder.path
    ).json()
    return Findings(verdict: json["verdict"].text, list: json["findings"].list)
  }

  private struct Findings {
    let verdict: String?
    let list: [JSONTree]

    subscript(code: String) -> JSONTree? { list.first { $0["code"].text == code } }

    func actions(_ code: String) -> [String] {
      self[code]?["remedies"].list.compactMap { $0["action"].text } ?? []
    }
  }

  /// Every step is clipped from a norm of 3.5 to 0.0001: that is the cause, and not the learning
  /// rate.
  @Test func aBoundThatHoldsAtEveryStepIsNamed() async throws {
    let found = try await findings("--depth 3 --clip-norm 0.0001 --steps 300")
    #expect(found.verdict == "updates-clipped")
    #expect(found.actions("GS305") == ["no-clipping"])
    #expect(found["GS302"]?["causedBy"].text == "GS305")
    #expect(!found.list.contains { $0["remedy"].text?.contains("aise the learning rate") == true })
  }

  /// First weights eight times too large a layer: infinite in layer 43, before anything was
  /// updated.
  @Test func whatIsInfiniteBeforeTheFirstUpdateComesFromTheFirstWeights() async throws {
    let found = try await findings(
      "--activation identity --init normal:1 --depth 100 --width 64 --steps 40 --batch-size 16")
    #expect(found.verdict == "poor-initialization")
    #expect(found["GS301"]?["severity"].text == "error")
    #expect(found["GS103"]?["remedy"].text?.contains("GS301") == true)
    #expect(!found.list.contains { $0["remedy"].text?.contains("Check the data") == true })
  }

  /// The layer that moves most moves thirty times too little: a larger rate is too large for none.
  @Test func aRateThatIsTooSmallForAllIsRaised() async throws {
    let found = try await findings(
      "--no-standardize --activation identity --depth 1 --width 10 --optimizer adam "
        + "--learning-rate "
        + "0.00001 --steps 2000 --validation-fraction 0", data: "three.csv")
    #expect(found.actions("GS302") == ["learning-rate"])
    #expect(found["GS302"]?["remedies"][0]["isLower"].flag == false)
  }

  /// Weights of a thousandth: larger ones first, and no learning rate of 80 for what they do.
  @Test func weightsThatAreTooSmallAreDrawnLarger() async throws {
    let found = try await findings(
      "--no-standardize --depth 2 --width 16 --init normal:0.001 --learning-rate 0.001 "
        + "--batch-size 1 "
        + "--steps 3000", data: "identity.csv")
    #expect(found.actions("GS101").first == "initializer")
    #expect(!found.actions("GS302").contains("learning-rate"))
    #expect(found.actions("GS302") == ["look"])
  }

  /// They grew because they began 27 times too small: a lower rate would keep them so.
  @Test func weightsThatHadToGrowAreNotBlamedForIt() async throws {
    let found = try await findings(
      "--no-standardize --depth 1 --width 1 --init uniform:0.05 --loss binary-cross-entropy "
        + "--seed 2",
      data: "positive.csv")
    #expect(found["GS402"] != nil)
    #expect(!found.actions("GS402").contains("learning-rate"))
    #expect(found["GS402"]?["remedy"].text?.contains("GS301") == true)
  }

  /// Outputs that have to reach 900 grow the signal: the targets are the cause, and not the rate.
  @Test func anExplosionIsTracedToTheTargets() async throws {
    let found = try await findings(
      "--no-standardize --task regression --activation elu --init normal:0.05 --depth 3 --width 20 "
        + "--optimizer adam --batch-size 32 --steps 1500", data: "parabola01.csv")
    #expect(found.verdict == "unscaled-inputs")
    #expect(found["GS106"]?["causedBy"].text == "GS501")
    // A tenth of the rate makes it worse.
    #expect(
      !found.list.contains { $0["remedies"].list.contains { $0["action"].text == "learning-rate" } }
    )
    // ×1.9 a layer does not make ×8.2.
    #expect(found["GS102"]?["message"].text?.contains("to blame") != true)
  }

  /// A factor below 1 does not make δ grow.
  @Test func aProductIsWordedOnlyWhereItAccountsForTheMeasured() async throws {
    let folder = try WorkFolder()
    for name in ["rings.csv", "positive.safetensors"] {
      try FileManager.default.copyItem(
        at: URL(filePath: #filePath).deletingLastPathComponent().appending(path: name),
        to: URL(filePath: folder.path).appending(path: name))
    }
    let json = try await Program.run(
      [
        "train", "--format", "json", "--quiet", "--no-pictures", "--no-store", "--dataset",
        "rings.csv", "--activation", "tanh", "--initial-parameters", "positive.safetensors",
        "--depth", "5", "--width", "5", "--loss", "binary-cross-entropy", "--optimizer", "momentum",
        "--learning-rate", "0.01", "--steps", "4000",
      ], in: folder.path
    ).json()
    let finding = json["findings"].list.first { $0["code"].text == "GS102" }
    let message = try #require(finding?["message"].text)
    #expect(message.contains("do not account for"), "\(message)")
    #expect(!message.contains("to blame"))
  }
}

/// A command to run next, which does what it is said to do.
@Suite struct NextCommandTests {
  private let sick = [
    "train", "--depth", "8", "--width", "32", "--init", "naive", "--steps", "200", "--quiet",
    "--no-pictures", "--no-store", "--format", "json",
  ]

  /// A remedy that is said to heal is typed as it is printed.
  @Test func theCommandThatIsPrintedHeals() async throws {
    let json = try await Program.run(sick, tryingRemedies: true).json()
    #expect(json["verdict"].text == "vanishing-gradient")
    #expect(json["tried"].list.last?["heals"].flag == true)
    let command = try #require(json["next"].text).split(separator: " ").map(String.init)
    #expect(command.first == "gradscope" && command.contains("--init"))
    let healed = try await Program.run(
      Array(command.dropFirst()) + ["--no-store", "--no-pictures", "--quiet", "--format", "json"]
    ).json()
    #expect(healed["verdict"].text == "healthy" && healed["next"].isNothing)
  }

  @Test func withoutTryingItIsPrescribed() async throws {
    let json = try await Program.run(sick).json()
    #expect(json["tried"].isNothing)
    #expect(
      json["next"].text == "gradscope prescribe --depth 8 --width 32 --init naive --steps 200")
  }

  /// What was tried is kept with the run.
  @Test func aStoredRunIsAdvisedAsItWasWhenItEnded() async throws {
    let folder = try WorkFolder()
    let trained = try await Program.run(
      sick.filter { $0 != "--no-store" }, in: folder.path, tryingRemedies: true
    ).json()
    let again = try await Program.run(
      ["diagnose", "last", "--format", "json"], in: folder.path
    ).json()
    #expect(again["next"].text == trained["next"].text && again["next"].text != nil)
  }
}

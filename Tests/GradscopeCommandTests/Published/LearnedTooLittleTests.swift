import Foundation
import Testing

/// Runs that hardly learned were called healthy. What keeps each of them from learning is named now, and the
/// change that was seen to heal it.
@Suite struct LearnedTooLittleTests {
  private func run(_ options: String, data: String? = nil) async throws -> JSONTree {
    let folder = try WorkFolder()
    if let data {
      try data.write(
        toFile: folder.path + "/data.csv", atomically: true, encoding: .utf8)
    }
    return try await Program.run(
      ["train", "--format", "json", "--quiet", "--no-pictures", "--no-store"]
        + (data == nil ? [] : ["--dataset", "data.csv"])
        + options.split(separator: " ").map(String.init),
      // Rates that kill units are chaos: with the kernels of another processor another run comes of it.
      environment: ["OPENBLAS_CORETYPE": "Haswell"], in: folder.path,
      tryingRemedies: options.contains("--clip-norm")
    ).json()
  }

  private func finding(_ json: JSONTree, _ code: String) -> JSONTree? {
    json["findings"].list.first { $0["code"].text == code }
  }

  /// Adam at 0.1: 62 of 64 units of layer 3 are dead, and δ with them. A tenth of the rate heals
  /// it.
  @Test func aRateThatKillsTheUnitsIsToBlameNotTheWeights() async throws {
    let json = try await run("--depth 3 --optimizer adam --learning-rate 0.1")
    #expect(json["verdict"].text == "updates-too-large")
    #expect(finding(json, "GS202")?["causedBy"].text == "GS303")
    #expect(finding(json, "GS101")?["causedBy"].text == "GS202")
    #expect(finding(json, "GS303")?["remedies"][0]["isLower"].flag == true)
    let needed = try #require(json["reference"]["needed"].number)
    let tried = try #require(json["counterfactuals"].list.last)
    #expect(tried["change"].text == "lowerRate" && tried["suffices"].flag == true)
    #expect(try #require(tried["loss"].number) < needed)
    #expect(try #require(json["loss"]["validation"].number) > needed)
  }

  /// The bound lets the fastest layer move, and none far enough: without it the same run learns.
  @Test(arguments: ["0.03", "0.003"])
  func aBoundThatHoldsTheWeightsBackIsNamed(bound: String) async throws {
    let json = try await run("--depth 3 --clip-norm \(bound) --steps 800")
    #expect(json["verdict"].text == "updates-clipped")
    #expect(finding(json, "GS305")?["remedies"][0]["action"].text == "no-clipping")
    #expect(json["tried"].list.last?["options"].text == "without --clip-norm")
  }

  /// Initialization and activation are right as they are; only the rate is too large for 50 layers.
  @Test func fiftyLayersOfSELUNeedASmallerRate() async throws {
    let json = try await run("--activation selu --depth 50 --seed 1")
    #expect(json["verdict"].text == "updates-too-large")
    #expect(finding(json, "GS303")?["message"].text?.contains("too large for this network") == true)
  }

  /// Four corners, crosswise alike: no single unit tells them apart, however long it is trained.
  @Test func oneUnitIsTooFewForXOR() async throws {
    let corners = (0..<80).map { i in "\(i % 2),\(i / 2 % 2),\((i % 2) ^ (i / 2 % 2))" }
    let json = try await run(
      "--no-standardize --depth 1 --width 1 --activation tanh --optimizer adam --learning-rate "
        + "0.01 "
        + "--batch-size 4 --steps 2000",
      data: "a,b,c\n" + corners.joined(separator: "\n") + "\n")
    #expect(json["verdict"].text == "too-few-units")
    let remedy = try #require(finding(json, "GS407")?["remedies"][0])
    // What is advised is what was seen to suffice.
    #expect(remedy["action"].text == "units" && remedy["times"].number == 16)
    #expect(json["counterfactuals"].list.last?["value"].number == 16)
  }

  /// A hundred units that are copies of three, though the loss fell.
  @Test func copiesAreAnErrorWhileTheDataGiveMore() async throws {
    let json = try await run(
      "--no-standardize --activation sigmoid --init zeros --depth 1 --width 100 --learning-rate "
        + "0.5")
    #expect(json["verdict"].text == "symmetric-units")
  }

  @Test func aRunOf35StepsIsTooShortToJudge() async throws {
    let json = try await run("--depth 2 --activation sigmoid --steps 35")
    #expect(json["verdict"].text == "too-short-to-judge")
    #expect(finding(json, "GS409")?["remedies"][0]["action"].text == "steps")
  }

  @Test func aLinearNetworkOnDataThatNeedACurveIsNamed() async throws {
    let json = try await run(
      "--dataset circles --activation identity --depth 2 --width 64 --steps 400")
    #expect(
      json["findings"].list.contains { $0["code"].text == "GS206" },
      "\(json["verdict"].text ?? "")")
  }

  @Test func aScheduleThatEndsTheTrainingIsNamed() async throws {
    let json = try await run("--depth 2 --schedule step:10:0.1 --learning-rate 0.01 --steps 600")
    #expect(json["verdict"].text == "schedule-ends-training")
  }

  /// Held out, nothing of it holds: the small network learns nothing of these labels either.
  @Test func labelsDrawnAtRandomAreNoHealthyRun() async throws {
    let rows = (0..<300).map { i in
      "\((i * 37) % 101),\((i * 53) % 97),\((i * 71) % 89),\((i * i * 7 + i * 3) % 13 % 2)"
    }
    let json = try await run(
      "--depth 2 --optimizer adam", data: "u,v,w,c\n" + rows.joined(separator: "\n") + "\n")
    #expect(json["verdict"].text != "healthy")
    #expect(
      json["findings"].list.contains { ["GS408", "GS402"].contains($0["code"].text ?? "") })
  }

  /// The yardstick is that of the data, whatever the run: two runs of one data set and seed share
  /// it.
  @Test func everyCommandUsesOneYardstick() async throws {
    let options = [
      "--depth", "4", "--width", "16", "--steps", "150", "--format", "json", "--quiet",
    ]
    let folder = try WorkFolder()
    let trained = try await Program.run(
      ["train", "--no-pictures"] + options, in: folder.path
    ).json()
    let judged = try await Program.run(
      ["diagnose", "last", "--format", "json"], in: folder.path
    ).json()
    let prescribed = try await Program.run(
      ["prescribe", "--seeds", "1", "--no-pictures", "--no-store"] + options, in: folder.path
    ).json()
    let before = prescribed["before"]["runs"][0]
    for other in [judged, before] {
      #expect(other["verdict"].text == trained["verdict"].text)
      #expect(other["reference"]["needed"].number == trained["reference"]["needed"].number)
    }
  }

  /// Sixteen examples held out are too few for a yardstick, and enough to see that nothing holds.
  @Test func noiseLearnedByHeartIsNotHealthyForWantOfExamples() async throws {
    var state = 99
    func draw(_ limit: Int) -> Int {
      state = (state * 1_103_515_245 + 12_345) & 0x7fff_ffff
      return (state >> 12) % limit
    }
    let rows = (0..<80).map { _ in
      (0..<8).map { _ in "\(Double(draw(2000)) / 1000 - 1)" }.joined(separator: ",") + ",\(draw(2))"
    }
    let json = try await run(
      "--depth 2 --width 64 --optimizer adam --steps 500",
      data: "a,b,c,d,e,f,g,h,label\n" + rows.joined(separator: "\n") + "\n")
    #expect(json["reference"]["heldOut"].flag == false)
    #expect(json["verdict"].text != "healthy")
  }
}

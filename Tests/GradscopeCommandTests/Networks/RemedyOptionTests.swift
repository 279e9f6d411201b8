import Testing

/// What a finding says to type can be typed: added to the command, or in the place of an option in it.
@Suite struct RemedyOptionTests {
  private func howTo(_ options: [String]) async throws -> [String] {
    let json = try await QuickTraining.run(options)
    return json["findings"].list.flatMap { $0["remedies"].list }.flatMap { $0["howTo"].texts }
  }

  /// Widths that were listed are listed again, alike or not.
  @Test func widthsAreAnsweredWithWidths() async throws {
    let words = try await howTo(["--widths", "8,8", "--reduction", "sum", "--learning-rate", "1"])
    #expect(words.contains("--widths 16,16"), "\(words)")
    #expect(!words.contains { $0.hasPrefix("--width ") || $0.hasPrefix("--depth ") }, "\(words)")
  }

  /// A norm before φ does nothing where there is no φ.
  @Test func withoutHiddenLayersNothingIsSaidOfThem() async throws {
    let json = try await QuickTraining.run(["--depth", "0", "--init", "normal:100"])
    let finding = json["findings"].list.first { $0["code"].text == "GS405" }
    let actions = finding?["remedies"].list.compactMap { $0["action"].text } ?? []
    #expect(!actions.isEmpty, "\(json["findings"].list.map { $0["code"].text })")
    let ofLayers = ["normalization", "activation", "residual", "units", "layers"]
    #expect(!actions.contains(where: ofLayers.contains), "\(actions)")
    #expect(finding?["remedy"].text?.contains("norm") != true)
  }

  /// Where one finding has measured which rate would be healthy, no other guesses.
  @Test func oneLearningRateIsAdvised() async throws {
    let words = try await howTo(["--learning-rate", "1e30", "--depth", "3"])
    let rates = Set(words.filter { $0.hasPrefix("--learning-rate ") })
    #expect(rates.count == 1 && rates.first?.contains("e+") == false, "\(words)")
  }
}

import Records
import Testing

@testable import Diagnosis

/// What is left of the remedies of rules once all findings and the network are known.
struct RemedyChoiceTests {
  private func finding(_ code: String, _ severity: Severity, _ remedies: [Remedy]) -> Finding {
    let rule = RuleCatalog.all.map(\.description).first { $0.code == code }
    return Finding(
      of: rule ?? LossOscillating().description, severity: severity, evidence: [:],
      threshold: [:], message: "", remedies: remedies)
  }

  private let guess = Remedy(.lowerRate(), " (it is 5)")
  private let tenth = Remedy(.lowerRate(times: 0.1), " by a factor 10")

  @Test func aMeasuredLearningRateTakesThePlaceOfGuesses() {
    let measured = Remedy(.lowerRate(times: 1e-4))
    let chosen = RemedyChoice(ExampleRecord.make()).choosing([
      finding("GS303", .error, [measured]), finding("GS403", .warning, [guess]),
      finding("GS401", .error, [tenth]), finding("GS302", .note, [Remedy(.higherRate())]),
    ])
    #expect(
      chosen.map(\.remedies) == [
        [measured], [Remedy(.lowerRate(times: 1e-4), " (it is 5)")], [measured],
        // What a graver one says to lower, none says to raise.
        [.look("heal what is reported beside it first")],
      ])
  }

  /// Large steps that went by themselves say nothing of the steps of the end.
  @Test func aNoteIsNoMeasureForOthers() {
    let chosen = RemedyChoice(ExampleRecord.make()).choosing([
      finding("GS303", .note, [Remedy(.lowerRate(times: 1e-4))]),
      finding("GS403", .warning, [guess]), finding("GS401", .error, [tenth]),
    ])
    #expect(chosen[1].remedies == [guess] && chosen[2].remedies == [tenth])
  }

  @Test func withoutHiddenLayersOnlyTheRestIsLeft() {
    var record = ExampleRecord.make()
    record.facts.isStandardized = false
    let remedies = [
      Remedy(.normalization(nil)), Remedy(.residual(scale: nil)), Remedy(.standardize),
    ]
    let all = [finding("GS405", .note, remedies)]
    #expect(RemedyChoice(record).choosing(all)[0].remedies == remedies)
    record.chains = []
    #expect(RemedyChoice(record).choosing(all)[0].remedies == [Remedy(.standardize)])
    // Of another program's network nobody knows what lies between its places.
    record.facts.origin = Origin(program: "x", framework: "PyTorch")
    #expect(RemedyChoice(record).choosing(all)[0].remedies == remedies)
  }

  @Test func aShortcutNeedsTwoNeighboursOfOneWidth() {
    var record = ExampleRecord.make()
    record.facts.isStandardized = false
    for index in record.places.indices { record.places[index].units = 8 << index }
    let residual = [
      finding("GS101", .error, [Remedy(.residual(scale: nil)), Remedy(.standardize)])
    ]
    #expect(RemedyChoice(record).choosing(residual)[0].remedies == [Remedy(.standardize)])
  }

  /// What the run does already is no advice.
  @Test func whatIsSoAlreadyIsNotNamed() {
    let record = ExampleRecord.make(activation: "relu")
    let remedies = [
      Remedy(.standardize), Remedy(.matchingInitializer), Remedy(.initializer("he-normal")),
      Remedy(.weightDecay(times: 0.1)), Remedy(.noClipping), Remedy(.normalization("layer")),
    ]
    let chosen = RemedyChoice(record).choosing([finding("GS405", .note, remedies)])
    #expect(chosen[0].remedies == [Remedy(.normalization("layer"))])
  }

  /// What a graver finding calls too small, another does not make smaller.
  @Test func firstWeightsThatAreTooSmallAreNotMadeSmaller() {
    var small = finding("GS101", .error, [Remedy(.residual(scale: nil))])
    small.cause = "weights too small, φ′ ≤ ¼"
    let saturated = finding("GS201", .error, Saturation().description.remedies)
    func words(_ findings: [Finding]) -> String {
      RemedyChoice(ExampleRecord.make()).choosing(findings).last?.remedy ?? ""
    }
    #expect(words([saturated]).contains("smaller first weights"))
    #expect(!words([small, saturated]).contains("smaller"), "\(words([small, saturated]))")
    #expect(words([small, saturated]).hasPrefix("Initialize with xavier-normal"))
    small.severity = .note
    #expect(words([small, saturated]).contains("smaller first weights"))
  }
}

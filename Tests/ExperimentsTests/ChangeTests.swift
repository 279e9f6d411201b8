import Diagnosis
import Records
import Testing

@testable import Experiments

/// Which changes are proposed for which findings, and how they are told.
struct ChangeTests {
  /// A deep sigmoid network: δ × 0.24 a layer, loss at chance.
  private func symptoms(
    activation: String = "sigmoid", factor: Double = 0.24, loss: Double = 2.3
  ) -> Symptoms {
    symptoms(
      of: ExampleRecord.make(activation: activation, deltaFactor: factor, finalLoss: loss))
  }

  private func symptoms(of record: RunRecord) -> Symptoms { Symptoms([JudgedRecord(record)]) }

  private func sigmoid(_ edit: (inout TrainingPlan) -> Void = { _ in }) -> TrainingPlan {
    var c = TrainingPlan()
    c.activation = "sigmoid"
    c.initializer = "xavier-normal"
    edit(&c)
    return c
  }

  @Test func aSigmoidThatVanishesIsNotToldToInitializeWithWhatItHas() {
    let changes = ChangeCatalog.changes(of: sigmoid(), symptoms())
    let called = changes.filter { !$0.reasons.isEmpty }
    #expect(!changes.contains { $0.title == "--init xavier-normal" })
    for title in ["--norm batch", "--residual", "--activation relu --init he-normal"] {
      #expect(called.contains { $0.title == title && $0.reasons.contains("GS101") }, "\(title)")
    }
    // The gradient explains the loss: no learning rate is called for.
    #expect(!called.contains { $0.kind == .learningRate })
  }

  /// Where the weights are far too small, branches scaled by 1/√L add next to nothing.
  @Test func shortcutsOfScaleOneAreTriedWhereTheSignalShrinks() {
    let titles = ChangeCatalog.changes(of: sigmoid(), symptoms()).map(\.title)
    #expect(titles.contains("--residual --residual-scale 1"))
    let growing = ChangeCatalog.changes(of: sigmoid(), symptoms(factor: 3)).map(\.title)
    #expect(growing.contains("--residual"))
    #expect(!growing.contains("--residual --residual-scale 1"))
  }

  @Test func changesComeFromTheSmallestAndEachOnce() {
    let changes = ChangeCatalog.changes(of: sigmoid { $0.standardize = false }, symptoms())
    #expect(changes.map(\.kind) == changes.map(\.kind).sorted())
    #expect(Set(changes.map(\.configuration)).count == changes.count)
    #expect(changes.contains { $0.title == "--standardize" })
    #expect(changes.allSatisfy { $0.configuration.seed == 1 })
  }

  @Test func everyChangeIsSingleAndValid() {
    let sick = sigmoid {
      $0.initializer = "normal:0.5"
      $0.residual = true
      $0.residualScale = 1
      $0.clipNorm = 5
      $0.weightDecay = 0.1
      $0.biasStd = 1
      $0.norm = "batch"
    }
    let changes = ChangeCatalog.changes(of: sick, symptoms())
    let byKind = Dictionary(grouping: changes, by: \.kind)
    #expect(byKind[.weightDecay]?.map(\.title) == ["--weight-decay 0"])
    #expect(byKind[.clipping]?.map(\.title) == ["without --clip-norm"])
    #expect(
      byKind[.residual]?.map(\.title)
        == ["without --residual-scale", "without --residual"])
    #expect(byKind[.normalization]?.map(\.title) == ["--norm layer", "--norm none"])
    for change in changes {
      #expect((try? ConfigurationCheck.check(change.configuration)) != nil, "\(change.title)")
      #expect(change.edits.count <= 2, "\(change.title)")
    }
  }

  @Test func aLearningRateIsAsRoundAsItWas() {
    var c = TrainingPlan()
    c.learningRate = 7
    var record = ExampleRecord.make(steps: 3, status: .diverged)
    record.curves.append(step: 4, loss: .nan, accuracy: 0, gradientNorm: .nan)
    let changes = ChangeCatalog.changes(of: c, symptoms(of: record))
    let rates = changes.filter { $0.kind == .learningRate }.map(\.title)
    // What diverged is not tried with larger steps.
    #expect(rates == ["--learning-rate 0.7", "--learning-rate 0.07"])
    let lower = changes.first { $0.title == "--learning-rate 0.7" }
    #expect(lower?.reasons.contains("GS401") == true)
  }

  @Test func aRateFarFromTheUsualOneIsSetToThat() {
    for (rate, usual) in [(2e-7, true), (0.001, false), (4, false), (20, true)] {
      let sick = sigmoid { $0.learningRate = rate }
      let rates = ChangeCatalog.changes(of: sick, symptoms()).filter { $0.kind == .learningRate }
      #expect(rates.contains { $0.title == "--learning-rate 0.05" } == usual, "\(rate)")
    }
  }

  @Test func stepsThatAreTooSmallAreNotMadeSmaller() throws {
    var c = TrainingPlan()
    c.learningRate = 1e-4
    let record = ExampleRecord.make(finalLoss: 2.3) { $2.updateRatio = 1e-8 }
    let symptoms = self.symptoms(of: record)
    try #require(symptoms.codes.contains("GS302"))
    let rates = ChangeCatalog.changes(of: c, symptoms).filter { $0.kind == .learningRate }
    // The usual rate and what is around it; then that which would make a healthy step, as the finding says.
    #expect(rates.map(\.configuration.learningRate) == [0.05, 0.005, 0.5, 10])
  }

  /// What a finding names is a change like others, with that finding as its reason.
  @Test func whatAFindingNamesIsTried() throws {
    var c = TrainingPlan()
    c.learningRate = 1e-4
    let symptoms = self.symptoms(
      of: ExampleRecord.make(finalLoss: 2.3) { $2.updateRatio = 1e-8 })
    let changes = ChangeCatalog.changes(of: c, symptoms)
    for remedy in symptoms.remedies {
      guard let plan = c.applying(remedy.action) else { continue }
      let change = try #require(changes.first { $0.configuration == plan }, "\(remedy.action)")
      #expect(change.reasons.contains(remedy.code))
    }
    #expect(changes.last { $0.kind == .learningRate }?.reasons == ["GS302"])
  }

  /// A file of weights fits one network; what is drawn in its place is said.
  @Test func weightsOfAFileGoWhereOthersAreDrawn() {
    let sick = sigmoid { $0.initialParameters = "sick.safetensors" }
    let changes = ChangeCatalog.changes(of: sick, symptoms())
    #expect(changes.first?.title == "without --initial-parameters")
    for change in changes {
      let keeps: Set<ChangeKind> = [
        .learningRate, .schedule, .steps, .batch, .clipping, .weightDecay, .optimizer, .inputs,
        .loss, .residual,
      ]
      #expect(
        (change.configuration.initialParameters != nil) == keeps.contains(change.kind),
        "\(change.title)")
    }
  }

  @Test func anOptimizerComesWithItsOwnRateAndMomentumGoes() {
    let sick = sigmoid {
      $0.optimizer = "momentum"
      $0.momentum = 0.8
    }
    let change = ChangeCatalog.changes(of: sick, symptoms()).first { $0.kind == .optimizer }
    #expect(change?.title == "--optimizer adam --learning-rate 0.001 without --momentum")
  }

  @Test func aCostIsThatOfWhatIsChanged() throws {
    let sick = sigmoid {
      ($0.norm, $0.residual, $0.residualScale, $0.clipNorm) = ("batch", true, 2, 1)
    }
    let costs = ChangeCatalog.changes(of: sick, symptoms()).map { ($0.title, $0.cost) }
    func cost(_ title: String) -> String? { costs.first { $0.0 == title }?.1 }
    #expect(cost("--norm none") == "every layer computes less")
    #expect(cost("--norm layer") == ChangeKind.normalization.cost)
    #expect(cost("without --clip-norm") == "the same network; steps of any size")
    #expect(cost("without --residual") == "an architecture without shortcuts")
    #expect(
      cost("without --residual-scale") == "the same architecture; branches of another scale")
    // The network is the same only if both leave it so.
    var both = sick
    (both.learningRate, both.norm) = (0.5, "layer")
    let pair = try #require(
      Change([.normalization, .learningRate], from: sick, to: both, reasons: []))
    #expect(pair.kinds == [.learningRate, .normalization])
    #expect(pair.cost == "at most more steps; \(ChangeKind.normalization.cost)")
  }

  /// What was not finite before the first update calls for no other steps, but for other weights.
  @Test func noStepIsBlamedForWhatWasThereBeforeAny() {
    let record = ExampleRecord.make(finalLoss: .nan, status: .diverged) { _, layer, statistics in
      if layer >= 3 { statistics.nonFiniteActivations = 64 }
    }
    let changes = ChangeCatalog.changes(
      of: sigmoid { $0.initialParameters = "nan.safetensors" }, symptoms(of: record))
    let called = changes.filter { $0.reasons.contains("GS103") }.map(\.kind)
    #expect(called.first == .initialization)
    #expect(!called.contains(.learningRate) && !called.contains(.clipping))
    #expect(!called.contains(.optimizer))
  }

  @Test func aRateFarTooLargeComesBackWhateverStandsStill() {
    let record = ExampleRecord.make(finalLoss: 2.3) { $2.updateRatio = 1e-8 }
    var c = TrainingPlan()
    c.learningRate = 500
    let rates = ChangeCatalog.changes(of: c, symptoms(of: record)).filter {
      $0.kind == .learningRate
    }
    #expect(rates.map(\.configuration.learningRate).starts(with: [0.05, 0.005, 0.5]))
  }

  /// The options of a configuration, put on the command line, are that configuration.
  @Test func defaultsNeedNoWords() {
    #expect(TrainingPlan().commandOptions.allSatisfy { $0.isDefault || $0.name == "--loss" })
    let words = sigmoid { $0.learningRate = 5 }.commandOptions.filter { !$0.isDefault }
      .flatMap(\.words)
    #expect(words.contains("--activation") && words.contains("5") && !words.contains("--init"))
  }
}

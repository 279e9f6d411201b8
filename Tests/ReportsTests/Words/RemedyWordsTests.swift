import Diagnosis
import Foundation
import Records
import Testing

@testable import Reports

/// A remedy in the words of the program that the run came from.
struct RemedyWordsTests {
  /// Ten layers of 64, relu, with these facts.
  private func own(_ edit: (inout RunRecord) -> Void = { _ in }) -> RemedyWords {
    var record = ExampleRecord.make(activation: "relu")
    record.facts.initializer = InitializerFacts(name: "normal:0.01")
    edit(&record)
    return RemedyWords(record)
  }

  private static let options: [(Remedy.Action, String)] = [
    (.initializer("he-normal"), "--init he-normal"),
    (.activation("relu", initializer: "he-normal"), "--activation relu --init he-normal"),
    (.weights(times: 4), "--init normal:0.04"),
    (.residual(scale: nil), "--residual"),
    (.residual(scale: 0.316_227_766), "--residual --residual-scale 0.316"),
    (.branchScale(0.25), "--residual-scale 0.25"),
    (.branchScale(nil), "--residual-scale 0.316"), (.gain(1.3), "--init fan-in:1.3"),
    (.matchingInitializer, "without --init"),
    (.normalization(nil), "--norm layer"), (.normalization("batch"), "--norm batch"),
    (.lowerRate(times: 0.02), "--learning-rate 0.001"), (.lowerRate(), "--learning-rate 0.005"),
    (.higherRate(), "--learning-rate 0.5"), (.clipping(isLower: false), "--clip-norm 1"),
    (.weightDecay(times: 10), "--weight-decay 0.0001"), (.units(times: 2), "--width 128"),
    (.layers(times: 0.5), "--depth 5"), (.loss("cross-entropy"), "--loss cross-entropy"),
    (.schedule("cosine"), "--schedule cosine"), (.steps(times: 2), "--steps 400"),
  ]

  @Test(arguments: options.indices)
  func ofThisProgramItIsOptions(_ index: Int) {
    let (action, words) = Self.options[index]
    #expect(own().lines(Remedy(action)) == [words])
  }

  /// No words where a number is missing, where only a person can do it, or where it is done.
  @Test func whatCannotBeTypedHasNoWords() {
    let actions: [Remedy.Action] = [
      .examples, .look("look at the data"), .standardize, .clipping(isLower: true),
      .weightDecay(times: 0.1), .initializer("the initialization made for each activation"),
      .gates, .orthogonalRecurrence,
    ]
    for action in actions { #expect(own().lines(Remedy(action)) == nil, "\(action)") }
    let unknown = own { $0.facts.learningRate = nil }
    #expect(unknown.lines(Remedy(.lowerRate())) == nil)
    let raw = own { $0.facts.isStandardized = false }
    #expect(raw.lines(Remedy(.standardize)) == ["without --no-standardize"])
    let bounded = own { $0.facts.clipNorm = 1 }
    #expect(bounded.lines(Remedy(.clipping(isLower: true))) == ["--clip-norm 0.1"])
    let decayed = own { $0.facts.weightDecay = 0.05 }
    #expect(decayed.lines(Remedy(.weightDecay(times: 0))) == ["--weight-decay 0"])
  }

  @Test func widthsThatDifferAreListed() {
    let words = own { $0.places[0].units = 128 }
    #expect(
      words.lines(Remedy(.units(times: 0.5))) == ["--widths 64,32,32,32,32,32,32,32,32,32"])
    #expect(words.lines(Remedy(.layers(times: 0.5))) == nil)
  }

  /// An option that is shown can be added to those of the run, or takes the place of one.
  @Test func theyGoWithTheWayTheLayersWereGiven() {
    let halved = Remedy(.layers(times: 0.5))
    let listed = own { $0.facts.layers = LayersGiven(.widths) }
    #expect(
      listed.lines(Remedy(.units(times: 2))) == [
        "--widths 128,128,128,128,128,128,128,128,128,128"
      ])
    #expect(listed.lines(halved) == ["--widths 64,64,64,64,64"])
    let file = own { $0.facts.layers = LayersGiven(.file, file: "n.yaml") }
    #expect(file.lines(Remedy(.units(times: 2))) == ["width: 128 in n.yaml"])
    #expect(file.lines(halved) == ["5 layers in n.yaml"])
    #expect(file.lines(Remedy(.matchingInitializer)) == nil)
    // A list of activations does not fit another number of layers.
    let lists = own { $0.facts.layers = LayersGiven(.depth, hasLists: true) }
    #expect(lists.lines(halved) == nil)
    let matching = own {
      $0.facts.layers = LayersGiven(.file, file: "n.yaml")
      $0.facts.initializer = InitializerFacts(name: "zeros", matching: "he-normal,lecun-normal")
    }
    #expect(matching.lines(Remedy(.matchingInitializer)) == ["--init he-normal,lecun-normal"])
    #expect(matching.lines(Remedy(.weights(times: 2))) == nil)
  }

  /// Parameters of a file would win over an initializer, and not fit another network.
  @Test func parametersOfAFileAreLeftOut() {
    let run = own { $0.facts.initializer = InitializerFacts(name: "w.safetensors", source: .file) }
    #expect(
      run.lines(Remedy(.initializer("he-normal"))) == [
        "--init he-normal, without --initial-parameters"
      ])
    #expect(run.lines(Remedy(.lowerRate())) == ["--learning-rate 0.005"])
  }

  @Test func aListOfInitializersIsScaledAsOne() {
    let run = own { $0.facts.initializer = InitializerFacts(name: "normal:0.1,he-normal") }
    #expect(run.lines(Remedy(.weights(times: 2))) == ["--init normal:0.2,fan-in:8"])
    let some = own { $0.facts.initializer = InitializerFacts(name: "zeros,he-normal") }
    #expect(some.lines(Remedy(.weights(times: 2))) == nil)
  }

  /// fan-in · Var W grows with the square of the weights.
  @Test(arguments: [
    ("he-normal", "fan-in:8"), ("lecun-normal", "fan-in:4"), ("fan-in:0.5", "fan-in:2"),
    ("uniform:0.1", "uniform:0.2"), ("orthogonal", "orthogonal:2"),
  ])
  func weightsTwiceAsLarge(_ initializer: String, _ words: String) {
    let run = own { $0.facts.initializer = InitializerFacts(name: initializer) }
    #expect(run.lines(Remedy(.weights(times: 2))) == ["--init \(words)"])
    #expect(own { $0.facts.initializer = nil }.lines(Remedy(.weights(times: 2))) == nil)
  }

  private static let pytorch: [(Remedy.Action, [String])] = [
    (.initializer("he-normal"), ["nn.init.kaiming_normal_(layer.weight, nonlinearity=\"relu\")"]),
    (
      .activation("relu", initializer: "he-normal"),
      ["nn.ReLU()", "nn.init.kaiming_normal_(layer.weight, nonlinearity=\"relu\")"]
    ),
    (
      .clipping(isLower: false),
      ["torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)"]
    ),
    (.lowerRate(), ["optimizer.param_groups[0][\"lr\"] *= 0.1"]),
    (.normalization(nil), ["nn.LayerNorm(features)"]),
    (.residual(scale: nil), ["x = x + layer(x)"]),
    (.gain(1.3), ["nn.init.normal_(layer.weight, std=(1.3 / layer.weight[0].numel()) ** 0.5)"]),
    (.branchScale(nil), ["x = x + blocks ** -0.5 * layer(x)"]),
    (.orthogonalRecurrence, ["nn.init.orthogonal_(rnn.weight_hh_l0)"]),
    (
      .schedule("cosine"),
      ["scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=50)"]
    ),
  ]

  @Test(arguments: pytorch.indices)
  func ofANetworkInPyTorchItIsLinesOfIt(_ index: Int) {
    let (action, lines) = Self.pytorch[index]
    #expect(RemedyWords(ForeignRuns.transformer).lines(Remedy(action)) == lines)
  }

  /// Channels are normalized where there are some, and the initializer is that of the network's own φ.
  @Test func theyFitTheLayersOfTheNetwork() {
    var record = ForeignRuns.transformer
    for index in record.places.indices { record.places[index].kind = .convolution }
    let words = RemedyWords(record)
    #expect(words.lines(Remedy(.normalization(nil))) == ["nn.BatchNorm2d(channels)"])
    #expect(words.lines(Remedy(.normalization("layer"))) == ["nn.GroupNorm(1, channels)"])
    let relu = ExampleRecord.make(activation: "relu").places[0].activation
    for index in record.places.indices { record.places[index].activation = relu }
    #expect(
      RemedyWords(record).lines(Remedy(.matchingInitializer))
        == ["nn.init.kaiming_normal_(layer.weight, nonlinearity=\"relu\")"])
  }

  /// The layers that a finding names are those whose weights are drawn, by their paths in the network.
  @Test func theyNameTheLayersOfTheFinding() throws {
    let record = ForeignRuns.unknownActivation
    let found = try #require(JudgedRun(record).judgement.findings.first { $0.code == "GS101" })
    let remedy = Remedy(.initializer("xavier-normal"))
    #expect(
      RemedyWords(record, of: found).lines(remedy) == [
        "for i in range(0, 7, 2): nn.init.xavier_normal_(model.net[i].weight)"
      ])
    var one = found
    one.places = ["net.4"]
    #expect(
      RemedyWords(record, of: one).lines(Remedy(.weights(times: 4))) == [
        "model.net[4].weight.data *= 4"
      ])
    // Time steps have no weights of their own.
    let steps = ForeignRuns.lstm()
    one.places = ["lstm.t1", "lstm.t2"]
    #expect(
      RemedyWords(steps, of: one).lines(remedy) == ["nn.init.xavier_normal_(layer.weight)"])
  }

  @Test func ofAnotherFrameworkThereAreNone() {
    let words = RemedyWords(ForeignRuns.withoutChains)
    #expect(words.language == nil && words.lines(Remedy(.residual(scale: nil))) == nil)
  }

  /// Every remedy of every page has a sentence; the words stand behind it, each once.
  @Test func theyStandBehindTheSentence() throws {
    let record = ExampleRecord.make(activation: "sigmoid", deltaFactor: 0.24, finalLoss: 2.3)
    let run = JudgedRun(record)
    let finding = try #require(run.judgement.findings.first { $0.code == "GS101" })
    let text = run.whatToDo(finding)
    #expect(text.hasPrefix(finding.remedy + " (--activation tanh --init xavier-normal; or "))
    #expect(text.hasSuffix("; or --residual)"))
    #expect(FindingList(run).lines.contains("  What to do: " + text))
    #expect(JUnitDocument([run]).text.contains("--activation tanh --init xavier-normal"))
    #expect(
      MarkdownDocument([run], files: []).text.contains("(`--activation tanh --init xavier-normal`"))
  }
}

import Records
import Testing

@testable import RecordStore

/// What the options of versions 1 to 4 meant, whichever names the program of today has.
@Suite struct LegacyFactsTests {
  private static let recorded = """
    {"activation":{"attainableSlope":0.7,"canGoSilent":true,"matchingGain":1.4,
    "matchingInitializer":"he-normal","maximumDerivative":1,"name":"relu","saturates":false},
    "schemaVersion":2}
    """

  private func facts(_ options: String) throws -> LegacyFacts {
    try LegacyFacts(configuration: options, facts: Self.recorded)
  }

  @Test(arguments: [
    ("sgd", false), ("momentum", false), ("nesterov", false), ("rmsprop", true), ("adam", true),
    ("adamw", true),
  ])
  func whichOptimizersDivideByTheSizeOfTheGradient(name: String, divides: Bool) throws {
    let optimizer = try facts(#"{"optimizer":"\#(name)","momentum":0.8}"#).run.optimizer
    #expect(
      optimizer == OptimizerFacts(name: name, dividesByGradientSize: divides, momentum: 0.8))
  }

  @Test(
    arguments: [
      (#"{"loss":"cross-entropy","dataset":{"classes":3}}"#, .logLikelihood, true),
      (#"{"loss":"cross-entropy","dataset":{"classes":1}}"#, .logLikelihood, false),
      (#"{"loss":"binary-cross-entropy","dataset":{"classes":2}}"#, .logLikelihood, false),
      (#"{"loss":"mse","task":"regression","dataset":{"classes":0}}"#, .squaredError, false),
      (#"{"loss":"hinge"}"#, .other, nil),
    ] as [(String, LossFacts.Kind, Bool?)])
  func whatALossMeasures(options: String, kind: LossFacts.Kind, isOverClasses: Bool?) throws {
    let run = try facts(options).run
    #expect(run.loss?.kind == kind && run.loss?.isOverClasses == isOverClasses)
    #expect(run.isRegression == (kind == .squaredError))
    #expect(run.classes != 0)
  }

  @Test(arguments: [
    ("{}", InitializerFacts(name: "he-normal", isMatching: true)),
    (#"{"init":"normal:0.01"}"#, InitializerFacts(name: "normal:0.01")),
    (#"{"init":"custom"}"#, InitializerFacts(name: "custom", source: .given)),
    (
      #"{"init":"he-normal","initialParameters":"a.safetensors"}"#,
      InitializerFacts(name: "a.safetensors", source: .file)
    ),
  ])
  func whereTheFirstWeightsCameFrom(options: String, initializer: InitializerFacts) throws {
    #expect(try facts(options).run.initializer == initializer)
  }

  /// A shortcut went around layers 2…L that are as wide as what comes in; without a scale, it was 1.
  @Test func whichLayersWereBlocks() throws {
    let legacy = try facts(#"{"depth":3,"width":8,"residual":true,"norm":"batch"}"#)
    let places = [(1, 8, 8), (2, 8, 8), (3, 8, 4)].map { layer, fanIn, fanOut in
      legacy.place(layer, fanIn: fanIn, fanOut: fanOut, parameters: 1, isOutput: false)
    }
    #expect(places.map(\.bypass) == [nil, 1, nil])
    #expect(places.allSatisfy { $0.norm == NormFacts(name: "batch", usesBatch: true) })
    let output = legacy.place(4, fanIn: 8, fanOut: 8, parameters: 72, isOutput: true)
    #expect(output == Place(name: "layers.3", kind: .output, fanIn: 8, fanOut: 8, parameters: 72))
    #expect(LegacyFacts.chains(of: places + [output]) == [.hiddenLayers(3)])
    #expect(legacy.network.residualScale == 1 && legacy.network.widths == [8, 8, 8])
  }

  /// A network without hidden layers has an empty chain.
  @Test func aNetworkWithoutHiddenLayers() throws {
    let legacy = try facts(#"{"depth":0,"residual":true,"norm":"layer"}"#)
    #expect(legacy.network.depth == 0 && !legacy.network.isResidual && legacy.network.norm == nil)
    let output = legacy.place(1, fanIn: 8, fanOut: 2, parameters: 18, isOutput: true)
    #expect(LegacyFacts.chains(of: [output]) == [.hiddenLayers(0)])
  }

  @Test func optionsThatWereNotThereYetHaveTheirDefaults() throws {
    let run = try facts("{}").run
    #expect(run.batchSize == 64 && run.plannedSteps == 1000 && run.learningRate == 0.05)
    #expect(run.hasConstantRate == true && run.isStandardized == true && run.seed == 1)
    #expect(try facts(#"{"schedule":"warmup:5"}"#).run.hasConstantRate == false)
    #expect(try facts(#"{"standardize":false}"#).run.isStandardized == false)
    #expect(try facts(#"{"learningRate":"Infinity"}"#).run.learningRate == .infinity)
  }

  @Test(arguments: [
    #"{"depth":-1}"#, #"{"depth":9000000000000000000}"#, #"{"depth":"many"}"#, "[]", "",
  ])
  func whatNoProgramWroteIsRefused(options: String) {
    #expect(throws: LegacyFacts.Problem.self) { try facts(options) }
  }
}

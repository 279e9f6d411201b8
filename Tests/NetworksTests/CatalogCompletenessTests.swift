import Foundation
import Testing

@testable import Networks

/// A type whose line in the catalog was forgotten exists for nobody: these tests read the source
/// folders and find it.
@Suite struct CatalogCompletenessTests {
  /// Names of the types declared or extended with a conformance to `protocolName` in a source text.
  private func conforming(to protocolName: String, in source: String) throws -> [String] {
    let code = source.split(separator: "\n")
      .filter { !$0.drop(while: \.isWhitespace).hasPrefix("//") }
      .joined(separator: "\n")
    let declaration = try Regex(
      #"\b(?:struct|class|enum|actor|extension)\s+(\w+)[^{}:]*:[^{}]*?\b"# + protocolName
        + #"\b[^{}]*\{"#, as: (Substring, Substring).self)
    return code.matches(of: declaration).map { String($0.output.1) }
  }

  /// The same for every file of a folder of Sources/Networks, its subfolders included.
  private func conforming(to protocolName: String, inFolder folder: String) throws -> Set<String> {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources/Networks/\(folder)")
    let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path)
    let names = try paths.filter { $0.hasSuffix(".swift") }.flatMap {
      try conforming(
        to: protocolName, in: String(contentsOf: root.appending(path: $0), encoding: .utf8))
    }
    return Set(names)
  }

  @Test func everyActivationIsInTheList() throws {
    let declared = try conforming(to: "Activation", inFolder: "Activations")
    let listed = Set(ActivationCatalog.all.map { String(describing: type(of: $0)) })
    #expect(declared == listed)
  }

  @Test func everyInitializerHasAForm() throws {
    let declared = try conforming(to: "Initializer", inFolder: "Initializers")
    let made = InitializerCatalog.forms.compactMap { form in
      form.initializer(nil) ?? form.initializer("1")
    }
    #expect(made.count == InitializerCatalog.forms.count)
    #expect(declared == Set(made.map { String(describing: type(of: $0)) }))
  }

  @Test func everyLossIsInTheList() throws {
    var declared: Set<String> = []
    for name in ["Loss", "PredictionLoss", "SeparableLoss"] {
      declared.formUnion(try conforming(to: name, inFolder: "Losses"))
    }
    // Every family with every output activation: the types of what comes, and what an `OutputLoss`
    // is made of.
    var made: Set<String> = []
    for form in LossCatalog.all {
      for prediction in [Prediction.classes(2), .classes(3), .values(2), .flags(2)] {
        for output in OutputActivation.allCases {
          let request = LossRequest(predicting: prediction, output: output)
          guard let loss = form.loss(request) else { continue }
          made.insert(String(describing: type(of: loss)))
          if let loss = loss as? OutputLoss {
            made.insert(String(describing: type(of: loss.loss)))
          }
          #expect(loss.name == form.name)
          #expect(loss.output == output)
        }
      }
    }
    #expect(declared == made)
  }

  @Test func everyOptimizerIsInTheList() throws {
    let declared = try conforming(to: "Optimizer", inFolder: "Optimizers")
    #expect(declared == Set(OptimizerCatalog.all.map { String(describing: $0) }))
  }

  @Test func everyScheduleIsInTheList() throws {
    let declared = try conforming(to: "LearningRateSchedule", inFolder: "Schedules")
    #expect(declared == Set(ScheduleCatalog.all.map { String(describing: $0) }))
  }

  @Test func everyNormalizationHasAKind() throws {
    let declared = try conforming(to: "Normalization", inFolder: "Normalization")
    let made = NormalizationKind.allCases.compactMap { kind in
      Network<Float>(widths: [2, 2, 2], activation: ReLU(), normalization: kind).places[0].norm
    }
    let listed = made.map { String(describing: type(of: $0)).prefix { $0 != "<" } }
    #expect(declared == Set(listed.map(String.init)))
  }

  @Test func theScanSeesEveryKindOfDeclaration() throws {
    let source = """
      /// A struct Commented: Activation { }
      public struct One: Activation {
        struct Inner: Sendable {}
      }
      final class Two: Base,
        Activation
      {}
      extension Three: Sendable, Activation {}
      struct Four<Element: Sendable>: Activation {}
      enum ActivationCatalog { static let all: [any Activation] = [] }
      struct Five: ActivationLike {}
      extension Activation { var usage: String { name } }
      public protocol Activation: Sendable {}
      """
    #expect(try conforming(to: "Activation", in: source) == ["One", "Two", "Three", "Four"])
  }
}

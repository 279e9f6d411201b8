import Experiments
import Testing

@testable import GradscopeCommand

struct OptionNamesTests {
  @Test(arguments: [
    ("learningRate", "--learning-rate"), ("initializer", "--init"),
    ("outputInitializer", "--output-init"), ("standardize", "--standardize"),
    ("beta1", "--beta1"), ("x", "--x"), ("rleu", nil), ("init", nil), ("", nil),
  ])
  func aFieldHasItsOption(field: String, option: String?) {
    #expect(OptionNames.option(field) == option)
  }

  @Test func everyFieldOfAPlanHasAnOptionOfTrain() async throws {
    let help = try await Program.run(["train", "--help"]).output
    for child in Mirror(reflecting: TrainingPlan()).children {
      guard let field = child.label else { continue }
      let option = try #require(OptionNames.option(field), "\(field)")
      #expect(try help.contains(Regex("\(option)(?![a-z-])")), "\(field)")
    }
  }

  @Test func onlyFieldsAreRendered() {
    var plan = TrainingPlan()
    plan.activation = "`depth`"
    let error = #expect(throws: ConfigurationError.self) { try ConfigurationCheck.check(plan) }
    let text = error.map { OptionNames.text($0) } ?? ""
    #expect(text.hasPrefix("--activation: unknown name \"`depth`\". "))
    #expect(!text.contains("--depth"))
    #expect(OptionNames.text("`depth`: typed by somebody") == "`depth`: typed by somebody")
  }

  @Test func whatIsTypedInBackticksStaysAsItIs() async throws {
    for (words, start) in [
      (["--activation", "`depth`"], "gradscope: --activation: unknown name \"`depth`\"."),
      (["--init", "normal:`depth`"], "gradscope: --init: expected "),
      (["--dataset", "`depth`"], "gradscope: --dataset: expected digits, "),
    ] {
      let outcome = try await Program.run(["train", "--steps", "1", "--no-store"] + words)
      #expect(outcome.status == 64 && outcome.errors.hasPrefix(start), "\(outcome.errors)")
      #expect(outcome.errors.contains("`depth`") && !outcome.errors.contains("--depth"))
    }
  }
}

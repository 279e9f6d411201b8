import Foundation
import Testing

/// Bad input gets one clear line on standard error and the exit code of
/// `Documentation/commands.md`.
struct BadInputTests {
  @Test(arguments: [
    (["compare", "--depth", "0"], "--depth: expected a whole number from 1, as a lineup compares"),
    (["train", "--depth", "-1"], "--depth: expected a whole number from 0 to 1000, got -1"),
    (["compare", "--width", "-1"], "--width: expected a whole number"),
    (["train", "--learning-rate", "nan"], "--learning-rate: expected a finite number above 0"),
    (["train", "--activation", "rleu"], "Did you mean \"relu\"?"),
    (["train", "--init", "he-norml"], "Did you mean \"he-normal\"?"),
    (["compare", "--lineup", "relu-hee"], "Did you mean \"relu-he\"?"),
    (["train", "--batch-size", "5000"], "--batch-size: expected at most the 1437"),
    (["train", "--dataset", "digit"], "digits"),
    (["runs", "show", "-1"], "expected the number of a run from 1, its name, or last, got -1"),
  ])
  func wrongUsageIs64(arguments: [String], message: String) async throws {
    let outcome = try await Program.run(arguments)
    #expect(outcome.status == 64)
    #expect(outcome.errorLines.count == 1, "\(outcome.errors)")
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
  }

  @Test func aMissingFileIs66() async throws {
    let outcome = try await Program.run(["train", "--dataset", "no-such-file.csv"])
    #expect(outcome.status == 66)
    #expect(outcome.errorLines.count == 1)
    #expect(outcome.errors.contains("no-such-file.csv"))
  }

  @Test(arguments: [
    ("a,b,class\n1,2,0\n3,1\n4,5,1\n", "line 3"),
    ("a,b,class\n1,2,0\n3,tall,1\n4,5,1\n", "line 3, column 2 (\"b\")"),
  ])
  func badDataIs65AndNamesThePlace(csv: String, place: String) async throws {
    let file = NSTemporaryDirectory() + "gradscope-\(UUID().uuidString).csv"
    try csv.write(toFile: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: file) }
    let outcome = try await Program.run(["train", "--dataset", file])
    #expect(outcome.status == 65)
    #expect(outcome.errorLines.count == 1)
    #expect(outcome.errors.contains(place), "\(outcome.errors)")
  }

  @Test func anOutputFolderThatCannotBeMadeIs73BeforeAnythingIsTrained() async throws {
    let outcome = try await Program.run(["compare", "--output", "/dev/null/pictures"])
    #expect(outcome.status == 73)
    #expect(outcome.errorLines.count == 1, "\(outcome.errors)")
    #expect(outcome.errors.contains("/dev/null/pictures"))
  }
}

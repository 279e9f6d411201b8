import Testing

@testable import Datasets

@Suite struct DatasetNameTests {
  @Test func readsNamesAndPaths() throws {
    #expect(try DatasetName(parsing: "digits") == .digits)
    #expect(try DatasetName(parsing: "./my data.csv") == .csv(path: "./my data.csv"))
    #expect(try DatasetName(parsing: "A.CSV") == .csv(path: "A.CSV"))
    #expect(DatasetName.csv(path: "a.csv").description == "a.csv")
    #expect(DatasetName.digits.description == "digits")
  }

  @Test(arguments: [
    ("digts", "got \"digts\"; did you mean digits?"),
    ("Digits", "got \"Digits\"; did you mean digits?"),
    ("", "got \"\"; did you mean digits?"),
    ("data.txt", "got \"data.txt\"; convert the file to CSV"),
    ("data/set", "got \"data/set\"; convert the file to CSV"),
  ])
  func refusesOtherNames(_ text: String, _ end: String) {
    let error = #expect(throws: DatasetError.self) { try DatasetName(parsing: text) }
    #expect(error?.description == "dataset: expected digits or a path ending in .csv, " + end)
    #expect(error?.category == .usage)
  }

  @Test func hasNoTargetToChooseInTheDigits() throws {
    let error = #expect(throws: DatasetError.self) { try DatasetName.digits.load(target: "p00") }
    #expect(
      error?.description == "digits: expected no target column, got \"p00\"; "
        + "a target can be chosen for a .csv file only")
    #expect(try DatasetName.digits.load().exampleCount == 1797)
  }

  @Test(arguments: [
    ("", "", 0), ("a", "", 1), ("", "abc", 3), ("kitten", "sitting", 3), ("relu", "relu", 0),
    ("é", "e", 1), ("flaw", "lawn", 2),
  ])
  func measuresTheLevenshteinDistance(_ first: String, _ second: String, _ distance: Int) {
    #expect(ClosestName.distance(from: first, to: second) == distance)
    #expect(ClosestName.distance(from: second, to: first) == distance)
  }

  @Test func findsTheClosestName() {
    let names = ["sigmoid", "tanh", "relu", "gelu", "selu"]
    #expect(ClosestName.closest(to: "sigmiod", in: names) == "sigmoid")
    #expect(ClosestName.closest(to: "RELU", in: names) == "relu")
    #expect(ClosestName.closest(to: "elu", in: names) == "relu")
    #expect(ClosestName.closest(to: "", in: names) == "tanh")
    #expect(ClosestName.closest(to: "x", in: []) == nil)
  }
}

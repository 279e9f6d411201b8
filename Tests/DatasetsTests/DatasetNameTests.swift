import Foundation
import Testing

@testable import Datasets

@Suite struct DatasetNameTests {
  @Test func readsNamesAndPaths() throws {
    #expect(try DatasetName(parsing: "digits") == .digits)
    #expect(try DatasetName(parsing: "moons") == .synthetic("moons"))
    #expect(try DatasetName(parsing: "./my data.csv") == .csv(path: "./my data.csv"))
    #expect(try DatasetName(parsing: "A.CSV") == .csv(path: "A.CSV"))
    #expect(try DatasetName(parsing: "a,b.csv") == .csv(path: "a,b.csv"))
    #expect(try DatasetName(parsing: "a.bin,b.bin") == .idx(images: "a.bin", labels: "b.bin"))
  }

  @Test(arguments: ["digits", "sine", "a.csv", "a-idx3-ubyte,b-idx1-ubyte"])
  func isDescribedAsItIsTyped(_ text: String) throws {
    #expect(try DatasetName(parsing: text).description == text)
  }

  private static let expected =
    "`dataset`: expected digits, spirals, moons, circles, blobs, xor, gaussian, sine, "
    + "a path ending in .csv or .csv.gz, or IDX files as IMAGES,LABELS, "

  @Test(arguments: [
    ("digts", "got \"digts\"; did you mean digits?"),
    ("Digits", "got \"Digits\"; did you mean digits?"),
    ("spiral", "got \"spiral\"; did you mean spirals?"),
    ("gauss", "got \"gauss\"; did you mean gaussian?"),
    ("zzz", "got \"zzz\"; choose one of these"),
    ("", "got \"\"; choose one of these"),
    ("moons,", "got \"moons,\"; did you mean moons?"),
    ("data.txt", "got \"data.txt\"; convert the file to CSV"),
    ("data/set", "got \"data/set\"; convert the file to CSV"),
  ])
  func refusesOtherNames(_ text: String, _ end: String) {
    let error = #expect(throws: DatasetError.self) { try DatasetName(parsing: text) }
    #expect(error?.description == Self.expected + end)
    #expect(error?.category == .usage)
  }

  @Test func namesWhatIsNoFile() {
    let directory = NSTemporaryDirectory()
    for (path, kind) in [
      (directory, "got a directory; name a .csv file in it"),
      ("/dev/null", "got a pipe, socket or device; save the data to a .csv file"),
    ] {
      let error = #expect(throws: DatasetError.self) { try DatasetName(parsing: path) }
      #expect(error?.description == "\(path): expected a dataset, " + kind)
      #expect(error?.category == .missingInput)
    }
  }

  @Test func hasNoTargetToChooseInTheDigits() throws {
    let error = #expect(throws: DatasetError.self) { try DatasetName.digits.load(target: "p00") }
    #expect(
      error?.description == "digits: expected no target column, got \"p00\"; "
        + "a target can be chosen for a .csv file only")
    #expect(error?.category == .usage)
    #expect(try DatasetName.digits.load().exampleCount == 1797)
  }

  @Test func generatesWithOptionsAndSeed() throws {
    let options = SyntheticOptions(examples: 30, classes: 5)
    let data = try DatasetName.synthetic("spirals").load(options: options, seed: 7)
    #expect(data.exampleCount == 30)
    #expect(data.classCount == 5)
    #expect(try data == Spirals().load(options, seed: 7))
    #expect(throws: DatasetError.unknownName("spiral")) {
      try DatasetName.synthetic("spiral").load()
    }
  }

  @Test(arguments: [
    (
      DatasetName.digits, LearningTask.regression,
      "`task`: expected classification for digits, got regression; choose sine or a .csv file"
    ),
    (
      .idx(images: "a", labels: "b"), .regression,
      "`task`: expected classification for a,b, got regression; choose sine or a .csv file"
    ),
    (
      .synthetic("moons"), .regression,
      "`task`: expected classification for moons, got regression; choose sine or a .csv file"
    ),
    (
      .synthetic("sine"), .classification,
      "`task`: expected regression for sine, got classification; choose another dataset"
    ),
  ])
  func hasATaskOfItsOwn(_ name: DatasetName, _ task: LearningTask, _ message: String) throws {
    let error = #expect(throws: DatasetError.self) { try name.load(task: task) }
    #expect(error?.description == message)
    #expect(error?.category == .usage)
  }

  @Test func takesTheTaskThatItHas() throws {
    #expect(try DatasetName.digits.load(task: .classification).classCount == 10)
    #expect(try DatasetName.synthetic("sine").load(task: .regression).classCount == 0)
  }

  @Test(arguments: [
    (
      DatasetName.digits, SyntheticOptions(examples: 10),
      "`examples`: digits has a fixed size; expected no value, got 10; "
    ),
    (
      .csv(path: "no.csv"), SyntheticOptions(features: 3),
      "`features`: no.csv has a fixed size; expected no value, got 3; "
    ),
    (
      .idx(images: "a", labels: "b"), SyntheticOptions(classes: 2),
      "`classes`: a,b has a fixed size; expected no value, got 2; "
    ),
    (
      .digits, SyntheticOptions(noise: 0.5),
      "`noise`: digits gets no noise; expected no value, got 0.5; "
    ),
  ])
  func hasOptionsForSyntheticSetsOnly(
    _ name: DatasetName, _ options: SyntheticOptions, _ message: String
  ) {
    let error = #expect(throws: DatasetError.self) { try name.load(options: options) }
    #expect(
      error?.description == message + "leave the option out or choose a synthetic dataset "
        + "(spirals, moons, circles, blobs, xor, gaussian, sine)")
    #expect(error?.category == .usage)
  }
}

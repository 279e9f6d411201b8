import Foundation
import Testing

/// Tables with texts and gaps on the command line: what is refused, what is to be typed, what is said.
@Suite struct TablesTests {
  private func folder() throws -> WorkFolder {
    let folder = try WorkFolder()
    let rows = (0..<60).map { row in
      "\(row % 2);\"Passenger \(row), Mr.\";\(row % 3 == 0 ? "male" : "female");"
        + "\(row % 5 == 0 ? "" : "\(20 + row % 30),5")"
    }
    try Data(("label;Name;Sex;Age\n" + rows.joined(separator: "\n") + "\n").utf8)
      .write(to: URL(filePath: folder["t.csv"]))
    return folder
  }

  @Test func theErrorEndsWithWhatToType() async throws {
    try await QuickTraining.refused(
      ["--dataset", "t.csv", "--target", "label"], 65,
      "--drop Name --missing mean make it readable", in: folder())
    try await QuickTraining.refused(
      ["--dataset", "t.csv", "--drop", "Nmae"], 64, "did you mean \"Name\"?", in: folder())
    try await QuickTraining.refused(
      ["--dataset", "t.csv", "--missing", "zero"], 64,
      "--missing: expected mean or drop-rows, got \"zero\"", in: folder())
    try await QuickTraining.refused(["--drop", "Name"], 64, "--drop: expected a .csv file")
  }

  @Test func theFirstLinesSayWhatWasRead() async throws {
    let folder = try folder()
    let outcome = try await Program.run(
      [
        "train", "--steps", "20", "--depth", "1", "--quiet", "--no-pictures", "--no-store",
        "--dataset", "t.csv", "--target", "label", "--drop", "Name", "--missing", "mean",
      ], in: folder.path)
    let lines = outcome.output.split(separator: "\n")
    #expect(
      lines.first
        == "Read t.csv: 60 rows, 2 features; predicts \"label\", 2 classes (0: 30, 1: 30).")
    #expect(
      lines.dropFirst().first
        == "Left out the column \"Name\"; filled in 12 missing cells; made 0/1 columns of \"Sex\".")
  }
}

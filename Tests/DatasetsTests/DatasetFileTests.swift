import Files
import Foundation
import Testing

@testable import Datasets

@Suite struct DatasetFileTests {
  private func error(_ path: String) -> DatasetError? {
    #expect(throws: DatasetError.self) { try CSVReader().read(path: path) }
  }

  @Test func readsACSVFile() throws {
    let path = NSTemporaryDirectory() + "gradscope-\(UUID().uuidString).csv"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data("a,y\n1,0\n2,1\n".utf8).write(to: URL(fileURLWithPath: path))
    let data = try DatasetName(parsing: path).load()
    #expect(data.name == path)
    #expect(data.features == [1, 2])
  }

  @Test func passesOnWhyAFileCannotBeRead() {
    #expect(error("no.csv") == .file(.missing(path: "no.csv", expected: "a CSV file")))
    #expect(
      error("no.csv")?.description
        == "no.csv: expected a CSV file, got no such file; check the path")
    #expect(
      error("/tmp")?.description
        == "/tmp: expected a CSV file, got a directory; name a file in it")
  }

  @Test func knowsWhatKindOfMistakeItIs() {
    #expect(error("no.csv")?.category == .missingInput)
    #expect(error("/dev/null")?.category == .missingInput)
    let tooLarge = FileError.tooLarge(path: "a.csv", expected: "a CSV file", bytes: 2, limit: 1)
    #expect(DatasetError.file(tooLarge).category == .badData)
  }
}

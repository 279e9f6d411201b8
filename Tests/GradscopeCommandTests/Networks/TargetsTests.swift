import Foundation
import Testing

/// `--target a,b`: several columns of a CSV file to predict.
@Suite struct TargetsTests {
  /// Sixty rows: two features, two values that follow from them, two answers of yes or no.
  private func folder() throws -> WorkFolder {
    let folder = try WorkFolder()
    let rows = (0..<60).map { row in
      let (x, y) = (Double(row % 10) / 5 - 1, Double(row / 10) / 3 - 1)
      return "\(x),\(y),\(3 * x - y),\(x + 2 * y),\(x > 0 ? 1 : 0),\(y > 0 ? 1 : 0)"
    }
    try Data(("x,y,u,v,right,up\n" + rows.joined(separator: "\n") + "\n").utf8)
      .write(to: URL(filePath: folder["d.csv"]))
    return folder
  }

  private let small = ["--depth", "1", "--width", "16", "--dataset", "d.csv"]

  @Test func severalValuesAreARegressionOfAVector() async throws {
    let json = try await QuickTraining.run(small + ["--target", "u,v"], in: folder())
    #expect(json["configuration"]["task"].text == "regression")
    #expect(json["configuration"]["loss"].text == "mse")
    // Two outputs; the other four columns are features.
    #expect(json["layers"].list.map { $0["fanOut"].whole } == [16, 2])
    #expect(json["layers"][0]["fanIn"].whole == 4)
    #expect(json["accuracy"]["training"].isNothing)
    #expect((json["loss"]["final"].number ?? 9) < (json["loss"]["initial"].number ?? 0))
  }

  @Test func severalAnswersAreSeveralLabels() async throws {
    let json = try await QuickTraining.run(
      small + ["--target", "right,up", "--task", "multi-label"], in: folder())
    #expect(json["configuration"]["task"].text == "multi-label")
    #expect(json["configuration"]["loss"].text == "binary-cross-entropy")
    #expect(json["facts"]["task"].text == "multi-label")
    #expect(json["layers"][1]["fanOut"].whole == 2)
    #expect(json["accuracy"]["training"].number != nil)
    // Near ln 2 an answer, before anything is learned.
    #expect(json["loss"]["initial"].number.map { $0 > 0.3 && $0 < 2.5 } == true)
  }

  @Test func oneTargetIsAsItWas() async throws {
    let json = try await QuickTraining.run(small + ["--target", "up"], in: folder())
    #expect(json["configuration"]["task"].text == "classification")
    #expect(json["layers"][0]["fanIn"].whole == 5 && json["layers"][1]["fanOut"].whole == 2)
  }

  @Test(arguments: [
    (["--target", "u,w"], 64, "\"w\""), (["--target", "u,u"], 64, "expected each target once"),
    (["--target", "x,y,u,v,right,up"], 64, "expected at least one column that is no target"),
    (["--target", "u,v", "--task", "multi-label"], 65, "d.csv"),
    (["--target", "u,v", "--loss", "cross-entropy"], 64, "--loss: cross-entropy does not serve"),
  ])
  func mistakesAreNamed(_ options: [String], _ code: Int32, _ message: String) async throws {
    try await QuickTraining.refused(small + options, code, message, in: folder())
  }
}

import Records
import Testing

@testable import Exchange

/// Tables with a header, and JSON lines: columns are found, or named in what is said.
@Suite struct LoggedTableTests {
  @Test func anExportOfWandbNamesItsRun() throws {
    let record = try LoggedText.read([
      #""Step","sun-3 - train/loss","sun-3 - train/loss__MIN","sun-3 - train/loss__MAX""#,
      #""0","2.5","2.5","2.5""#, #""50","1.5","1.5","1.5""#,
    ])
    #expect(record.curves.steps == [0, 50] && record.curves.loss == [2.5, 1.5])
  }

  @Test(arguments: [",", ";", "\t"]) func theSeparatorIsFound(_ separator: String) throws {
    let record = try LoggedText.read(
      [
        ["step", "loss", "lr"], ["0", "2.5", "0.1"], ["1", "", "0.1"], ["2", "NA", ""],
        ["3", "2", "1"],
      ]
      .map { $0.joined(separator: separator) })
    #expect(record.curves.steps == [0, 3] && record.curves.loss == [2.5, 2])
  }

  @Test func decimalCommasStandBetweenSemicolons() throws {
    let record = try LoggedText.read(["step;loss", "0;2,5", "1;1,25"])
    #expect(record.curves.loss == [2.5, 1.25])
  }

  @Test(arguments: [("NaN", true), ("nan", true), ("inf", false), ("-Infinity", false)])
  func whatIsNotFiniteIsANumber(_ word: String, _ isNaN: Bool) throws {
    let csv = try LoggedText.read(["step,loss", "0,2.5", "1,\(word)"])
    #expect(csv.status == .diverged && csv.curves.loss[1].isNaN == isNaN)
    #expect(!csv.curves.loss[1].isFinite)
    let json = try LoggedText.read(
      [#"{"step":0,"loss":2.5}"#, #"{"step":1,"loss":"\#(word)"}"#], named: "a.jsonl")
    #expect(json.status == .diverged && json.curves.loss[1].isNaN == isNaN)
  }

  /// A table that writes NaN where it has nothing has it in between, again and again.
  @Test func nanInBetweenIsAMissingCell() throws {
    let rows = (0..<12).map { $0.isMultiple(of: 3) ? "\($0),nan,1" : "\($0),2.5,nan" }
    let record = try LoggedText.read(["step,loss,val_loss"] + rows)
    #expect(record.curves.loss == Array(repeating: 2.5, count: 8))
    #expect(record.heldOut?.looks.count == 4)
  }

  @Test func jsonLinesAndNestedKeysAreRead() throws {
    let lines = [
      #"{"_step":0,"_runtime":1.5,"train":{"loss":2.5,"grad_norm":NaN},"text":"a"}"#,
      #"{"_step":1,"train":{"loss":2,"grad_norm":Infinity},"eval/loss":2.25}"#, #"{"_step":2,"tra"#,
    ]
    // The writer was killed within the last line.
    let record = try LoggedText.read(
      Array(lines.joined(separator: "\n").utf8), named: "history.jsonl")
    #expect(record.curves.steps == [0, 1] && record.heldOut?.looks.map(\.loss) == [2.25])
    #expect(record.events.map(\.step) == [0])
  }

  @Test func rowsAreCountedWhereNothingNumbersThem() throws {
    let record = try LoggedText.read(["loss", "3", "2", "1"])
    #expect(record.curves.steps == [0, 1, 2] && record.facts.stepUnit == .row)
    let batches = try LoggedText.read(["epoch,loss", "0,3", "0,2", "1,1"])
    #expect(batches.curves.steps == [0, 1, 2] && batches.facts.stepUnit == .row)
  }

  @Test func percentBecomeShares() throws {
    let record = try LoggedText.read(["step,loss,acc", "0,2,10", "1,1,95.5"])
    #expect(record.curves.accuracy == [0.1, 0.955])
  }

  @Test func aChoiceGoesBeforeNames() throws {
    let lines = ["step,loss,train_loss,t", "0,3,1,5", "1,2,0.5,6"]
    let told = try LoggedText.read(lines, columns: ["loss=train_loss", "step=t"])
    #expect(told.curves.loss == [1, 0.5] && told.curves.steps == [5, 6])
    #expect(
      LoggedText.refusal(lines)
        == "mine.csv: expected one of the columns to be the loss, got \"loss\", \"train_loss\"; "
        + "say which with --column loss=NAME")
    #expect(
      LoggedText.refusal(lines, columns: ["loss=nll"])
        == "mine.csv: loss: expected the name of one of the columns, got \"nll\"; there are "
        + "\"step\", \"loss\", \"train_loss\", \"t\"")
  }

  /// Content tells what a file is, whatever its name.
  @Test(arguments: ["a.csv", "b.json", "c.jsonl", "d"]) func namesDoNotMatter(_ name: String) throws
  {
    #expect(try LoggedText.read(["loss", "3", "2"], named: name).curves.loss == [3, 2])
    let lines = [#"{"loss": 3}"#, #"{"loss": 2}"#]
    #expect(try LoggedText.read(lines, named: name).curves.loss == [3, 2])
    let list = ["[", #"{"loss": 3},"#, #"{"loss": 2}"#, "]"]
    #expect(try LoggedText.read(list, named: name).curves.loss == [3, 2])
    let log = [#"{"schema":"gradscope.log/1"}"#, #"{"step":0,"loss":3}"#]
    #expect(try LoggedText.read(log, named: name).curves.loss == [3])
  }
}

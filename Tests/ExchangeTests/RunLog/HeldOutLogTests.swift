import Foundation
import Records
import Testing

@testable import Exchange

@Suite struct HeldOutLogTests {
  @Test func validationLinesAreLooks() throws {
    let record = try LogFile.record(
      #"{"step":0,"loss":2.5,"validationLoss":2.4,"validationAccuracy":0.1}"#,
      #"{"step":1,"loss":2}"#, #"{"step":5,"validationLoss":1.5}"#,
      #"{"step":5,"validationAccuracy":0.5,"validationExamples":40}"#, #"{"end":"completed"}"#)
    let curve = try #require(record.heldOut)
    #expect(curve.examples == 40)
    #expect(
      curve.looks == [
        HeldOutLook(step: 0, loss: 2.4, accuracy: 0.1),
        HeldOutLook(step: 5, loss: 1.5, accuracy: 0.5),
      ])
    #expect(record.evaluation.validationLoss == 1.5)
  }

  @Test func withoutSuchLinesThereAreNone() throws {
    let record = try LogFile.record(#"{"step":0,"loss":2.5}"#, #"{"end":"completed"}"#)
    #expect(record.heldOut == nil)
  }

  @Test func looksAreWrittenAndReadBack() throws {
    var record = ExampleRecord.make()
    var curve = HeldOutCurve(examples: 359)
    curve.append(HeldOutLook(step: 0, loss: 1 / 3, accuracy: 0.25))
    curve.append(HeldOutLook(step: 1, loss: 0.1))
    curve.append(HeldOutLook(step: 2, loss: .infinity))
    record.heldOut = curve
    let text = try #require(RecordExport.text(record, as: .log, startedAt: Date()))
    let again = try #require(try LogFile.read(Array(text.utf8)).record.heldOut)
    #expect(again.examples == 359 && again.looks.map(\.step) == [0, 1, 2])
    #expect(again.looks.map(\.loss) == [1 / 3, 0.1, .infinity])
    #expect(again.looks[0].accuracy == 0.25 && again.looks[1].accuracy.isNaN)
  }

  @Test func tablesHaveARowALook() throws {
    var record = ExampleRecord.make()
    #expect(!CSVExport(record).tables.contains { $0.name == "held_out" })
    var curve = HeldOutCurve()
    curve.append(HeldOutLook(step: 2, loss: 0.5, accuracy: 1))
    curve.append(HeldOutLook(step: 4, loss: 0.25))
    record.heldOut = curve
    let table = try #require(CSVExport(record).tables.first { $0.name == "held_out" })
    #expect(table.text() == "step,loss,accuracy\r\n2,0.5,1.0\r\n4,0.25,\r\n")
  }
}

import Diagnosis
import Records
import Testing

@testable import Exchange

/// What a log counts of units.
struct LoggedLooksTests {
  private static let head =
    #"{"schema":"gradscope.log/1","places":[{"name":"a","kind":"dense","units":8},{"name":"b","kind":"dense","units":8},{"name":"c","kind":"output","units":2}],"chains":[{"name":"main","axis":"depth","places":["a","b"]}]}"#

  /// A place of which only one thing is counted has nothing of the other.
  @Test func silentAndDistinctUnitsOfAStepAreOneLook() throws {
    let record = try LogFile.read([
      Self.head, #"{"step":0,"place":"a","silentUnits":3,"distinctUnits":8,"weightNorm":1}"#,
      #"{"step":0,"place":"b","distinctUnits":1}"#, #"{"step":5,"place":"a","silentUnits":4}"#,
      #"{"step":5,"place":"a","weightNorm":1}"#,
    ])
    #expect(record.probes.map(\.step) == [0, 5])
    #expect(record.probes[0].silentUnits == [3, nil, nil])
    #expect(record.probes[0].distinctUnits == [8, 1, nil])
    #expect(record.probes[1].distinctUnits == nil)
  }

  @Test func moreUnitsThanThereAreAreRefused() {
    #expect(throws: RunLogError.self) {
      try LogFile.read([Self.head, #"{"step":0,"place":"a","distinctUnits":9}"#])
    }
  }

  /// Eight copies of one unit are an error where nothing was learned.
  @Test func copiesAreFoundInALog() throws {
    var lines = [Self.head]
    for step in 0..<200 {
      lines.append(#"{"step":\#(step),"loss":0.69}"#)
      lines += ["a", "b"].map {
        #"{"step":\#(step),"place":"\#($0)","weightNorm":1,"distinctUnits":1}"#
      }
    }
    lines.append(#"{"facts":{"guessing":{"loss":0.69,"accuracy":0.5}}}"#)
    let record = try LogFile.read(lines)
    #expect(Judgement(record).verdict == "symmetric-units")
  }
}

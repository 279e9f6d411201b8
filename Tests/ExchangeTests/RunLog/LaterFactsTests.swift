import Records
import Testing

@testable import Exchange

/// Facts that a log tells after its first line.
struct LaterFactsTests {
  /// How frequent the answers are is known when they were seen.
  @Test func laterFactsStandInPlaceOfEarlierOnes() throws {
    let record = try LogFile.read([
      #"{"schema":"gradscope.log/1","facts":{"task":"classification","classes":4,"clipNorm":1,"loss":"cross-entropy","mine":1}}"#,
      #"{"step":0,"loss":1.4}"#, #"{"facts":{"guessing":{"loss":1.2,"accuracy":0.4}}}"#,
      #"{"step":1,"loss":1.3}"#,
      #"{"facts":{"guessing":{"loss":1.1,"accuracy":0.5},"clipNorm":2,"other":2}}"#,
    ])
    #expect(record.chance?.loss == 1.1 && record.chance?.accuracy == 0.5)
    #expect(record.facts.clipNorm == 2 && record.facts.classes == 4)
    #expect(record.facts.further.count == 2 && record.curves.loss == [1.4, 1.3])
    #expect(throws: RunLogError.self) {
      try LogFile.record(#"{"facts":{"classes":"many"}}"#)
    }
    let twice = try LogFile.read([
      #"{"schema":"gradscope.log/1"}"#,
      #"{"facts":{"loss":{"name":"cross-entropy","inputActivation":"softmax"},"classes":10}}"#,
    ])
    #expect(twice.facts.loss?.inputActivation == "softmax")
  }

  /// What the network is given is known at the first pass, what it has to give when losses were told.
  @Test func theScaleOfTheDataIsPutTogether() throws {
    let sizes =
      #"{"largestMean":3,"largestDeviation":70,"largestMagnitude":255,"rms":80,"dwarfedShare":0.2}"#
    let record = try LogFile.read([
      #"{"schema":"gradscope.log/1","facts":{"dataScale":{"features":\#(sizes)}}}"#,
      #"{"facts":{"dataScale":{"targets":\#(sizes)}}}"#,
    ])
    #expect(record.dataScale?.features?.largestDeviation == 70)
    #expect(record.dataScale?.features?.dwarfedShare == 0.2)
    #expect(record.dataScale?.targets == record.dataScale?.features)
    #expect(throws: RunLogError.self) {
      try LogFile.record(#"{"facts":{"dataScale":{"features":{"rms":"large"}}}}"#)
    }
  }
}

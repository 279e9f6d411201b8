import Records
import Testing

@testable import Diagnosis

/// Why a rule does not apply is known by its type, in whatever words it is told.
struct NotApplicableTests {
  @Test func aReasonNamesTheThingAndItsKind() {
    let reason = NotApplicable.unknown("the batch size", .training)
    #expect(reason.words == "needs the batch size, which is not known")
    #expect(reason.thing == "the batch size" && reason.lack == .training)
    let signals = NotApplicable.lacks([.deltaRMS, .updateRatio], of: "blocks")
    #expect(signals.words == "lacks deltaRMS, updateRatio of blocks")
    #expect(signals.thing == "δ (deltaRMS), updateRatio of blocks" && signals.lack == .signals)
  }

  /// Words of a lack in the reason of a rule that concerns other networks say nothing of a lack.
  @Test func aRuleAboutOtherNetworksLacksNothing() {
    var record = ExampleRecord.make(depth: 2)
    record.facts.task = .multiLabel
    let reason = Judgement(record).inapplicable["GS502"]
    #expect(reason?.words == "the task is not to tell one class of several")
    #expect(reason?.lack == nil && reason?.thing == nil)
  }

  @Test func aChainWithoutPlacesLacksThem() {
    var record = ExampleRecord.make(depth: 2)
    record.chains = []
    let reason = Judgement(record).inapplicable["GS101"]
    #expect(reason?.lack == .chains && reason?.thing == "a chain of places")
  }
}

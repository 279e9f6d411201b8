import Foundation
import Records
import Testing

/// A quantity is a constant: statistics, time points and their merging take one that no list has.
struct AddedQuantityTests {
  private let sharpness = Quantity(
    slot: 27, "sharpness", "largest eigenvalue of the Hessian of a layer's weights")

  @Test func statisticsKeepIt() {
    var statistics = PlaceStatistics()
    #expect(statistics[sharpness] == nil)
    statistics[sharpness] = 3
    #expect(statistics[sharpness] == 3 && statistics.measured == [sharpness])
    statistics[sharpness] = nil
    #expect(statistics == PlaceStatistics())
  }

  @Test func timePointsMergeIt() {
    var history = RunHistory(placeCount: 1)
    var statistics = PlaceStatistics()
    statistics[sharpness] = 1
    history.append(step: 0)
    history[0, place: 0] = statistics
    statistics[sharpness] = 4
    statistics.deltaRMS = 0.5
    history.extendLast(step: 1, [statistics])
    #expect(history[0, place: 0][sharpness] == 2.5)
    // What the first step did not have is that of the second.
    #expect(history[0, place: 0][.deltaRMS] == 0.5)
    #expect(history.smallest[0][sharpness] == 1 && history.largest[0][sharpness] == 4)
  }

  @Test func everyQuantityHasASlotAndANameOfItsOwn() {
    #expect(Set(Quantity.all.map(\.slot)).count == Quantity.all.count)
    #expect(Set(Quantity.all.map(\.name)).count == Quantity.all.count)
    #expect(Set(Quantity.all.map(\.column)).count == Quantity.all.count)
    #expect(Quantity.all.allSatisfy { $0.slot < Quantity.capacity && !$0.definition.isEmpty })
  }
}

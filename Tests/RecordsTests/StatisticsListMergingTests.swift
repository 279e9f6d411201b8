import Testing

@testable import Records

/// Entries of a list are merged where they lie; the result is that of `PlaceStatistics`.
struct StatisticsListMergingTests {
  /// Every quantity of every step, some of the numbers being no finite ones.
  private func statistics(_ seed: Int, lacking: Quantity? = nil) -> PlaceStatistics {
    let odd: [Double] = [.nan, .infinity, -.infinity, 0, -0.0]
    var statistics = PlaceStatistics()
    for (index, quantity) in QuantitySet.everyStep.quantities.enumerated()
    where quantity != lacking {
      let number = (seed * 31 + index * 17) % 23
      statistics[quantity] = number < 5 ? odd[number] : Double(number) / 7
    }
    return statistics
  }

  /// Both ways of merging, as bits: NaN is not equal to itself.
  private func bits(_ statistics: PlaceStatistics) -> [UInt64?] {
    Quantity.all.map { statistics[$0]?.bitPattern }
  }

  private func check(_ own: PlaceStatistics, _ other: PlaceStatistics) {
    var list = StatisticsList()
    list.append(statistics(99))
    for _ in 0..<3 { list.append(own) }
    var (mean, least, most) = (own, own, own)
    mean.average(7, with: other, 1)
    list.average(at: 1, 7, with: other, 1)
    least.lower(to: other)
    list.lower(at: 2, to: other)
    most.raise(to: other)
    list.raise(at: 3, to: other)
    #expect(bits(list[1]) == bits(mean))
    #expect(bits(list[2]) == bits(least))
    #expect(bits(list[3]) == bits(most))
    #expect(bits(list[0]) == bits(statistics(99)))
  }

  @Test func numbersOfEveryKindAreMergedAlike() {
    for seed in 0..<40 { check(statistics(seed), statistics(3 * seed + 1)) }
  }

  /// What one of them lacks, at either side, and what no entry had before.
  @Test func whatIsAbsentIsTakenFromTheOther() {
    for quantity in QuantitySet.everyStep.quantities {
      check(statistics(1, lacking: quantity), statistics(2))
      check(statistics(1), statistics(2, lacking: quantity))
    }
    var more = statistics(2)
    more[.attentionEntropy] = 0.5
    check(statistics(1), more)
    check(more, statistics(1))
    check(PlaceStatistics(), statistics(1))
  }
}

import Networks
import Tensors
import Testing

@Suite struct BatchSamplerTests {
  private func sampler(_ count: Int, batchSize: Int, seed: UInt64 = 1) -> BatchSampler {
    BatchSampler(count: count, batchSize: batchSize, generator: SeededGenerator(seed: seed))
  }

  @Test(arguments: [1, 3, 4, 10], [1, 2, 5, 10, 20])
  func everyEpochShowsEachExampleOnce(_ count: Int, _ batchSize: Int) {
    var sampler = sampler(count, batchSize: batchSize)
    for _ in 0..<3 {
      var seen: [Int] = []
      while seen.count < count {
        let batch = sampler.next()
        #expect(batch.count <= sampler.largestBatch)
        seen += batch
      }
      #expect(seen.sorted() == Array(0..<count))
    }
  }

  @Test func theLastBatchOfAnEpochIsSmaller() {
    var sampler = sampler(10, batchSize: 4)
    #expect((0..<6).map { _ in sampler.next().count } == [4, 4, 2, 4, 4, 2])
  }

  @Test func batchSizeZeroIsTheFullSetInOrder() {
    var sampler = sampler(5, batchSize: 0)
    #expect(sampler.largestBatch == 5)
    for _ in 0..<3 { #expect(Array(sampler.next()) == [0, 1, 2, 3, 4]) }
  }

  @Test func epochsAreShuffledAnew() {
    var sampler = sampler(50, batchSize: 50)
    let (first, second) = (Array(sampler.next()), Array(sampler.next()))
    #expect(first != second)
    #expect(first != Array(0..<50))
  }

  @Test func oneSeedIsOneOrder() {
    var (a, b) = (sampler(20, batchSize: 6), sampler(20, batchSize: 6))
    var other = sampler(20, batchSize: 6, seed: 2)
    let batches = (0..<8).map { _ in Array(a.next()) }
    #expect((0..<8).map { _ in Array(b.next()) } == batches)
    #expect((0..<8).map { _ in Array(other.next()) } != batches)
  }

  @Test func noExamplesGiveEmptyBatches() {
    var sampler = sampler(0, batchSize: 4)
    #expect(sampler.next().isEmpty)
    #expect(sampler.next().isEmpty)
  }
}

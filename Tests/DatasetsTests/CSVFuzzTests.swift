import Testing

@testable import Datasets

@Suite struct CSVFuzzTests {
  /// Pieces that mean something to the reader, and some that should mean nothing.
  private static let pieces: [[UInt8]] =
    [
      "1", "0", "-2.5", "1e9", "1e999", "nan", "inf", "x", "label", ",", ",", ",", "\n", "\n",
      "\r\n",
      "\r", "\"", "\"\"", "\",\"", " ", "\t", ";", "é", "\u{FEFF}", "\u{0}", "\u{1F600}\u{301}",
    ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0xED, 0xA0, 0x80]]

  private static let targets: [String?] = [nil, nil, nil, "label", "1", "-1", "", "1,2", "x,1"]

  /// Reads what cannot be expected to be a dataset; whatever comes back must be consistent, and an
  /// error one line that begins with the name.
  private func check(_ bytes: [UInt8], target: String?, task: LearningTask? = nil) -> Bool {
    do {
      let data = try CSVReader(target: target, task: task).read(bytes, name: "fuzz.csv")
      if data.task != .classification {
        _ = try Dataset(
          name: data.name, features: data.features, targets: data.targets,
          featureNames: data.featureNames, targetNames: data.targetNames, task: data.task)
      } else {
        _ = try Dataset(
          name: data.name, features: data.features, labels: data.labels,
          classNames: data.classNames, featureNames: data.featureNames)
      }
      return data.exampleCount >= 2 && data.classCounts.allSatisfy { $0 > 0 }
        && (data.targetCount > 1 || (task ?? data.task) == data.task)
    } catch {
      let message = "\(error)"
      return message.hasPrefix("fuzz.csv: ") && !message.contains(where: \.isNewline)
    }
  }

  @Test func neverFailsOnRandomPieces() {
    var generator = TestGenerator(seed: 1)
    for round in 0..<20_000 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0...24, using: &generator) {
        bytes += Self.pieces[Int.random(in: Self.pieces.indices, using: &generator)]
      }
      let target = Self.targets[Int.random(in: Self.targets.indices, using: &generator)]
      let task = [nil, LearningTask.classification, .regression][round % 3]
      #expect(check(bytes, target: target, task: task), "round \(round): \(bytes)")
    }
  }

  @Test func neverFailsOnADamagedFile() {
    let sound = Array("height,\"wi\"\"dth\",label\r\n1,2.5,cat\n3,4,\"do\ng\"\n5,6,cat\n".utf8)
    var generator = TestGenerator(seed: 2)
    for round in 0..<10_000 {
      var bytes = sound
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let start = Int.random(in: 0...bytes.count, using: &generator)
        let end = min(bytes.count, start + Int.random(in: 0...3, using: &generator))
        let piece = Self.pieces[Int.random(in: Self.pieces.indices, using: &generator)]
        bytes.replaceSubrange(start..<end, with: piece)
      }
      #expect(check(bytes, target: nil), "round \(round): \(bytes)")
    }
  }

  @Test func neverFailsOnATruncatedFile() {
    let sound = Array("\u{FEFF}a,\"é\n\"\"\",y\r\n1,2,\"u\"\r\n3,4,v\r\n".utf8)
    for count in 0...sound.count {
      #expect(check(Array(sound.prefix(count)), target: nil), "\(count) bytes")
    }
  }
}

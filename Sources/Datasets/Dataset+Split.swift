extension Dataset {
  /// Divides the examples at random into a training and a validation part, class by class where
  /// there are classes.
  ///
  /// With N examples, n_c of them in class c, and the fraction f, the validation part has
  /// V = ⌈f·N⌉ examples; where there are no classes any V of them. For classification class c gives
  /// ⌊f·n_c⌋ of them, and what is missing to V is taken one each from the classes with the largest remainders f·n_c − ⌊f·n_c⌋ (the first of equal ones). Every
  /// class keeps an example for training, as nothing could be learned of it otherwise; where that
  /// leaves too few, the validation part is smaller than V.
  ///
  /// Both parts are in random order, depend on nothing but the dataset, the fraction and the
  /// generator's state, and hold each example once. With f = 0 the training part is the dataset
  /// in its own order and the generator is not used.
  ///
  /// - Parameters:
  ///   - validationFraction: f, 0 ≤ f < 1.
  ///   - generator: Where the randomness comes from.
  /// - Throws: `DatasetError.badFraction` when f is outside 0 ≤ f < 1 or is not a number, and
  ///   `DatasetError.badSplit` when there are too few examples for a part of this size.
  public func split(
    validationFraction: Double, using generator: inout some RandomNumberGenerator
  ) throws(DatasetError) -> (training: Dataset, validation: Dataset?) {
    guard validationFraction >= 0, validationFraction < 1 else {
      throw .badFraction(
        dataset: name,
        problem: "expected a validation fraction of at least 0 and less than 1, "
          + "got \(validationFraction); choose one such as 0.2")
    }
    if validationFraction == 0 { return (self, nil) }

    var remaining = try validationCounts(fraction: validationFraction)
    var training: [Int] = []
    var validation: [Int] = []
    for row in shuffledRows(using: &generator) {
      let stratum = task == .classification ? labels[row] : 0
      if remaining[stratum] > 0 {
        remaining[stratum] -= 1
        validation.append(row)
      } else {
        training.append(row)
      }
    }
    return (examples(at: training), examples(at: validation))
  }

  /// How many examples of each class go to the validation part; without classes all are one.
  private func validationCounts(fraction: Double) throws(DatasetError) -> [Int] {
    // 0.07 × 100 is a little more than 7 in binary, and must not become 8.
    let total = max(Int((fraction * Double(exampleCount) - 1e-9).rounded(.up)), 1)
    guard total < exampleCount else {
      throw .badSplit(
        dataset: name,
        problem: "expected a validation fraction that leaves examples for training, "
          + "got \(fraction) of \(exampleCount) examples; "
          + "add examples or choose a smaller fraction")
    }
    if task != .classification { return [total] }

    let classCounts = self.classCounts
    let limits = classCounts.map { max($0 - 1, 0) }
    let quotas = classCounts.map { fraction * Double($0) }
    var counts = zip(quotas, limits).map { min(Int($0), $1) }
    let remainders = quotas.map { $0 - $0.rounded(.down) }
    let byRemainder = classCounts.indices.sorted {
      remainders[$0] != remainders[$1] ? remainders[$0] > remainders[$1] : $0 < $1
    }
    var missing = total - counts.reduce(0, +)
    while missing > 0, counts != limits {
      for index in byRemainder where missing > 0 && counts[index] < limits[index] {
        counts[index] += 1
        missing -= 1
      }
    }
    guard counts.contains(where: { $0 > 0 }) else {
      throw .badSplit(
        dataset: name,
        problem: "expected a class with at least 2 examples, one of them for validation, "
          + "got \(exampleCount) examples of \(classCount) classes and the fraction \(fraction); "
          + "add examples or choose the fraction 0")
    }
    return counts
  }

  /// All rows in random order (Fisher and Yates, in Durstenfeld's form).
  private func shuffledRows(using generator: inout some RandomNumberGenerator) -> [Int] {
    // Not `shuffled(using:)`, which may change with the standard library, and a split with it.
    var rows = Array(0..<exampleCount)
    for last in rows.indices.dropFirst().reversed() {
      rows.swapAt(last, Int(generator.next(upperBound: UInt(last) + 1)))
    }
    return rows
  }
}

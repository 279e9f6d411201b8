extension Shown {
  /// The same words for the number that a reader takes from them: of numbers that are printed alike none is below
  /// the other. NaN where the words are no number.
  var asPrinted: Shown { Shown(reading ?? .nan, as: text) }
}

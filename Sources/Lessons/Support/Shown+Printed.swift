extension Shown {
  /// The same words for the number that a reader takes from them: of numbers that are printed alike none is below
  /// the other. The number itself where the words are no number.
  var asPrinted: Shown { Shown(reading ?? value, as: text) }
}

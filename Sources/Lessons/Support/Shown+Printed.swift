extension Shown {
  /// The number as a reader takes it from its words: two that are printed alike are then not different.
  var asPrinted: Shown { Shown(reading ?? value, as: text) }
}

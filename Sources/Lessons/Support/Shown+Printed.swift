extension Shown {
  /// The same with the number that a reader takes from it: what is compared is then what is printed, and two
  /// numbers that are rounded to one another are not different.
  var printed: Shown { Shown(reading ?? .nan, as: text) }
}

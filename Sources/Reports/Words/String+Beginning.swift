extension String {
  /// As it begins a line, with its first letter large; a symbol stays as it is, as Δ is not δ.
  var asBeginning: String {
    first?.isASCII == true ? prefix(1).uppercased() + dropFirst() : self
  }
}

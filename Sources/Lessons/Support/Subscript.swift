/// `x₁₂`: a letter with its number below the line.
func subscripted(_ letter: String, _ number: Int) -> String {
  let digits = Array("₀₁₂₃₄₅₆₇₈₉")
  return letter + String("\(number)".compactMap { $0.wholeNumberValue.map { digits[$0] } })
}

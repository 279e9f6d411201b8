/// A text in ASCII, for a locale that has no other characters: `δ ×0.24 → 3·10⁻⁵` is
/// `delta x0.24 -> 3*10^-5`, and the bars `▁…█` are the digits 1 to 8.
///
/// It is made before widths are computed, as some characters become several.
enum ASCIIText {
  /// The text in ASCII.
  static func of(_ text: String) -> String {
    guard !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text }
    var result = ""
    var isRaised = false
    for scalar in text.unicodeScalars {
      if let digit = raised[scalar] {
        // ⁻¹² is one power.
        result += isRaised ? digit : "^" + digit
        isRaised = true
        continue
      }
      isRaised = false
      // A no-break space tells the wrapping where no line ends, and is written as any other.
      if scalar.isASCII || scalar == "\u{A0}" {
        result.unicodeScalars.append(scalar)
      } else {
        result += names[scalar] ?? "\\u{\(String(scalar.value, radix: 16))}"
      }
    }
    return result
  }

  /// What fitting puts into lines that are in ASCII already, and have their width: the mark of what was left
  /// out, and rules.
  static func marks(_ line: String) -> String {
    line.replacing("…", with: "~").replacing("─", with: "-")
  }

  /// The text with its parts in ASCII.
  static func of(_ text: RichText) -> RichText { text.mapped(of) }

  private static let raised: [Unicode.Scalar: String] = [
    "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8",
    "⁹": "9", "⁻": "-",
  ]

  private static let names: [Unicode.Scalar: String] = [
    "δ": "delta", "Δ": "Delta ", "φ": "phi", "σ": "sigma_", "χ": "chi", "ξ": "xi", "η": "eta",
    "λ": "lambda ", "α": "alpha", "β": "beta", "ε": "epsilon", "γ": "gamma", "ρ": "rho", "μ": "mu",
    "π": "pi", "∂": "d", "ℓ": "l", "√": "sqrt ", "∞": "inf", "‖": "|", "′": "'", "×": "x",
    "·": "*", "−": "-", "–": "-", "—": "-", "±": "+-", "≈": "~", "≤": "<=", "≥": ">=", "≠": "!=",
    "→": "->", "←": "<-", "↑": "^", "↓": "v", "…": "...", "‘": "'", "’": "'", "“": "\"",
    "”": "\"", "⊙": ".", "✓": "ok", "✗": "x", "½": "1/2", "¼": "1/4", "¾": "3/4", "₀": "_0",
    "₁": "_1",
    "₂": "_2", "₃": "_3", "₄": "_4", "₅": "_5", "₆": "_6", "₇": "_7", "₈": "_8", "₉": "_9",
    "─": "-", "│": "|", "└": "+", "▁": "1", "▂": "2", "▃": "3", "▄": "4", "▅": "5", "▆": "6",
    "▇": "7", "█": "8", "░": ".", "▒": ":", "▓": "%", "ä": "ae", "ö": "oe", "ü": "ue",
    "ß": "ss", "é": "e", "è": "e", "á": "a", "ó": "o", "í": "i", "§": "section ",
  ]
}

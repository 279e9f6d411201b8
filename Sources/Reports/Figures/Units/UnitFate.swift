import Charts

/// What became of a unit between the first and the last look at the probe set.
enum UnitFate: Int, Sendable, Hashable, CaseIterable {
  case working, revived, died, stuck, bornSilent

  /// Colours told apart with any kind of colour vision, and in grey: from light to dark in this order on a light
  /// ground. On a dark one, units that work are as dark and units that were born silent as light.
  var color: Color {
    switch self {
    case .working: Color(hex: 0xE0E0E0)
    case .revived: Palette.skyBlue
    case .died: Palette.vermillion
    case .stuck: Palette.violet
    case .bornSilent: Color(hex: 0x121212)
    }
  }

  /// In a count: `12 died`.
  var word: String {
    switch self {
    case .working: "neither silent nor stuck"
    case .revived: "revived"
    case .died: "died"
    case .stuck: "stuck"
    case .bornSilent: "born silent"
    }
  }

  /// In the key.
  var meaning: String {
    switch self {
    case .working: "none of these: passes on what δ arrives"
    case .revived: "revived: silent at a look, not at the last"
    case .died: "died: silent at the last look, not at the first"
    case .stuck: "stuck: φ′ below 5 % of its maximum on every probe example, at the last look"
    case .bornSilent: "born silent: at the first and the last look"
    }
  }

  /// Whether the unit passes no gradient at the last look.
  var isLost: Bool { [.died, .stuck, .bornSilent].contains(self) }
}

/// Dark lines on a light ground, or light ones on a dark ground.
///
/// Pictures are drawn in the colours of the light theme; `ThemedCanvas` maps them to another.
public enum Theme: String, Sendable, Hashable, CaseIterable {
  case light
  case dark

  /// Below this chroma of OKLab a colour is taken for a grey or a tint of the ground.
  private static let neutralChroma = 0.06
  /// OKLab's lightness of the dark ground, where the light one has 1.
  private static let ground = 0.2
  /// So light are lines and texts in colour on the dark ground at least: 4.5 : 1 for texts, 3 : 1 for marks
  /// (WCAG 2, 1.4.3 and 1.4.11).
  private static let leastMark = 0.6
  private static let leastText = 0.7
  private static let leastGreyText = 0.62

  /// Colours that stand for a value, such as "exactly 0", and of what is written on cells are the same in
  /// every theme.
  private static let values: Set<UInt32> = Set(
    SpecialValue.allCases.map { SpecialColors().color(of: $0).hex }
      + [Palette.onDarkCells.hex, Palette.onLightCells.hex])

  /// Colours that need another one on the dark ground than the rule below gives: what stands out from a line is
  /// lighter there than the line, and violet stays darker than vermillion, as in grey they would be one.
  private static let onDark: [UInt32: Color] = {
    var colors: [UInt32: Color] = [Palette.violet.hex: Color(hex: 0x8250C8)]
    for color in Palette.lines where OKLab(color).chroma >= neutralChroma {
      colors[color.emphasised.hex] = Theme.dark.color(lifted: color)
        .mixed(with: Palette.background, Color.emphasis)
    }
    return colors
  }()

  /// The colour that stands in this theme for one of the light theme.
  ///
  /// Greys and tints: OKLab's lightness L becomes L_ground + (1 − L)(1 − L_ground), so that what was faint
  /// against white is faint against the dark ground. Colours keep hue and chroma and become light enough to be
  /// seen on it.
  ///
  /// - Parameter isText: whether it is that of letters, which need more contrast.
  public func color(_ color: Color, isText: Bool = false) -> Color {
    guard self == .dark, !Self.values.contains(color.hex) else { return color }
    if !isText, let known = Self.onDark[color.hex] { return known.opacity(color.alpha) }
    return self.color(lifted: color, isText: isText)
  }

  private func color(lifted color: Color, isText: Bool = false) -> Color {
    var lab = OKLab(color)
    if lab.chroma < Self.neutralChroma {
      lab.lightness = Self.ground + (1 - lab.lightness) * (1 - Self.ground)
      if isText { lab.lightness = max(lab.lightness, Self.leastGreyText) }
    } else {
      lab.lightness = max(lab.lightness, isText ? Self.leastText : Self.leastMark)
    }
    return lab.color.opacity(color.alpha)
  }

  /// The contrast of a mark, with what the ground adds to a transparent one, against the ground.
  public func contrast(of mark: Color) -> Double {
    background.mixed(with: color(mark).opacity(1), mark.alpha).contrast(with: background)
  }

  /// The ground of every picture.
  public var background: Color { color(Palette.background) }
}

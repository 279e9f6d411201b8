/// The colours of every picture.
public enum Palette {
  public static let background = Color(hex: 0xFFFFFF)
  /// Titles and values.
  public static let ink = Color(hex: 0x1A1A1A)
  /// Axis labels, subtitles.
  public static let secondaryText = Color(hex: 0x4D4D4D)
  /// Notes and the source line; 4.5:1 on white.
  public static let mutedText = Color(hex: 0x737373)
  public static let axis = Color(hex: 0x8C8C8C)
  public static let grid = Color(hex: 0xE6E6E6)
  /// Behind a plot that is set apart from the page.
  public static let panelBackground = Color(hex: 0xF7F7F7)

  /// Letters and lines on dark and on light cells, which keep their colours in every theme.
  public static let onDarkCells = Color(hex: 0xFDFDFD)
  public static let onLightCells = Color(hex: 0x161616)

  // Okabe and Ito (2008), "Color Universal Design": eight colours that people with any kind of
  // colour vision tell apart.
  public static let orange = Color(hex: 0xE69F00)
  public static let skyBlue = Color(hex: 0x56B4E9)
  public static let bluishGreen = Color(hex: 0x009E73)
  public static let yellow = Color(hex: 0xF0E442)
  public static let blue = Color(hex: 0x0072B2)
  public static let vermillion = Color(hex: 0xD55E00)
  public static let reddishPurple = Color(hex: 0xCC79A7)
  public static let black = Color(hex: 0x000000)
  /// Darker than all of these but black.
  public static let violet = Color(hex: 0x6A1FB1)

  /// Colours for categories, in the order in which to use them.
  public static let categorical: [Color] = [
    blue, vermillion, bluishGreen, orange, reddishPurple, skyBlue, black, yellow,
  ]

  /// Eight colours for lines on white, told apart with any kind of colour vision: as `categorical`, but
  /// for yellow, which white swallows.
  public static let lines: [Color] = [
    blue, vermillion, bluishGreen, orange, reddishPurple, skyBlue, black, Color(hex: 0x7A1FD1),
  ]

  /// A verdict's colours as text on white.
  public static let bad = Color(hex: 0xA50026)
  public static let caution = Color(hex: 0x8A5A00)
  public static let good = Color(hex: 0x1B7837)
}

extension Color {
  /// The same hue, mixed with black until it has the contrast against white that text needs.
  public func readable(contrast wanted: Double = 4.5) -> Color {
    for step in 0...20 {
      let darker = mixed(with: Palette.black, Double(step) / 20)
      if darker.contrast(with: Palette.background) >= wanted { return darker }
    }
    return Palette.black
  }
}

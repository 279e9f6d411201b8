/// How colours stand in an SVG.
public enum SVGColoring: Sendable, Hashable {
  /// As they are: `#0072b2`.
  case plain
  /// As properties that a page may set, with the colour of the light theme where it does not:
  /// `var(--m0072b2,#0072b2)`. One drawing then serves both themes.
  case themed
}

/// A colour of the light theme that a drawing uses, as a property that a page sets for another theme.
public struct ThemedColor: Sendable, Hashable {
  /// 0xRRGGBB in the light theme.
  public let hex: UInt32
  /// Whether it is that of letters, which need more contrast.
  public let isText: Bool

  /// A colour, without its opacity.
  public init(_ color: Color, isText: Bool = false) {
    hex = color.hex
    self.isText = isText
  }

  /// `--m0072b2` for marks, `--t0072b2` for letters.
  public var property: String { Self.start + (isText ? "t" : "m") + SVGText.hex(hex) }

  /// How a custom property of CSS begins.
  private static let start = "--"

  /// `var(--m0072b2,#0072b2)`.
  public var value: String { "var(\(property),#\(SVGText.hex(hex)))" }

  /// `--m0072b2:#3a9bd9;` for a theme.
  public func declaration(in theme: Theme) -> String {
    let color = theme.color(Color(hex: hex), isText: isText)
    return "\(property):#\(SVGText.hex(color.hex));"
  }
}

import Charts

/// The style sheet of a page: one light and one dark set of colours, the second where the reader's system asks
/// for it, or the button.
package struct PageStyle {
  /// The colours of the pictures, for the dark theme.
  package let colors: Set<ThemedColor>

  /// The sheet for pictures of these colours.
  package init(colors: Set<ThemedColor>) { self.colors = colors }

  /// The whole sheet.
  package var text: String {
    let dark = Self.properties(.dark) + declarations
    return """
      :root{color-scheme:light;\(Self.properties(.light))\(Self.fonts)}
      @media screen and (prefers-color-scheme:dark){
      :root:not([data-theme=light]){color-scheme:dark;\(dark)}
      }
      @media screen{
      :root[data-theme=dark]{color-scheme:dark;\(dark)}
      }
      \(Self.page)
      \(Self.parts)
      \(Self.figures)
      \(Self.tables)
      \(Self.print)
      """
  }

  /// What is hidden until a script shows it is shown at once where none runs.
  static let withoutScript = ".run[hidden]{display:block!important}"

  private var declarations: String {
    colors.sorted { ($0.hex, $0.isText ? 1 : 0) < ($1.hex, $1.isText ? 1 : 0) }
      .map { $0.declaration(in: .dark) }.joined()
  }

  /// The page's own colours: those of the pictures, so that they lie on one ground.
  private static func properties(_ theme: Theme) -> String {
    let texts: [(String, Color)] = [
      ("ink", Palette.ink), ("soft", Palette.secondaryText), ("faint", Color(hex: 0x666666)),
      ("link", Color(hex: 0x0A5A94)), ("bad", Palette.bad), ("good", Palette.good),
      ("caution", Palette.caution),
    ]
    let areas: [(String, Color)] = [
      ("ground", Palette.background), ("line", Color(hex: 0xDDDDDD)),
      ("edge", Color(hex: 0x8C8C8C)),
      ("tint", Color(hex: 0xF5F5F3)), ("focus", Palette.blue),
    ]
    func declared(_ name: String, _ color: Color) -> String {
      let hex = String(color.hex, radix: 16)
      return "--\(name):#\(String(repeating: "0", count: 6 - hex.count))\(hex);"
    }
    return texts.map { declared($0.0, theme.color($0.1, isText: true)) }.joined()
      + areas.map { declared($0.0, theme.color($0.1)) }.joined()
  }

  private static let fonts = """
    --serif:Charter,"Bitstream Charter","Sitka Text",Cambria,"Source Serif 4",Georgia,\
    "DejaVu Serif",serif;\
    --sans:system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,"DejaVu Sans",sans-serif;\
    --mono:ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;
    """
}

import Charts
import Testing

@testable import Reports

/// Marks of pictures against the ground, light and dark. WCAG 2 (1.4.11) asks 3 : 1 of what carries meaning; the
/// lighter colours of Okabe and Ito have about 2 : 1 on white, and faint marks stand behind strong ones.
struct ThemeContrastTests {
  /// Lines within plots, and areas: less cannot be told from the ground.
  private static let least = (line: 1.5, area: 1.2)

  /// The contrast of a colour of the canvas, which has the colours of the theme, with its ground.
  private func contrast(_ color: Color, _ theme: Theme) -> Double {
    let ground = theme.background
    return ground.mixed(with: color.opacity(1), color.alpha).contrast(with: ground)
  }

  @Test(arguments: ReferenceSubject.all, Theme.allCases)
  func marksCanBeSeen(_ subject: ReferenceSubject, on theme: Theme) {
    let canvas = RecordingCanvas(size: subject.figure.size)
    subject.figure.draw(on: ThemedCanvas(canvas, theme: theme))
    // Of the page, not of what is shown: grid, grounds of panels, and halos in the colour of the ground.
    let quiet = [Palette.grid, Palette.panelBackground, Palette.background].map {
      theme.color($0).hex
    }
    var faint: Set<String> = []
    for mark in canvas.plots.flatMap({ $0.marks.map { canvas.marks[$0] } }) {
      func check(_ what: String, _ color: Color, _ least: Double) {
        guard !quiet.contains(color.hex), contrast(color, theme) < least else { return }
        faint.insert("\(what) \(String(color.hex, radix: 16)) \(contrast(color, theme))")
      }
      switch mark {
      case .stroke(_, let style): check("line", style.color, Self.least.line)
      case .fill(_, let color): check("area", color, Self.least.area)
      case .circle(_, _, let fill?, _): check("dot", fill, Self.least.line)
      default: break
      }
    }
    #expect(faint.isEmpty, "\(faint.sorted())")
  }
}

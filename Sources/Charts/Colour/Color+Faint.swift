extension Color {
  /// The same colour with this share of the ground seen through it: faint against a light ground and against
  /// a dark one, where a colour that was mixed with white would glare.
  public func faded(_ ground: Double) -> Color { opacity(alpha * (1 - ground)) }

  /// The colour as transparent as it may be to have this contrast against the ground of every theme; the whole
  /// colour where it does not reach it.
  public func faint(_ contrast: Double) -> Color {
    let opacities = (1...20).map { Double($0) / 20 }
    let found = opacities.first { alpha in
      Theme.allCases.allSatisfy { $0.contrast(of: opacity(alpha)) >= contrast }
    }
    return found.map(opacity) ?? self
  }

  /// A shade of the colour that stands out from it: darker on a light ground, lighter on a dark one. Black has
  /// none.
  public var emphasised: Color {
    luminance > 0 ? mixed(with: Palette.ink, Self.emphasis) : self
  }

  static let emphasis = 0.4
}

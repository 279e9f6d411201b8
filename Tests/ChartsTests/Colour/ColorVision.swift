@testable import Charts

/// How people see a colour: all of it, without the cones for red or for green, or as a grey.
///
/// Machado, Oliveira and Fernandes (2009), "A Physiologically-based Model for Simulation of Color Vision
/// Deficiency", table 1: matrices of severity 1.0, for amounts of light of red, green and blue.
enum ColorVision: String, CaseIterable {
  case full
  case protanopia
  case deuteranopia
  case grey

  private var matrix: [[Double]] {
    switch self {
    case .full: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    case .protanopia:
      [
        [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
      ]
    case .deuteranopia:
      [
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
      ]
    // A print without colours: the relative luminance of WCAG 2.
    case .grey: Array(repeating: [0.2126, 0.7152, 0.0722], count: 3)
    }
  }

  /// The colour that somebody with full vision sees as this one is seen.
  func seen(_ color: Color) -> Color {
    let light = color.linear
    let amounts = matrix.map { $0[0] * light.red + $0[1] * light.green + $0[2] * light.blue }
    return Color(linearRed: amounts[0], green: amounts[1], blue: amounts[2])
  }

  /// OKLab's distance between two colours as they are seen.
  func distance(_ a: Color, _ b: Color) -> Double { OKLab(seen(a)).distance(to: OKLab(seen(b))) }

  /// The two colours that are hardest to tell apart, and their distance.
  func nearest(_ colors: [Color]) -> (pair: String, distance: Double) {
    let pairs = colors.indices.flatMap { first in
      colors.indices.filter { $0 > first }.map { (colors[first], colors[$0]) }
    }
    let nearest = pairs.min { distance($0.0, $0.1) < distance($1.0, $1.1) }
    return nearest.map {
      ("\(String($0.0.hex, radix: 16)) and \(String($0.1.hex, radix: 16))", distance($0.0, $0.1))
    } ?? ("none", .infinity)
  }
}

/// A colour in sRGB with opacity; components between 0 and 1.
public struct Color: Sendable, Hashable {
  public let red: Double
  public let green: Double
  public let blue: Double
  /// 1 is opaque.
  public let alpha: Double

  /// Components outside of 0…1 are limited to it; NaN becomes 0.
  public init(red: Double, green: Double, blue: Double, alpha: Double = 1) {
    func limit(_ component: Double) -> Double {
      component.isNaN ? 0 : min(1, max(0, component))
    }
    self.red = limit(red)
    self.green = limit(green)
    self.blue = limit(blue)
    self.alpha = limit(alpha)
  }

  /// 0xRRGGBB.
  public init(hex: UInt32, alpha: Double = 1) {
    self.init(
      red: Double(hex >> 16 & 255) / 255, green: Double(hex >> 8 & 255) / 255,
      blue: Double(hex & 255) / 255, alpha: alpha)
  }

  /// 0xRRGGBB, without the opacity.
  public var hex: UInt32 {
    func byte(_ component: Double) -> UInt32 { UInt32((component * 255).rounded()) }
    return byte(red) << 16 | byte(green) << 8 | byte(blue)
  }

  /// The same colour with another opacity.
  public func opacity(_ alpha: Double) -> Color {
    Color(red: red, green: green, blue: blue, alpha: alpha)
  }

  /// (1 − t) · self + t · other, component by component in sRGB.
  public func mixed(with other: Color, _ t: Double) -> Color {
    Color(
      red: red + (other.red - red) * t, green: green + (other.green - green) * t,
      blue: blue + (other.blue - blue) * t, alpha: alpha + (other.alpha - alpha) * t)
  }

  /// Relative luminance 0.2126 R + 0.7152 G + 0.0722 B of the linear components (WCAG 2).
  public var luminance: Double {
    let (red, green, blue) = linear
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }

  /// The components as amounts of light, without the gamma of sRGB.
  var linear: (red: Double, green: Double, blue: Double) {
    func linear(_ component: Double) -> Double {
      component <= 0.04045 ? component / 12.92 : Numbers.gammaDecode((component + 0.055) / 1.055)
    }
    return (linear(red), linear(green), linear(blue))
  }

  /// The colour of these amounts of light, limited to what sRGB has.
  init(linearRed red: Double, green: Double, blue: Double) {
    func encoded(_ amount: Double) -> Double {
      amount <= 0.0031308 ? 12.92 * amount : 1.055 * Numbers.gammaEncode(amount) - 0.055
    }
    self.init(red: encoded(red), green: encoded(green), blue: encoded(blue))
  }

  /// (L₁ + 0.05) / (L₂ + 0.05) of the lighter and the darker luminance: 1…21. Text of normal
  /// size needs 4.5.
  public func contrast(with other: Color) -> Double {
    let (a, b) = (luminance, other.luminance)
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }
}

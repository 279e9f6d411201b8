/// A colour by how people see it: equal distances look about equally large.
///
/// Björn Ottosson (2020), "A perceptual color space for image processing".
public struct OKLab: Sendable, Hashable {
  /// From 0, black, to 1, white.
  public var lightness: Double
  /// Green below 0, red above.
  public var a: Double
  /// Blue below 0, yellow above.
  public var b: Double

  public init(lightness: Double, a: Double, b: Double) {
    self.lightness = lightness
    self.a = a
    self.b = b
  }

  /// √(a² + b²): 0 for greys.
  public var chroma: Double { (a * a + b * b).squareRoot() }

  /// √(ΔL² + Δa² + Δb²).
  public func distance(to other: OKLab) -> Double {
    let (l, a, b) = (lightness - other.lightness, a - other.a, b - other.b)
    return (l * l + a * a + b * b).squareRoot()
  }

  /// A colour of sRGB; its opacity is left out.
  public init(_ color: Color) {
    let (red, green, blue) = color.linear
    let l = Numbers.cubeRoot(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    let m = Numbers.cubeRoot(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    let s = Numbers.cubeRoot(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    self.init(
      lightness: 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
      a: 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
      b: 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s)
  }

  /// The nearest colour of sRGB, component by component.
  public var color: Color {
    func cube(_ x: Double) -> Double { x * x * x }
    let l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b)
    let m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b)
    let s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b)
    return Color(
      linearRed: 4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
      green: -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
      blue: -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s)
  }
}

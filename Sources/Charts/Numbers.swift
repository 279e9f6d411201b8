#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The few elementary functions that charts need, in one place because the C library has another
/// name on every platform.
enum Numbers {
  static func log10(_ x: Double) -> Double {
    #if canImport(Glibc)
      Glibc.log10(x)
    #elseif canImport(Musl)
      Musl.log10(x)
    #else
      Darwin.log10(x)
    #endif
  }

  /// 10ᵉ, exact for whole e with |e| ≤ 22.
  static func power10(_ exponent: Double) -> Double { pow(10, exponent) }
  static func sine(_ angle: Double) -> Double { sin(angle) }
  static func cosine(_ angle: Double) -> Double { cos(angle) }
  static func gammaDecode(_ base: Double) -> Double { pow(base, 2.4) }
  static func gammaEncode(_ amount: Double) -> Double { pow(amount, 1 / 2.4) }
  static func cubeRoot(_ x: Double) -> Double { cbrt(x) }
}

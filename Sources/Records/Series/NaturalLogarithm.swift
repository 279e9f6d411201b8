#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// ln x from the C library: this module depends on nothing else.
func naturalLogarithm(_ x: Double) -> Double { log(x) }
/// eˣ from the C library.
func naturalExponential(_ x: Double) -> Double { exp(x) }

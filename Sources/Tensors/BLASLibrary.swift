#if canImport(Accelerate)
  import Accelerate
#else
  import CBLAS
#endif

/// The integer type of the BLAS interface.
typealias BLASInt = Int32

/// The BLAS that was linked: OpenBLAS on Linux, Accelerate on macOS.
public enum BLASLibrary {
  /// One thread per product. The runs of a lineup are the unit of parallelism, and a product whose
  /// sum is split among threads would not be the same to the last bit in every run.
  private static let singleThreaded: Void = {
    #if !canImport(Accelerate)
      openblas_set_num_threads(1)
    #endif
  }()

  /// What the library maps for each thread that multiplies, in bytes: OpenBLAS 128 MB (its `BUFFER_SIZE`
  /// on x86-64), at the first product, and where it does not get them, it tries for ever. Accelerate
  /// needs nothing of the kind.
  public static var bufferBytes: Int {
    #if canImport(Accelerate)
      return 0
    #else
      return 128 << 20
    #endif
  }

  /// Makes the library ready: cheap, idempotent, called before every product.
  @inline(__always) static func prepare() { _ = singleThreaded }

  /// Which kernels the library chose for this processor, such as `OpenBLAS Zen`.
  public static var description: String {
    #if canImport(Accelerate)
      return "Accelerate"
    #else
      return "OpenBLAS " + (openblas_get_corename().map { String(cString: $0) } ?? "unknown core")
    #endif
  }
}

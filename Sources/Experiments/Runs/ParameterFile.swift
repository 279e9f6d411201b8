import Networks
import Safetensors
import Tensors
import Texts

/// The tensors of a network in a safetensors file, under the names of `NamedTensor`.
public enum ParameterFile {
  /// Reads the tensors of a file for a network of this precision, `float32` or `float64`.
  ///
  /// A narrower file fits a wider network exactly; the other way would round, and is refused.
  /// - Throws: `SafetensorsError` for the file, and for numbers of a type that does not fit.
  public static func read(
    _ path: String, precision: String
  ) throws(SafetensorsError) -> [NamedTensor] {
    let isWide = precision == Double.precisionName
    let fitting: [SafetensorsDType] =
      isWide ? [.float64, .float32, .float16, .bfloat16] : [.float32, .float16, .bfloat16]
    var tensors: [NamedTensor] = []
    for tensor in try SafetensorsFile.read(path: path).tensors
    where !tensor.name.hasSuffix(".num_batches_tracked") {
      guard fitting.contains(tensor.dtype) else {
        throw .badTensor(
          file: path, tensor: tensor.name,
          problem: "expected \(fitting.map(\.rawValue).joined(separator: ", ")) for a network of "
            + "\(precision), got \(tensor.dtype.rawValue); "
            + (tensor.dtype == .float64 ? "add `precision` float64" : "convert the file"))
      }
      tensors.append(
        NamedTensor(
          name: tensor.name, shape: tensor.shape, values: try tensor.floats(as: Double.self)))
    }
    return tensors
  }

  /// Writes tensors, as F64 for `float64` and as F32, which is as exact, for `float32`.
  ///
  /// - Throws: `SafetensorsError` where the file cannot be written.
  public static func write(
    _ tensors: [NamedTensor], to path: String, precision: String
  ) throws(SafetensorsError) {
    var stored: [SafetensorsTensor] = []
    for tensor in tensors {
      stored.append(
        precision == Double.precisionName
          ? try SafetensorsTensor(name: tensor.name, shape: tensor.shape, values: tensor.values)
          : try SafetensorsTensor(
            name: tensor.name, shape: tensor.shape, values: tensor.values.map { Float($0) }))
    }
    try SafetensorsFile(tensors: stored, metadata: ["format": "pt"]).write(to: path)
  }
}

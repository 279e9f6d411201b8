import LinearAlgebra
import NeuralNetwork
import Safetensors

/// The tensors of a network in a safetensors file, under the names of `NamedTensor`.
public enum ParameterFile {
  /// Reads the tensors of a file for a network of this precision, `float32` or `float64`.
  ///
  /// A narrower file fits a wider network exactly; the other way would round, and is refused.
  /// - Throws: `SafetensorsError` for the file; `ConfigurationError` for a type of number that does
  ///   not fit.
  public static func read(
    _ path: String, precision: String
  ) throws -> [NamedTensor] {
    let file = try SafetensorsFile.read(path: path)
    var tensors: [NamedTensor] = []
    for tensor in file.tensors {
      let fits: [SafetensorsFile.DType] =
        precision == Double.precisionName ? [.f64, .f32, .f16, .bf16] : [.f32, .f16, .bf16]
      guard fits.contains(tensor.dtype), let values = tensor.doubles else {
        throw ConfigurationError(
          "--initial-parameters: \(path): tensor \"\(tensor.name)\": expected "
            + "\(fits.map { $0.rawValue }.joined(separator: ", ")) for \(precision), got "
            + "\(tensor.dtype.rawValue)"
            + (tensor.dtype == .f64 ? "; add --precision float64" : "; convert the file"))
      }
      tensors.append(NamedTensor(name: tensor.name, shape: tensor.shape, values: values))
    }
    return tensors
  }

  /// Writes tensors, as F64 for `float64` and as F32, which is exact too, for `float32`.
  ///
  /// - Throws: `SafetensorsError` where the file cannot be written.
  public static func write(
    _ tensors: [NamedTensor], to path: String, precision: String
  ) throws {
    let isWide = precision == Double.precisionName
    try SafetensorsFile(
      tensors: tensors.map { tensor in
        isWide
          ? SafetensorsFile.Tensor(name: tensor.name, shape: tensor.shape, doubles: tensor.values)
          : SafetensorsFile.Tensor(
            name: tensor.name, shape: tensor.shape, floats: tensor.values.map { Float($0) })
      }
    ).write(to: path)
  }
}

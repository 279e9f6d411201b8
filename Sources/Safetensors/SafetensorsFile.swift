public struct SafetensorsError: Error, CustomStringConvertible {
  public enum Category: Sendable { case missingInput, badData, cannotWrite }
  public var category: Category { .badData }
  public var description: String { "" }
}
public struct SafetensorsFile: Sendable {
  public enum DType: String, Sendable {
    case f64 = "F64"
    case f32 = "F32"
    case f16 = "F16"
    case bf16 = "BF16"
  }
  public struct Tensor: Sendable {
    public var name: String
    public var dtype: DType
    public var shape: [Int]
    public var doubles: [Double]? { nil }
    public init(name: String, shape: [Int], doubles: [Double]) {
      self.name = name
      self.shape = shape
      dtype = .f64
    }
    public init(name: String, shape: [Int], floats: [Float]) {
      self.name = name
      self.shape = shape
      dtype = .f32
    }
  }
  public var tensors: [Tensor]
  public init(tensors: [Tensor]) { self.tensors = tensors }
  public static func read(path: String) throws(SafetensorsError) -> SafetensorsFile {
    throw SafetensorsError()
  }
  public func write(to path: String) throws(SafetensorsError) {}
}

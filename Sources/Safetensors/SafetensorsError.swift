import Files
import Texts

/// Why a safetensors file could not be read, built or written.
///
/// `description` is one line that says which file and tensor are meant, what was expected, what
/// came and what to do: `a.safetensors: tensor "layers.0.bias": expected 256 bytes for F32 [64],
/// got data_offsets of 128; save the file again`.
public enum SafetensorsError: FieldError, Equatable {
  /// The file cannot be read or written.
  case file(FileError)
  /// The file is no sound safetensors file. `name` is its path.
  case badFile(name: String, problem: String)
  /// A tensor of a file is wrong.
  case badTensor(file: String, tensor: String, problem: FieldMessage)
  /// A tensor in memory is not what was asked for, or its parts contradict each other.
  case mismatch(tensor: String, problem: String)

  /// The message, in one line.
  public var message: FieldMessage {
    switch self {
    case .file(let error):
      "\(error.description)"
    case .badFile(let name, let problem):
      "\(name.onOneLine): \(problem)"
    case .badTensor(let file, let tensor, let problem):
      "\(file.onOneLine): tensor \(tensor.inQuotes): \(problem)"
    case .mismatch(let tensor, let problem):
      "tensor \(tensor.inQuotes): \(problem)"
    }
  }
}

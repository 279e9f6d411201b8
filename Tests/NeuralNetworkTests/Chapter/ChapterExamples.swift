import Foundation

/// The examples of the chapter this project grew from, computed outside of it in double precision.
struct ChapterExamples: Decodable, Sendable {
  struct Neuron: Decodable, Sendable {
    struct Output: Decodable, Sendable {
      let z: Double
      let sigmoid: Double
      let relu: Double
      let tanh: Double
    }
    let inputs: [Double]
    let weights: [Double]
    let bias: Double
    let z: Double
    let sigmoid: Double
    let relu: Double
    let tanh: Double
    let negative: Output
  }
  struct Activations: Decodable, Sendable {
    struct Softmax: Decodable, Sendable {
      let logits: [Double]
      let probabilities: [Double]
    }
    let z: [Double]
    let sigmoid: [Double]
    let sigmoid_derivative: [Double]
    let relu: [Double]
    let relu_derivative: [Double]
    let leaky: [Double]
    let leaky_relu_derivative: [Double]
    let softmax: Softmax

    private enum CodingKeys: String, CodingKey {
      case z, sigmoid, sigmoid_derivative, relu, relu_derivative
      case leaky = "leaky_relu_0.01"
      case leaky_relu_derivative = "leaky_relu_derivative_0.01"
      case softmax
    }
  }
  struct Forward: Decodable, Sendable {
    let X: [[Double]]
    let W1: [[Double]]
    let b1: [Double]
    let W2: [[Double]]
    let b2: [Double]
    let z1: [[Double]]
    let a1: [[Double]]
    let z2: [[Double]]
    let a2: [[Double]]
  }
  struct Backward: Decodable, Sendable {
    let X: [[Double]]
    let y: [[Double]]
    let W1: [[Double]]
    let b1: [Double]
    let W2: [[Double]]
    let b2: [Double]
    let z1: [[Double]]
    let a1: [[Double]]
    let a2: [[Double]]
    let loss: Double
    let dz2: [[Double]]
    let dW2: [[Double]]
    let db2: [Double]
    let dz1: [[Double]]
    let dW1: [[Double]]
    let db1: [Double]
    let learning_rate: Double
    let W1_after: [[Double]]
    let W2_after: [[Double]]
  }
  struct XOR: Decodable, Sendable {
    let X: [[Double]]
    let y: [[Double]]
    let W1_initial: [[Double]]
    let W2_initial: [[Double]]
    let learning_rate: Double
    let epochs: Int
    let losses: [String: Double]
    let predictions_in_last_epoch: [Double]
    let final_loss_in_last_epoch: Double
  }
  struct Optimizers: Decodable, Sendable {
    struct Path: Decodable, Sendable {
      let final_params: [Double]
      let loss_history: [Double]
    }
    let sgd: Path
    let momentum: Path
    let adam: Path

    private enum CodingKeys: String, CodingKey {
      case sgd
      case momentum = "momentum_0.9"
      case adam
    }
  }
  struct Losses: Decodable, Sendable {
    struct Gradients: Decodable, Sendable {
      let p: [Double]
      let y: Double
      let mse: [Double]
      let bce: [Double]
    }
    let y_true: [Double]
    let y_pred: [Double]
    let mse: Double
    let bce: Double
    let gradient_wrt_logit: Gradients
  }

  let neuron: Neuron
  let activations: Activations
  let forward: Forward
  let backward: Backward
  let xor: XOR
  let optimizers: Optimizers
  let losses: Losses

  private enum CodingKeys: String, CodingKey {
    case neuron = "01_single_neuron"
    case activations = "02_activations"
    case forward = "03_forward_propagation"
    case backward = "04_backpropagation"
    case xor = "05_xor"
    case optimizers = "06_optimizers"
    case losses = "08_mse_vs_cross_entropy"
  }

  /// The file beside the tests.
  static func load() throws -> ChapterExamples {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "chapter-examples.json")
    return try JSONDecoder().decode(ChapterExamples.self, from: Data(contentsOf: file))
  }
}

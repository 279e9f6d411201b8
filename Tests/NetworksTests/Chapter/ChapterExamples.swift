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
    let sigmoidDerivative: [Double]
    let relu: [Double]
    let reluDerivative: [Double]
    let leaky: [Double]
    let leakyDerivative: [Double]
    let softmax: Softmax

    private enum CodingKeys: String, CodingKey {
      case z, sigmoid, sigmoidDerivative, relu, reluDerivative
      case leaky = "leakyRelu0.01"
      case leakyDerivative = "leakyReluDerivative0.01"
      case softmax
    }
  }
  struct Forward: Decodable, Sendable {
    let x: [[Double]]
    let w1: [[Double]]
    let b1: [Double]
    let w2: [[Double]]
    let b2: [Double]
    let z1: [[Double]]
    let a1: [[Double]]
    let z2: [[Double]]
    let a2: [[Double]]
  }
  struct Backward: Decodable, Sendable {
    let x: [[Double]]
    let y: [[Double]]
    let w1: [[Double]]
    let b1: [Double]
    let w2: [[Double]]
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
    let learningRate: Double
    let w1After: [[Double]]
    let w2After: [[Double]]
  }
  struct XOR: Decodable, Sendable {
    let x: [[Double]]
    let y: [[Double]]
    let w1Initial: [[Double]]
    let w2Initial: [[Double]]
    let learningRate: Double
    let epochs: Int
    let losses: [String: Double]
    let predictionsInLastEpoch: [Double]
    let finalLossInLastEpoch: Double
  }
  struct Optimizers: Decodable, Sendable {
    struct Path: Decodable, Sendable {
      let finalParams: [Double]
      let lossHistory: [Double]
    }
    let sgd: Path
    let momentum: Path
    let adam: Path

    private enum CodingKeys: String, CodingKey {
      case sgd
      case momentum = "momentum0.9"
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
    let yTrue: [Double]
    let yPred: [Double]
    let mse: Double
    let bce: Double
    let gradientWrtLogit: Gradients
  }

  let neuron: Neuron
  let activations: Activations
  let forward: Forward
  let backward: Backward
  let xor: XOR
  let optimizers: Optimizers
  let losses: Losses

  private enum CodingKeys: String, CodingKey {
    case neuron = "01SingleNeuron"
    case activations = "02Activations"
    case forward = "03ForwardPropagation"
    case backward = "04Backpropagation"
    case xor = "05Xor"
    case optimizers = "06Optimizers"
    case losses = "08MseVsCrossEntropy"
  }

  /// The file beside the tests.
  static func load() throws -> ChapterExamples {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "chapter-examples.json")
    let decoder = JSONDecoder()
    // `W1_after` becomes `w1After`.
    decoder.keyDecodingStrategy = .custom { path in
      let words = (path.last?.stringValue ?? "").split(separator: "_")
      let first = words.first.map { $0.prefix(1).lowercased() + $0.dropFirst() } ?? ""
      let rest = words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }
      return Key(stringValue: first + rest.joined())
    }
    return try decoder.decode(ChapterExamples.self, from: Data(contentsOf: file))
  }

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { return nil }
  }
}

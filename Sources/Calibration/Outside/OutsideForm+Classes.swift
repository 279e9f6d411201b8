import RealModule
import Tensors

/// Tables of classes.
extension OutsideForm {
  private static let flowerMeans = [
    [5.0, 3.4, 1.5, 0.25], [5.9, 2.8, 4.3, 1.3], [6.6, 3.0, 5.5, 2.0],
  ]
  private static let cultivarMeans = [
    13, 2.3, 2.4, 19, 100, 2.3, 2, 0.36, 1.6, 5, 0.96, 2.6, 750,
  ]
  private static let cultivarDeviations = [
    0.8, 1.1, 0.27, 3.3, 14, 0.6, 1, 0.12, 0.57, 2.3, 0.23, 0.7, 315,
  ]

  /// Three or more classes.
  func manyClasses(_ numbered: Bool, using generator: inout SeededGenerator) -> OutsideTable {
    var names = numbered ? ["0", "1", "2"] : ["setosa", "versicolor", "virginica"]
    var columns: [String] = []
    var count = 150
    let row: (Int, inout SeededGenerator) -> [Double]
    switch self {
    case .flowers:
      columns = ["sepal length", "sepal width", "petal length", "petal width"]
      let deviations = [0.5, 0.33, 0.4, 0.2]
      row = { label, generator in
        zip(Self.flowerMeans[label], deviations).map { generator.normal($0, $1, digits: 1) }
      }
    case .cultivars:
      count = 178
      columns = (1...13).map { "assay \($0)" }
      let shifts = (0..<39).map { _ in generator.nextNormal() }
      row = { label, generator in
        (0..<13).map { column in
          let deviation = Self.cultivarDeviations[column]
          let shift = deviation * shifts[13 * label + column]
          return generator.normal(Self.cultivarMeans[column] + shift, 0.7 * deviation)
        }
      }
    case .glyphs:
      count = 500
      names = (0..<5).map { "\(numbered ? "" : "glyph ")\($0)" }
      columns = (1...36).map { "pixel\($0)" }
      let prototypes = (0..<5 * 36).map { _ in generator.nextUniform() < 0.4 ? 200.0 : 20 }
      row = { label, generator in
        (0..<36).map {
          min(max(generator.normal(prototypes[36 * label + $0], 60, digits: 0), 0), 255)
        }
      }
    default:
      count = 300
      columns = ["x1", "x2"]
      row = { label, generator in
        let t = generator.nextUniform()
        let angle = 2 * Double.pi * Double(label) / 3 + 3 * t
        let radius = 0.2 + t
        return [
          generator.normal(radius * Double.cos(angle), 0.05, digits: 3),
          generator.normal(radius * Double.sin(angle), 0.05, digits: 3),
        ]
      }
    }
    let labels = (0..<count).map { $0 % names.count }
    let rows = labels.map { row($0, &generator) }
    return OutsideTable(
      columns: columns.enumerated().map { index, name in
        .init(name: name, values: rows.map { $0[index] })
      }, target: "species", answers: .classes(labels, names: names))
  }

  /// Two classes; rows are drawn until both have as many as they should.
  func twoClasses(
    _ rareShare: Double?, _ numbered: Bool, using generator: inout SeededGenerator
  ) -> OutsideTable {
    let count = rareShare == nil ? generator.whole(200...600) : 2000
    let second = Int((Double(count) * (rareShare ?? generator.between(0.35, 0.5))).rounded())
    var open = [count - second, second]
    var rows: [[Double]] = []
    var labels: [Int] = []
    while open[0] + open[1] > 0 {
      let (label, values) = example(using: &generator)
      guard open[label] > 0 else { continue }
      open[label] -= 1
      rows.append(values)
      labels.append(label)
    }
    return OutsideTable(
      columns: twoClassColumns.enumerated().map { index, name in
        .init(name: name, values: rows.map { $0[index] })
      }, target: "outcome",
      answers: .classes(labels, names: numbered ? ["0", "1"] : ["no", "yes"])
    )
  }

  private var twoClassColumns: [String] {
    switch self {
    case .tumours:
      ["radius", "texture", "perimeter", "area", "smoothness", "compactness", "concavity"]
    case .lenders: ["age", "income", "debt", "years employed", "accounts"]
    case .passengers: ["berth", "sex", "age", "fare", "siblings"]
    default: ["x1", "x2"]
    }
  }

  /// One row, with its class.
  private func example(using g: inout SeededGenerator) -> (label: Int, row: [Double]) {
    let label = g.nextUniform() < 0.5 ? 0 : 1
    let sign = Double(label)
    func dealt(_ logit: Double) -> Int {
      g.nextUniform() < 1 / (1 + Double.exp(-logit)) ? 1 : 0
    }
    switch self {
    case .rings:
      let angle = g.between(0, 2 * .pi)
      let radius = 1 + sign
      return (
        label,
        [
          g.normal(radius * .cos(angle), 0.15, digits: 3),
          g.normal(radius * .sin(angle), 0.15, digits: 3),
        ]
      )
    case .corners:
      let x: Double = g.nextUniform() < 0.5 ? -1 : 1
      let y = label == 1 ? -x : x
      return (label, [g.normal(x, 0.3, digits: 3), g.normal(y, 0.3, digits: 3)])
    case .crescents:
      let angle = g.between(0, .pi)
      let (x, y) =
        label == 0
        ? (Double.cos(angle), Double.sin(angle)) : (1 - Double.cos(angle), 0.5 - .sin(angle))
      return (label, [g.normal(x, 0.12, digits: 3), g.normal(y, 0.12, digits: 3)])
    case .tumours:
      let size = g.nextNormal() + 1.6 * sign
      let row = [
        g.normal(12 + 2 * size, 0.6), g.normal(18 + 1.5 * sign, 4), g.normal(78 + 13 * size, 4),
        g.normal(450 + 180 * size, 60, digits: 0), g.normal(0.093 + 0.008 * sign, 0.012, digits: 4),
        g.normal(0.08 + 0.05 * sign, 0.03, digits: 4),
        g.normal(0.05 + 0.09 * sign, 0.04, digits: 4),
      ]
      return (label, row)
    case .lenders:
      let age = g.between(20, 70, digits: 0)
      let income = (30_000 * Double.exp(0.5 * g.nextNormal())).rounded()
      let debt = (income * g.nextUniform() * 0.8).rounded()
      let years = (g.nextUniform() * (age - 18)).rounded()
      let burden = debt / income
      let logit = 12 * (burden - 0.4) - 0.12 * (years - 10) - 2 * (income / 30_000 - 1)
      return (dealt(logit), [age, income, debt, years, Double(g.whole(1...12))])
    default:
      let berth = Double(g.whole(1...3))
      let sex = g.nextUniform() < 0.6 ? 1.0 : 0
      let age = min(max(g.normal(30, 14, digits: 0), 1), 80)
      let fare = (90 / (berth * berth) * Double.exp(0.4 * g.nextNormal())).rounded(toDigits: 2)
      let siblings = Double(g.whole(0...3))
      let logit = 4.5 - 4 * sex - 1.3 * (berth - 1) - 0.03 * age - 0.3 * siblings
      return (dealt(1.5 * logit), [berth, sex, age, fare, siblings])
    }
  }
}

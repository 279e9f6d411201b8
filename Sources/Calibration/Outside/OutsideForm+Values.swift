import RealModule
import Tensors

/// Tables of values.
extension OutsideForm {
  /// A number to predict.
  func values(using generator: inout SeededGenerator) -> OutsideTable {
    let inDollars = generator.nextUniform() < 0.5
    let count =
      switch self {
      case .line, .parabola, .wave: generator.whole(60...300)
      default: generator.whole(250...500)
      }
    let slope = generator.between(0.5, 4)
    let noise = generator.between(0.02, 0.25)
    let reach = generator.pick([1.0, 3, 10])
    let rows = (0..<count).map { _ in
      valued(slope, noise, reach, inDollars: inDollars, using: &generator)
    }
    return OutsideTable(
      columns: valueColumns.enumerated().map { index, name in
        .init(name: name, values: rows.map { $0.row[index] })
      }, target: self == .rentals ? "count" : self == .houses ? "price" : "y",
      answers: .values(rows.map(\.value)))
  }

  private var valueColumns: [String] {
    switch self {
    case .houses: ["area", "rooms", "age", "distance", "tax", "crime"]
    case .cars: ["cylinders", "displacement", "horsepower", "weight", "acceleration", "year"]
    case .sums: (1...5).map { "n\($0)" }
    case .mixture: (1...8).map { "x\($0)" }
    case .rentals: ["hour", "temperature", "humidity", "weekend"]
    default: ["x"]
    }
  }

  /// One row, with its number.
  private func valued(
    _ slope: Double, _ noise: Double, _ reach: Double, inDollars: Bool,
    using g: inout SeededGenerator
  ) -> (row: [Double], value: Double) {
    switch self {
    case .houses:
      let area = g.between(40, 260, digits: 0)
      let rooms = max((area / 30 + 0.7 * g.nextNormal()).rounded(), 1)
      let age = g.between(0, 100, digits: 0)
      let distance = g.between(0.5, 25, digits: 1)
      let tax = g.between(180, 720, digits: 0)
      let crime = (0.3 * Double.exp(1.0 * g.nextNormal())).rounded(toDigits: 3)
      let price =
        1.9 * area * (1 - 0.003 * age) - 4 * distance - 8 * min(crime, 3) + 12 * rooms
        + (150 * noise * g.nextNormal())
      return (
        [area, rooms, age, distance, tax, crime],
        inDollars ? (1000 * price).rounded() + 0.5 : price.rounded(toDigits: 1)
      )
    case .cars:
      let weight = g.between(1600, 5100, digits: 0)
      let displacement = (0.09 * weight - 70 + 25 * g.nextNormal()).rounded()
      let horsepower = max((0.04 * weight - 15 + 15 * g.nextNormal()).rounded(), 40)
      let cylinders = displacement > 270 ? 8.0 : displacement > 170 ? 6 : 4
      let year = Double(g.whole(70...82))
      let value =
        60_000 / weight + 0.7 * (year - 76) - 0.01 * horsepower + 6 * noise * g.nextNormal()
      return (
        [cylinders, displacement, horsepower, weight, g.normal(15.5, 2.7, digits: 1), year],
        value.rounded(toDigits: 1)
      )
    case .line:
      let x = g.between(-reach, reach)
      return ([x], (slope * x + 1 + slope * reach * noise * g.nextNormal()).rounded(toDigits: 4))
    case .parabola:
      let x = g.between(-reach, reach)
      return (
        [x], (x * x + 0.3 * reach * reach * noise * g.nextNormal()).rounded(toDigits: 4)
      )
    case .wave:
      let x = g.between(0, 2 * .pi)
      return ([x], (Double.sin(x) + noise * g.nextNormal()).rounded(toDigits: 4))
    case .sums:
      let row = (0..<5).map { _ in g.between(0, reach) }
      return (row, row.reduce(0, +).rounded(toDigits: 4))
    case .mixture:
      let row = (0..<8).map { _ in g.normal(0, 1, digits: 3) }
      let value = row[0] + row[1] * row[2] + slope * row[3] + noise * g.nextNormal()
      return (row, value.rounded(toDigits: 4))
    default:
      let hour = Double(g.whole(0...23))
      let (temperature, humidity) = (g.between(-5, 35, digits: 1), g.between(20, 100, digits: 0))
      let weekend = g.nextUniform() < 2.0 / 7 ? 1.0 : 0
      let rush = Double.exp(-((hour - 17) * (hour - 17)) / 30)
      let mean = (4 + 50 * rush) * (0.5 + temperature / 50) * (1.4 - 0.5 * weekend)
      let count = max((mean + 0.2 * (mean + 5) * g.nextNormal()).rounded(), 0)
      return ([hour, temperature, humidity, weekend], count)
    }
  }
}

/// What stands between the cells of a row, and with it how a number with a fraction is written.
struct CSVSeparator: Equatable {
  /// The separator.
  let byte: UInt8

  /// Where cells are not separated by commas, a comma may be the decimal point: `1,5`.
  var hasDecimalCommas: Bool { byte != CSVByte.comma }

  /// The separator as a character.
  var character: Character { Character(UnicodeScalar(byte)) }

  /// What messages call it.
  var name: String {
    switch byte {
    case CSVByte.semicolon: "semicolon"
    case CSVByte.tab: "tab"
    default: "comma"
    }
  }

  static let comma = CSVSeparator(byte: CSVByte.comma)

  /// The separator of a file: of comma, semicolon and tab the one that its first line has most often
  /// outside of quotes; the comma where two are equally frequent.
  static func found(in bytes: [UInt8]) -> CSVSeparator {
    var counts = [CSVByte.comma: 0, CSVByte.semicolon: 0, CSVByte.tab: 0]
    var isQuoted = false
    var isBegun = false
    // `1,5;0,5`: between digits a comma may be the decimal point of a file of semicolons.
    var decimals = 0
    func isDigit(_ place: Int) -> Bool {
      bytes.indices.contains(place)
        && (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[place])
    }
    scan: for (place, byte) in bytes.enumerated() {
      switch byte {
      case CSVByte.quote:
        isQuoted.toggle()
        isBegun = true
      case CSVByte.lineFeed, CSVByte.carriageReturn:
        if isBegun, !isQuoted { break scan }
      default:
        isBegun = true
        if !isQuoted, let count = counts[byte] {
          counts[byte] = count + 1
          if byte == CSVByte.comma, isDigit(place - 1), isDigit(place + 1) { decimals += 1 }
        }
      }
    }
    if counts[CSVByte.semicolon] != 0 || counts[CSVByte.tab] != 0 {
      counts[CSVByte.comma, default: 0] -= decimals
    }
    let most = counts.values.max() ?? 0
    let order = [CSVByte.comma, CSVByte.semicolon, CSVByte.tab]
    let best = order.filter { counts[$0] == most }
    // Equally frequent: a comma, be it one of them or not, is what a CSV file has.
    return best.count == 1 ? CSVSeparator(byte: best[0]) : .comma
  }
}

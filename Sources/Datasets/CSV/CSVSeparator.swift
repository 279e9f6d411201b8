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
    scan: for byte in bytes {
      switch byte {
      case CSVByte.quote:
        isQuoted.toggle()
        isBegun = true
      case CSVByte.lineFeed, CSVByte.carriageReturn:
        if isBegun, !isQuoted { break scan }
      default:
        isBegun = true
        if !isQuoted, let count = counts[byte] { counts[byte] = count + 1 }
      }
    }
    let most = counts.values.max() ?? 0
    let order = [CSVByte.comma, CSVByte.semicolon, CSVByte.tab]
    let best = order.filter { counts[$0] == most }
    // Equally frequent: a comma, be it one of them or not, is what a CSV file has.
    return best.count == 1 ? CSVSeparator(byte: best[0]) : .comma
  }
}

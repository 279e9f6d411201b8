/// A sequence of colours for numbers between 0 and 1, with lightness growing evenly so that equal
/// steps look equal, also in grey and with any kind of colour vision.
public struct ColorMap: Sendable, Hashable {
  /// At least two colours at equal distances from 0 to 1.
  private let stops: [Color]

  /// - Parameter stops: colours at equal distances; fewer than two are filled up with black.
  public init(stops: [Color]) {
    self.stops =
      stops.count >= 2 ? stops : [stops.first ?? Palette.black, stops.last ?? Palette.black]
  }

  /// The colour at t between 0 and 1, mixed from the two stops beside it. Values outside get the
  /// colour of the end; NaN gets the first one (mark it with `SpecialColors` before).
  public func color(at t: Double) -> Color {
    guard t > 0 else { return stops[0] }
    guard t < 1 else { return stops[stops.count - 1] }
    let position = t * Double(stops.count - 1)
    let index = min(Int(position), stops.count - 2)
    return stops[index].mixed(with: stops[index + 1], position - Double(index))
  }

  /// What lies above t, stretched over 0…1: without the darkest colours, which a dark ground swallows.
  public func above(_ t: Double) -> ColorMap {
    let count = max(stops.count, 2)
    return ColorMap(
      stops: (0..<count).map { color(at: t + (1 - t) * Double($0) / Double(count - 1)) })
  }

  /// Dark violet over green to yellow: van der Walt, Smith and Firing (2015), CC0.
  /// Every fifth of its 256 colours.
  public static let viridis = ColorMap(hex: [
    0x440154, 0x46085C, 0x471063, 0x481769, 0x481D6F, 0x482475, 0x472A7A, 0x46307E,
    0x453781, 0x433D84, 0x414287, 0x3F4889, 0x3D4E8A, 0x3A538B, 0x38598C, 0x355E8D,
    0x33638D, 0x31688E, 0x2E6D8E, 0x2C718E, 0x2A768E, 0x297B8E, 0x27808E, 0x25848E,
    0x23898E, 0x218E8D, 0x20928C, 0x1F978B, 0x1E9C89, 0x1FA188, 0x21A585, 0x24AA83,
    0x28AE80, 0x2EB37C, 0x35B779, 0x3DBC74, 0x46C06F, 0x50C46A, 0x5AC864, 0x65CB5E,
    0x70CF57, 0x7CD250, 0x89D548, 0x95D840, 0xA2DA37, 0xB0DD2F, 0xBDDF26, 0xCAE11F,
    0xD8E219, 0xE5E419, 0xF1E51D, 0xFDE725,
  ])

  /// Dark blue over grey to yellow, nearly the same for people who do not see red or green:
  /// Nuñez, Anderton and Renslow (2018). Every fifth of its 256 colours.
  public static let cividis = ColorMap(hex: [
    0x00224E, 0x002656, 0x002A5F, 0x002D68, 0x003070, 0x083370, 0x163770, 0x203A6F,
    0x273E6E, 0x2E416D, 0x34456C, 0x3A486C, 0x3F4C6C, 0x444F6C, 0x49536C, 0x4E566C,
    0x535A6D, 0x575D6D, 0x5C616E, 0x60646F, 0x656870, 0x696B71, 0x6D6F72, 0x727274,
    0x767676, 0x7A7A78, 0x7E7D78, 0x838179, 0x888578, 0x8D8878, 0x928C78, 0x969077,
    0x9B9476, 0xA09875, 0xA59C74, 0xAAA073, 0xAFA471, 0xB5A86F, 0xBAAC6D, 0xBFB06B,
    0xC4B468, 0xC9B965, 0xCFBD62, 0xD4C15F, 0xDAC65B, 0xDFCA57, 0xE5CF52, 0xEAD34C,
    0xF0D846, 0xF6DD3F, 0xFCE236, 0xFEE838,
  ])

  private init(hex: [UInt32]) { self.init(stops: hex.map { Color(hex: $0) }) }
}

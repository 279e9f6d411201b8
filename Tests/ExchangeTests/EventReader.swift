/// Reads event files back: frames, checks and fields, written apart from the encoder.
struct EventReader {
  struct Value {
    var tag = ""
    var scalar: Float?
    var limits: [Double] = []
    var counts: [Double] = []
  }
  struct Event {
    var wallTime = 0.0
    var step = 0
    var version: String?
    var values: [Value] = []
  }
  struct Damage: Error {}

  static func events(_ bytes: [UInt8]) throws -> [Event] {
    var events: [Event] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      guard rest.count >= 12 else { throw Damage() }
      let head = rest.prefix(8)
      let length = Int(number(head))
      guard masked(Array(head)) == UInt32(number(rest.dropFirst(8).prefix(4))) else {
        throw Damage()
      }
      rest = rest.dropFirst(12)
      guard rest.count >= length + 4 else { throw Damage() }
      let data = Array(rest.prefix(length))
      guard masked(data) == UInt32(number(rest.dropFirst(length).prefix(4))) else { throw Damage() }
      rest = rest.dropFirst(length + 4)
      events.append(try event(data))
    }
    return events
  }

  private static func event(_ data: [UInt8]) throws -> Event {
    var event = Event()
    for (field, content) in try fields(data) {
      switch (field, content) {
      case (1, .fixed(let bits)): event.wallTime = Double(bitPattern: bits)
      case (2, .varint(let value)): event.step = Int(value)
      case (3, .bytes(let text)): event.version = String(decoding: text, as: UTF8.self)
      case (5, .bytes(let summary)):
        for case (1, .bytes(let value)) in try fields(summary) {
          event.values.append(try self.value(value))
        }
      default: throw Damage()
      }
    }
    return event
  }

  private static func value(_ data: [UInt8]) throws -> Value {
    var value = Value()
    for (field, content) in try fields(data) {
      switch (field, content) {
      case (1, .bytes(let text)): value.tag = String(decoding: text, as: UTF8.self)
      case (2, .fixed(let bits)): value.scalar = Float(bitPattern: UInt32(bits))
      case (5, .bytes(let histogram)):
        for case (let field, .bytes(let packed)) in try fields(histogram) {
          let numbers = stride(from: 0, to: packed.count, by: 8).map {
            Double(bitPattern: number(packed[$0..<($0 + 8)]))
          }
          if field == 6 { value.limits = numbers } else { value.counts = numbers }
        }
      default: throw Damage()
      }
    }
    return value
  }

  private enum Content {
    case varint(UInt64)
    case fixed(UInt64)
    case bytes([UInt8])
  }

  private static func fields(_ data: [UInt8]) throws -> [(Int, Content)] {
    var fields: [(Int, Content)] = []
    var rest = data[...]
    func varint() throws -> UInt64 {
      var value: UInt64 = 0
      var shift: UInt64 = 0
      while let byte = rest.popFirst() {
        value |= UInt64(byte & 0x7f) << shift
        if byte < 0x80 { return value }
        shift += 7
      }
      throw Damage()
    }
    while !rest.isEmpty {
      let key = try varint()
      switch key & 7 {
      case 0: fields.append((Int(key >> 3), .varint(try varint())))
      case 1, 5:
        let size = key & 7 == 1 ? 8 : 4
        guard rest.count >= size else { throw Damage() }
        fields.append((Int(key >> 3), .fixed(number(rest.prefix(size)))))
        rest = rest.dropFirst(size)
      case 2:
        let length = Int(try varint())
        guard rest.count >= length else { throw Damage() }
        fields.append((Int(key >> 3), .bytes(Array(rest.prefix(length)))))
        rest = rest.dropFirst(length)
      default: throw Damage()
      }
    }
    return fields
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// Bit by bit, unlike the table of the encoder.
  private static func masked(_ bytes: [UInt8]) -> UInt32 {
    var crc: UInt32 = 0xffff_ffff
    for byte in bytes {
      for bit in 0..<8 {
        let low = (crc ^ UInt32(byte >> UInt8(bit))) & 1
        crc = (crc >> 1) ^ (low == 1 ? 0x82f6_3b78 : 0)
      }
    }
    crc = ~crc
    return (crc >> 15 | crc << 17) &+ 0xa282_ead8
  }
}

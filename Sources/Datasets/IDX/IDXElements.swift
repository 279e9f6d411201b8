/// Turns the big-endian elements of an IDX file into numbers.
enum IDXElements {
  /// The elements behind the header; `bytes` is a whole file, as long as the header says.
  static func values(of bytes: [UInt8], _ header: IDXHeader) -> [Double] {
    bytes.withUnsafeBytes { file in
      let elements = UnsafeRawBufferPointer(rebasing: file[header.size...])
      switch header.elementType {
      case .uint8: return integers(UInt8.self, elements)
      case .int8: return integers(Int8.self, elements)
      case .int16: return integers(Int16.self, elements)
      case .int32: return integers(Int32.self, elements)
      case .float32: return numbers(UInt32.self, elements) { Double(Float(bitPattern: $0)) }
      case .float64: return numbers(UInt64.self, elements) { Double(bitPattern: $0) }
      }
    }
  }

  private static func integers<Element: FixedWidthInteger & BitwiseCopyable>(
    _ type: Element.Type, _ elements: UnsafeRawBufferPointer
  ) -> [Double] {
    numbers(type, elements) { Double($0) }
  }

  private static func numbers<Element: FixedWidthInteger & BitwiseCopyable>(
    _ type: Element.Type, _ elements: UnsafeRawBufferPointer, _ number: (Element) -> Double
  ) -> [Double] {
    let size = MemoryLayout<Element>.size
    let count = elements.count / size
    return [Double](unsafeUninitializedCapacity: count) { buffer, filled in
      for index in 0..<count {
        // The header's length is no multiple of 8.
        let element = elements.loadUnaligned(fromByteOffset: index * size, as: type)
        buffer.initializeElement(at: index, to: number(Element(bigEndian: element)))
      }
      filled = count
    }
  }
}

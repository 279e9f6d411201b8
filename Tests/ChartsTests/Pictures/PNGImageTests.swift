import Foundation
import Testing

@testable import Charts

@Suite struct PNGImageTests {
  static func example(width: Int = 7, height: Int = 5, alpha: UInt8? = nil) -> PNGImage {
    var generator = SeededGenerator(seed: 3)
    let pixels = (0..<width * height * 4).map { index -> UInt8 in
      index % 4 == 3 ? alpha ?? 255 : UInt8.random(in: 0...255, using: &generator)
    }
    return PNGImage(
      width: width, height: height, pixels: pixels,
      text: [
        TextEntry("Title", "δ by layer: σ′ ≤ ¼"), TextEntry("Empty", ""),
        TextEntry("Source", String(repeating: "gradscope compare --depth 30 ∂ ", count: 200)),
      ], pixelsPerMetre: 7559)
  }

  @Test(arguments: [nil, 0, 77] as [UInt8?])
  func whatIsWrittenIsRead(alpha: UInt8?) throws {
    try withTemporaryFolder { folder in
      let path = folder + "/größe.png"
      let image = Self.example(alpha: alpha)
      try image.write(to: path)
      try #expect(PNGImage(contentsOf: path) == image)
      try #expect(contents(of: folder) == ["größe.png"])
    }
  }

  @Test func opaquePicturesAreWrittenAsRGBWithColourSpaceAndDensity() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a.png"
      try Self.example().write(to: path)
      let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
      #expect(bytes[25] == 2)
      for chunk in ["sRGB", "pHYs", "iTXt", "IEND"] {
        #expect(bytes.firstRange(of: Array(chunk.utf8)) != nil)
      }
      // The long text is compressed.
      #expect(bytes.count < 2000)
    }
  }

  @Test func picturesThatCannotBeAreErrors() throws {
    let good = Self.example()
    var bad = [
      PNGImage(width: 0, height: 5, pixels: []),
      PNGImage(width: 5, height: -1, pixels: []),
      PNGImage(width: 2, height: 2, pixels: [1, 2, 3]),
      PNGImage(width: .max, height: 2, pixels: []),
    ]
    for key in ["", " x", "a  b", "schlüssel", String(repeating: "k", count: 80), "nul\0"] {
      var image = good
      image.text = [TextEntry(key, "value")]
      bad.append(image)
    }
    for image in bad {
      let error = #expect(throws: PNGError.self) { try image.encoded() }
      #expect(error?.reason == .invalidPicture)
      #expect(error?.description.isEmpty == false)
    }
    try withTemporaryFolder { folder in
      #expect(throws: PictureError.self) { try bad[0].write(to: folder + "/a.png") }
      try #expect(contents(of: folder) == [])
    }
  }

  @Test func aFileThatIsMissingOrNoPictureIsNamed() throws {
    try withTemporaryFolder { folder in
      let missing = #expect(throws: PNGError.self) {
        try PNGImage(contentsOf: folder + "/none.png")
      }
      #expect(missing?.reason == .cannotOpen)
      #expect(missing?.systemError == ENOENT)
      #expect(missing?.description.contains("none.png") == true)
      let text = folder + "/text.png"
      try "hello".write(toFile: text, atomically: true, encoding: .utf8)
      let noPNG = #expect(throws: PNGError.self) { try PNGImage(contentsOf: text) }
      #expect(noPNG?.reason == .notAPNG)
      let folderError = #expect(throws: PNGError.self) { try PNGImage(contentsOf: folder) }
      #expect(folderError?.reason == .cannotRead || folderError?.reason == .cannotOpen)
    }
  }

  @Test func aPictureBeyondTheLimitIsRefusedBeforeItIsAllocated() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a.png"
      try Self.example().write(to: path)
      let error = #expect(throws: PNGError.self) {
        try PNGImage(contentsOf: path, maximumPixels: 34)
      }
      #expect(error?.reason == .tooLarge)
      #expect(throws: Never.self) { try PNGImage(contentsOf: path, maximumPixels: 35) }
    }
  }
}

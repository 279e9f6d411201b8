import Charts
import Testing

/// What a picture says of itself is read back, whatever the format.
struct PictureTextsTests {
  private static let entries = [
    TextEntry("Title", "δ by layer: 1 < 2 & \"so\""),
    TextEntry("Software", "gradscope 0"),
    TextEntry("gradscope:command", "gradscope train --dataset 'a b (1).csv'; x=1 \\ (y"),
    TextEntry("gradscope:version", "0.1"), TextEntry("gradscope:configuration", "[{\"δ\":1}]"),
  ]

  @Test(arguments: Picture.FileFormat.allCases)
  func everyFormatKeepsTheEntries(_ format: Picture.FileFormat) throws {
    let bytes = try Picture.bytes(
      format: format, size: Size(40, 20), metadata: Self.entries
    ) { $0.fill(Rect(x: 0, y: 0, width: 10, height: 10), Palette.blue) }
    let read = try #require(try PictureTexts.entries(in: bytes))
    #expect(read == Self.entries)
  }

  @Test func aCommandOverTwoLinesStaysOne() throws {
    let command = TextEntry("gradscope:command", "gradscope\nx: y")
    let bytes = try Picture.bytes(format: .svg, size: Size(4, 4), metadata: [command]) { _ in }
    #expect(try PictureTexts.entries(in: bytes) == [command])
  }

  @Test func otherFilesHaveNone() throws {
    #expect(try PictureTexts.entries(in: Array("a,b\n1,2\n".utf8)) == nil)
    #expect(try PictureTexts.entries(in: []) == nil)
    #expect(try PictureTexts.entries(in: Array("<svg></svg>".utf8)) == [])
    #expect(try PictureTexts.entries(in: Array("%PDF-1.5 /Keywords (x".utf8)) == [])
    #expect(throws: PNGError.self) {
      try PictureTexts.entries(in: [0x89, 0x50, 0x4E, 0x47, 1, 2])
    }
  }
}

import Charts

@testable import Reports

/// A picture as a reference has it: its words as a list, and everything else as pixels.
///
/// Letters are compared as words, because versions of Cairo and FreeType shade the same letter differently; lines and
/// cells are compared as pixels, which they all draw alike.
struct ReferencePicture {
  /// A word with its place in points, its size and its colour.
  struct Word: Hashable, CustomStringConvertible {
    let string: String
    let box: Rect
    let size: Double
    let color: UInt32

    var description: String { "“\(string)” at \(Int(box.x)), \(Int(box.y))" }
  }

  let image: PNGImage
  let words: [Word]

  /// Pixels for each point: words can still be read, and thirty pictures stay below 3 MB.
  static let scale = 0.5
  /// The side of a tile in pixels: a line through one fills a good part of it.
  static let tile = 8
  /// One level of 255 in every pixel of a tile (0.0039) is what another build of Cairo may round differently. The
  /// faintest thing there is, a line of a grid of 1 point, fills half a pixel with a grey of 0.1: 0.1 · 0.5 / 8 = 0.0061.
  static let tolerance = 0.005
  /// Points by which a word may lie elsewhere: metrics of fonts are rounded in their own way by each version.
  static let slack = 1.0

  /// A picture as it is drawn now.
  init(size: Size, draw: (any Canvas) -> Void) throws {
    var image = try Picture.image(size: size, scale: Self.scale, draw: draw)
    let recording = RecordingCanvas(size: size, pixelsPerPoint: Self.scale)
    draw(recording)
    words = recording.texts.map {
      Word(
        string: $0.string, box: $0.box, size: $0.style.font.size, color: $0.style.color.hex)
    }
    image.text = [TextEntry(Self.key, words.map(Self.line).joined(separator: "\n"))]
    self.image = image
  }

  /// The picture of a file.
  init(contentsOf path: String) throws {
    image = try PNGImage(contentsOf: path)
    let lines = image.text.first { $0.key == Self.key }?.value.split(separator: "\n") ?? []
    words = lines.compactMap(Self.word)
  }

  // MARK: - Comparing

  /// How this picture differs from another one, in sentences.
  func differences(from reference: ReferencePicture) -> [String] {
    guard image.width == reference.image.width, image.height == reference.image.height else {
      return [
        "\(image.width) × \(image.height) pixels, and not \(reference.image.width) × "
          + "\(reference.image.height)"
      ]
    }
    var missing = reference.words
    let added = words.filter { word in
      guard let index = missing.firstIndex(where: { isSame(word, $0) }) else { return true }
      missing.remove(at: index)
      return false
    }
    let comparison = ImageComparison(
      withoutWords(of: reference), reference.withoutWords(of: self), tile: Self.tile)
    let tile = comparison.worstTile.map { " at \($0.x), \($0.y)" } ?? ""
    return missing.map { "\($0) is gone" } + added.map { "\($0) is new" }
      + (comparison.worstDifference < Self.tolerance
        ? [] : ["what is no word differs by \(comparison.worstDifference)\(tile)"])
  }

  private func isSame(_ a: Word, _ b: Word) -> Bool {
    a.string == b.string && a.size == b.size && a.color == b.color
      && abs(a.box.midX - b.box.midX) <= Self.slack && abs(a.box.midY - b.box.midY) <= Self.slack
  }

  /// The pixels, white where this picture or another has words.
  private func withoutWords(of other: ReferencePicture) -> PNGImage {
    var bare = image
    for word in words + other.words {
      let box = word.box.expanded(by: 2)
      let rows = Int(box.minY * Self.scale)...Int((box.maxY * Self.scale).rounded(.up))
      let columns = Int(box.minX * Self.scale)...Int((box.maxX * Self.scale).rounded(.up))
      for y in rows.clamped(to: 0...image.height - 1) {
        for x in columns.clamped(to: 0...image.width - 1) {
          for channel in 0..<4 { bare.pixels[(y * image.width + x) * 4 + channel] = 255 }
        }
      }
    }
    return bare
  }

  // MARK: - The list in the file

  private static let key = "gradscope:words"

  private static func line(_ word: Word) -> String {
    func text(_ number: Double) -> String { "\((number * 10).rounded() / 10)" }
    let box = [word.box.x, word.box.y, word.box.width, word.box.height].map(text)
    return (box + [text(word.size), String(word.color, radix: 16), word.string])
      .joined(separator: " ")
  }

  private static func word(_ line: Substring) -> Word? {
    let parts = line.split(separator: " ", maxSplits: 6, omittingEmptySubsequences: false)
    let numbers = parts.prefix(5).compactMap { Double($0) }
    guard parts.count == 7, numbers.count == 5, let color = UInt32(parts[5], radix: 16) else {
      return nil
    }
    return Word(
      string: String(parts[6]),
      box: Rect(x: numbers[0], y: numbers[1], width: numbers[2], height: numbers[3]),
      size: numbers[4], color: color)
  }
}

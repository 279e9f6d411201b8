import Testing

@testable import Charts

@Suite struct SVGPathDataTests {
  /// The points of path data, read as a browser reads them.
  private func points(_ text: String) -> [Point] {
    var points: [Point] = []
    var isRelative = false
    for piece in text.matches(of: /[Mlz]|-?\d*\.?\d+/) {
      switch piece.output {
      case "M": isRelative = false
      case "l": isRelative = true
      case "z": break
      default:
        let value = Double(piece.output) ?? .nan
        if let last = points.last, last.y.isNaN {
          let before = points.dropLast().last ?? Point(0, 0)
          points[points.count - 1].y = isRelative ? before.y + value : value
        } else {
          points.append(Point(isRelative ? (points.last?.x ?? 0) + value : value, .nan))
        }
      }
    }
    return points
  }

  @Test func roundingsDoNotAddUp() throws {
    let line = (0..<90).map { Point(Double($0) * 1.0049, -Double($0) / 3) }
    let read = points(try #require(SVGPathData(Path(line: line))).text)
    #expect(read.count == line.count)
    for (a, b) in zip(read, line) { #expect(abs(a.x - b.x) < 0.006 && abs(a.y - b.y) < 0.006) }
  }

  @Test func piecesAndPolygonsAreKept() throws {
    var path = Path(polygon: [Point(0, 0), Point(4, 0), Point(4, 3.5)])
    path.move(to: Point(10, 10))
    path.line(to: Point(10.25, 9))
    #expect(SVGPathData(path)?.text == "M0 0l4 0 0 3.5zM10 10l.25-1")
    #expect(SVGPathData(Path()) == nil)
    #expect(SVGPathData(Path(line: [Point(0, .nan), Point(1, 1)])) == nil)
  }

  @Test func aLongLineKeepsItsPeaks() throws {
    var values = (0..<20_000).map { Double($0 % 7) }
    values[12_345] = 100
    values[777] = -50
    let kept = LineThinning.indices(of: values, atMost: 400)
    #expect(kept.count <= 400)
    #expect(kept == kept.sorted() && Set(kept).count == kept.count)
    #expect(kept.contains(12_345) && kept.contains(777))
    #expect(kept.first == 0 && kept.last == 19_999)
    #expect(LineThinning.indices(of: [3, 1, 2], atMost: 4) == [0, 1, 2])
  }
}

/// What tests ask of a picture.
extension RecordingCanvas {
  /// Every text drawn, in order.
  public var texts: [Text] {
    marks.compactMap { if case .text(let text) = $0 { text } else { nil } }
  }

  /// Every string drawn, in order.
  public var strings: [String] { texts.map(\.string) }

  /// Every stroked path, in order.
  public var strokes: [(path: Path, style: StrokeStyle)] {
    marks.compactMap { if case .stroke(let path, let style) = $0 { (path, style) } else { nil } }
  }

  // MARK: - Texts

  /// Pairs of texts whose letters would touch. The boxes are line boxes, whose upper edge is
  /// mostly air, so they may share up to `tolerance` of the smaller height.
  public func overlappingTexts(tolerance: Double = 0.2) -> [(Text, Text)] {
    let texts = texts
    var pairs: [(Text, Text)] = []
    for (index, first) in texts.enumerated() {
      for second in texts[(index + 1)...] {
        let slack = tolerance * min(first.style.font.size, second.style.font.size)
        if first.box.overlaps(second.box, tolerance: slack) { pairs.append((first, second)) }
      }
    }
    return pairs
  }

  /// Texts that are not wholly inside the rectangle, or that a clip cuts.
  public func textsOutside(_ rect: Rect) -> [Text] {
    texts.filter { !rect.contains($0.box) || !$0.clip.contains($0.box) }
  }

  // MARK: - Marks

  /// Plots in which there is nothing to see: no mark, none within the plot, or none of a colour other than
  /// the ground's.
  public var emptyPlots: [Plot] {
    plots.filter { plot in !plot.marks.contains { isSeen($0, in: plot.rect) } }
  }

  /// Marks that reach beyond the surface, where no clip keeps them on it.
  public var marksOutside: [Mark] {
    marks.indices.filter { index in
      guard let extent = marks[index].extent else { return false }
      guard let clip = clips[index] else { return !bounds.contains(extent) }
      return extent.overlaps(clip, tolerance: 0) && !bounds.contains(extent.intersection(clip))
    }.map { marks[$0] }
  }

  /// Marks of plots of which a clip leaves a part out, more than lines and dots have beyond their ends: the reader
  /// sees a line that ends at the edge. With each, the plot that it belongs to.
  public var cutMarks: [(plot: Plot, mark: Mark)] {
    plots.flatMap { plot in
      plot.marks.compactMap { index -> (plot: Plot, mark: Mark)? in
        guard let clip = clips[index], let extent = marks[index].extent else { return nil }
        return clip.contains(extent, tolerance: 3) ? nil : (plot, marks[index])
      }
    }
  }

  private func isSeen(_ index: Int, in plot: Rect) -> Bool {
    guard let extent = marks[index].extent, marks[index].hasColor else { return false }
    let room = clips[index].map(plot.intersection) ?? plot
    // A straight line is as high as it is wide, a single cell may be less than a point.
    return extent.expanded(by: 0.5).overlaps(room)
  }
}

extension RecordingCanvas.Mark {
  /// The rectangle around everything it draws; nil where it draws nothing.
  var extent: Rect? {
    switch self {
    case .text(let text): text.box
    case .stroke(let path, let style): path.bounds?.expanded(by: style.width / 2)
    case .fill(let path, _): path.bounds
    case .rect(let rect, _), .cells(_, let rect): rect
    case .outline(let rect, let style): rect.expanded(by: style.width / 2)
    case .circle(let center, let radius, _, let stroke):
      Rect(x: center.x, y: center.y, width: 0, height: 0)
        .expanded(by: radius + (stroke?.width ?? 0) / 2)
    }
  }

  /// Whether any of its colours can be told from the ground.
  var hasColor: Bool {
    func isSeen(_ color: Color) -> Bool {
      Palette.background.mixed(with: color.opacity(1), color.alpha).hex != Palette.background.hex
    }
    return switch self {
    case .text(let text): isSeen(text.style.color)
    case .stroke(_, let style), .outline(_, let style): isSeen(style.color)
    case .fill(_, let color), .rect(_, let color): isSeen(color)
    case .circle(_, _, let fill, let stroke):
      fill.map(isSeen) ?? false || stroke.map { isSeen($0.color) } ?? false
    case .cells(let grid, _): grid.colors.contains(where: isSeen)
    }
  }
}

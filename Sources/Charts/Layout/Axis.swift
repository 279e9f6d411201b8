/// Ticks, labels, a title and grid lines along one side of a plot.
public struct Axis: Sendable {
  public enum Side: Sendable, Hashable {
    case bottom
    case left
    case right
  }

  /// Which values carry a tick.
  public enum TickRule: Sendable, Hashable {
    /// Round values that the scale chooses.
    case automatic
    /// Whole numbers only; with `includingEnds` also the first and the last whole number of the
    /// domain, as for layers 1, 20, 40, … 100.
    case integers(includingEnds: Bool)
    /// These values and no others.
    case values([Double])
  }

  public var side: Side
  public var scale: any Scale
  public var title: String?
  public var ticks: TickRule
  /// At most so many labels; fewer where they would touch.
  public var maximumTicks: Int
  public var showsGrid: Bool
  public var showsLabels: Bool
  /// Whether a line is drawn along the side.
  public var showsLine: Bool
  /// Whether the scale grows leftward or downward, as for layers counted from the top.
  public var isReversed = false

  public init(
    _ side: Side, scale: any Scale, title: String? = nil, ticks: TickRule = .automatic,
    maximumTicks: Int = 7, showsGrid: Bool = false, showsLabels: Bool = true,
    showsLine: Bool = true
  ) {
    self.side = side
    self.scale = scale
    self.title = title
    self.ticks = ticks
    self.maximumTicks = maximumTicks
    self.showsGrid = showsGrid
    self.showsLabels = showsLabels
    self.showsLine = showsLine
  }

  static let tickLength = 5.0
  static let labelGap = 4.0
  static let titleGap = 7.0

  /// What a value of the axis is called: its title without what explains it in brackets.
  var noun: String {
    let words = (title ?? "").prefix { $0 != "(" }
    return String(words.reversed().drop { $0 == " " }.reversed())
  }

  /// The scale laid along the side of a plot: rightward or upward, the other way if reversed.
  func scale(over plot: Rect) -> any Scale {
    switch (side, isReversed) {
    case (.bottom, false): scale.drawn(from: plot.minX, to: plot.maxX)
    case (.bottom, true): scale.drawn(from: plot.maxX, to: plot.minX)
    case (_, false): scale.drawn(from: plot.maxY, to: plot.minY)
    case (_, true): scale.drawn(from: plot.minY, to: plot.maxY)
    }
  }

  /// The axis with its scale growing the other way: leftward or downward.
  public func reversed() -> Axis {
    var axis = self
    axis.isReversed.toggle()
    return axis
  }

  /// A tick that is drawn.
  public struct Tick: Sendable, Hashable {
    public let value: Double
    /// Along the axis in points.
    public let position: Double
    public let label: String
  }

  /// The ticks for a plot: as many as fit without labels touching, at most `maximumTicks`.
  public func visibleTicks(in plot: Rect, on canvas: any Canvas) -> [Tick] {
    let scale = scale(over: plot)
    if case .values(let values) = ticks {
      return thinned(make(values.filter(scale.contains), scale), on: canvas)
    }
    for count in stride(from: max(1, maximumTicks), to: 1, by: -1) {
      let candidates = make(values(scale, count: count), scale)
      if fits(candidates, on: canvas) { return candidates }
    }
    return thinned(make(values(scale, count: 2), scale), on: canvas)
  }

  private func values(_ scale: any Scale, count: Int) -> [Double] {
    guard case .integers(let includingEnds) = ticks else { return scale.ticks(count) }
    let first = scale.domain.lower.rounded(.up)
    let last = scale.domain.upper.rounded(.down)
    guard first <= last else { return [] }
    guard last - first > 0 else { return [first] }
    var power = 1.0
    // Ends count as ticks, so look for a step that leaves room for them.
    while power <= last - first {
      for step in [power, 2 * power, 5 * power] where (last - first) / step <= Double(count) {
        let multiples = stride(
          from: (first / step).rounded(.up) * step, through: last, by: step)
        guard includingEnds else {
          let inside = Array(multiples)
          if inside.count <= count { return inside }
          continue
        }
        let room = step / 2
        let inner = multiples.filter { $0 - first >= room && last - $0 >= room }
        if inner.count + 2 <= count { return [first] + inner + [last] }
      }
      power *= 10
    }
    return includingEnds ? [first, last] : [first]
  }

  private func make(_ values: [Double], _ scale: any Scale) -> [Tick] {
    zip(values, scale.labels(values)).compactMap { value, label in
      // Half points are whole pixels at the usual scale of 2, so lines are sharp.
      scale.position(of: value).map {
        Tick(value: value, position: ($0 * 2).rounded() / 2, label: label)
      }
    }
  }

  /// The room that a label takes along the axis, with air around it.
  private func length(_ tick: Tick, _ canvas: any Canvas) -> Double {
    let extent = canvas.measure(tick.label, Typography.tickLabel)
    return side == .bottom ? extent.width + 12 : extent.height + 1
  }

  private func touch(_ a: Tick, _ b: Tick, _ canvas: any Canvas) -> Bool {
    abs(a.position - b.position) < (length(a, canvas) + length(b, canvas)) / 2
  }

  private func fits(_ ticks: [Tick], on canvas: any Canvas) -> Bool {
    zip(ticks, ticks.dropFirst()).allSatisfy { !touch($0, $1, canvas) }
  }

  /// Keeps every tick that does not touch one kept before.
  private func thinned(_ ticks: [Tick], on canvas: any Canvas) -> [Tick] {
    var kept: [Tick] = []
    for tick in ticks where kept.last.map({ !touch($0, tick, canvas) }) ?? true {
      kept.append(tick)
    }
    return kept
  }
}

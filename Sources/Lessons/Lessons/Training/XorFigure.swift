import Charts

/// The picture of XOR: the loss, and the answers all over the plane at some epochs.
enum XorFigure {
  /// The network with the activation of a name, and the linear one.
  static func figure(
    _ deep: XorRun, _ flat: XorRun, _ name: String, _ settings: LessonSettings
  ) -> LessonFigure {
    func loss(_ value: Double) -> String {
      value.isNaN ? "none" : "\(Shown.short(value, digits: 3))"
    }
    func map(_ answers: [[Double]], _ run: XorRun, _ epoch: Int, _ title: String) -> Panel {
      AnswerMap.panel(
        answers, range: XorRun.mapRange, inputs: Gate.inputs, labels: Gate.xor.labels,
        title: title,
        subtitle: nearHalf(answers).map {
          "all answers within \($0) of ½; "
            + "\(run.correct[epoch]) of 4 on the right side of it"
        } ?? "\(run.correct[epoch]) of 4 right, loss \(loss(run.losses[epoch]))")
    }
    let maps =
      deep.maps.map { map($0.answers, deep, $0.epoch, "\(name), epoch \($0.epoch)") }
      + flat.maps.map { map($0.answers, flat, $0.epoch, "linear, epoch \($0.epoch)") }
    func says(_ run: XorRun) -> String {
      let words = "\(run.correct.last ?? 0) of 4 right"
      return run.maps.last.flatMap { nearHalf($0.answers) }.map {
        "no answer further than \($0) from ½, which decides nothing"
      } ?? words
    }
    return LessonFigure(
      "xor",
      title: "XOR with \(name) in the hidden layer: \(says(deep)) in the end; linear: "
        + says(flat),
      subtitle: "The plane of both inputs, coloured by the answer. A symbol in the colour of the "
        + "ground around it is answered right; where the ground is pale everywhere, nothing is "
        + "decided. Top left: the loss over the epochs.",
      panels: [lossPanel(deep, flat, name)] + maps, columns: 3, legend: AnswerMap.legend,
      source: settings.source(of: "xor"), rowHeight: 440)
  }

  /// How far the answers are from ½ at most, where that is too little for a colour to be seen; else nil.
  private static func nearHalf(_ answers: [[Double]]) -> Shown? {
    let far = answers.joined().reduce(0) { max($0, abs($1 - 0.5)) }
    return far < 0.05 && answers.joined().allSatisfy(\.isFinite)
      ? Shown.short(far, digits: 1) : nil
  }

  private static func lossPanel(_ deep: XorRun, _ flat: XorRun, _ name: String) -> Panel {
    let runs = [(deep, name, Palette.blue), (flat, "linear", Palette.vermillion)]
    let lines = runs.map { run, name, color in
      let size = max(1, run.losses.count / 250)
      return LineMark(
        stride(from: 0, to: run.losses.count, by: size).map { Point(Double($0), run.losses[$0]) },
        style: StrokeStyle(color, width: 2.5), dotRadius: run.losses.count == 1 ? 3 : 0, name: name)
    }
    return Panel(
      title: "Loss", subtitle: "blue: \(name); vermillion: linear",
      x: Axis(
        .bottom, scale: LinearScale(from: 0, to: Double(max(deep.losses.count - 1, 1))),
        title: "epoch",
        ticks: .integers(includingEnds: false), maximumTicks: 5),
      y: Axis(
        .left, scale: LogScale(fitting: (deep.losses + flat.losses).filter { $0 > 0 }),
        title: "mean squared error", showsGrid: true),
      marks: [
        RuleMark(
          .horizontal(y: 0.25),
          label: "½ to everything costs 0.25", labelAnchor: .start)
      ]
        + lines)
  }
}

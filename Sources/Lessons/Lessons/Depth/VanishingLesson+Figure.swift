import Reports

/// The picture of the lesson.
extension VanishingLesson {
  static func figure(
    _ runs: [JudgedRun], deepest: JudgedRun, _ name: String, _ settings: LessonSettings
  ) -> LessonFigure {
    let remedy = runs.last.flatMap { $0.name == deepest.name ? nil : $0 }
    let chance = deepest.record.chance?.loss ?? .nan
    let guessing = runs.filter { run in
      guard let loss = run.record.curves.loss.last else { return false }
      return abs(loss / chance - 1) < 0.03
    }.map(\.name)
    let hidden =
      guessing.isEmpty
      ? ""
      : "; \(Words.list(guessing)) end on it, no better than guessing"
        + (guessing.count > 1 ? ", and hide one another" : "")
    return LessonFigure(
      "vanishing",
      title:
        "\(name), \(deepest.name): layer 1 gets \(Shown.short(deepest.deltaLeft)) of δ in the "
        + "last layer" + (remedy.map { "; \($0.name): \(Shown.short($0.deltaLeft))" } ?? ""),
      subtitle:
        "Left: δ before training. Read it from the right: δ comes from the output and is carried "
        + "back to layer 1; a straight line means that every layer multiplies it by the same "
        + "number. Right: what training makes of it.",
      panels: [
        RunPanels.profile(
          .deltaRMS, of: runs, title: "δ by layer, before training",
          subtitle: "×1 a layer would be level; \(deepest.name): "
            + "\(Shown.factor(deepest.deltaFactor)) a layer",
          axis: "δ, root mean square"),
        RunPanels.loss(
          of: runs, title: "Loss", subtitle: "dashed: the best answer without looking" + hidden),
      ], columns: 2, legend: RunPanels.legend(runs), source: settings.source(of: "vanishing"),
      rowHeight: 470)
  }
}

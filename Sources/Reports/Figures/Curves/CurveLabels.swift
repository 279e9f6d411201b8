import Charts
import Records

/// Names at the ends of curves: of several runs each one's, of one run what its two lines are.
struct CurveLabels {
  let pairs: [CurveGroups.Pair]
  /// Panels side by side.
  let columns: Int

  /// What a name takes beside panels that are side by side, the letters that have room there, and the lines.
  private static let widestName = 160.0
  private static let lettersInLine = 15
  private static let mostLines = 5
  /// Of more runs in one panel some are named.
  static let mostNames = 40

  /// Lines that the names of a panel take.
  var lines: Int {
    guard pairs.count > 1 else { return 2 }
    let longest = pairs.map(\.run.name.count).max() ?? 0
    // A wrapped name is of wide letters at worst.
    let isWrapped = columns > 1 && longest > Self.lettersInLine
    let each = isWrapped ? min((longest + 8) / 9, Self.mostLines) : 1
    return min(pairs.count, Self.mostNames) * each
  }

  /// Beside the losses: the last one held out, else of training.
  var loss: DirectLabels {
    labels { run in
      let held = HeldOutLooks(run.record)
      let end = last(SmoothedLoss(run.record.curves))
      return Ends(
        training: end, trainingText: Self.text(loss: end?.y ?? run.finalLoss),
        held: held.points(\.loss).last,
        heldText: held.last.map { Words.short($0.loss, digits: 3) })
    }
  }

  /// Beside the accuracies.
  var accuracy: DirectLabels {
    labels { run in
      let held = HeldOutLooks(run.record).looks.last { !$0.accuracy.isNaN || $0.loss.isNaN }
      let values = AccuracyPanel.values(run.record.curves)
      let end = last(SmoothedLoss(run.record.curves, of: values))
      return Ends(
        training: end, trainingText: Words.share(end?.y ?? run.record.evaluation.trainingAccuracy),
        held: held.map { Point(Double($0.step), $0.accuracy) },
        heldText: held.map { Words.share($0.accuracy) })
    }
  }

  /// Where the lines of a run end, and the numbers there.
  private struct Ends {
    var training: Point?
    var trainingText: String
    var held: Point?
    var heldText: String?
  }

  private static func text(loss: Double) -> String { Words.short(loss, digits: 3) }

  /// What was evaluated of one run at the end, where that is another number than the one beside its line, which is
  /// where the running median ends; empty for several runs, whose names stand beside the lines.
  var otherEnds: String {
    guard pairs.count == 1, let run = pairs.first?.run, CurveNotes.divergence(run) == nil,
      let loss = last(SmoothedLoss(run.record.curves))
    else { return "" }
    let values = AccuracyPanel.values(run.record.curves)
    let accuracy = last(SmoothedLoss(run.record.curves, of: values))
    let evaluation = run.record.evaluation
    func differs(_ text: String, from shown: String) -> String? { text == shown ? nil : text }
    let final = differs(Self.text(loss: run.finalLoss), from: Self.text(loss: loss.y))
    let evaluated = [
      run.record.hasFinalLoss ? final.map { "loss \($0)" } : nil,
      accuracy.flatMap { accuracy in
        evaluation.trainingAccuracy.isFinite
          ? differs(Words.share(evaluation.trainingAccuracy), from: Words.share(accuracy.y))
            .map { "accuracy \($0)" } : nil
      },
    ].compactMap { $0 }
    let batches =
      !run.record.hasFinalLoss && run.finalLoss.isFinite
      ? final.map { " The median loss of the last tenth of the batches is \($0)." } : nil
    guard !evaluated.isEmpty || batches != nil else { return "" }
    return " Beside the lines: where the running median ends."
      + (evaluated.isEmpty
        ? "" : " Training as evaluated at the end: \(evaluated.joined(separator: ", ")).")
      + (batches ?? "")
  }

  private func last(_ line: SmoothedLoss) -> Point? {
    line.losses.lastIndex(where: \.isFinite).map { Point(line.steps[$0], line.losses[$0]) }
  }

  private func labels(_ ends: (JudgedRun) -> Ends) -> DirectLabels {
    let nowhere = Point(.nan, .nan)
    func label(_ text: String, _ detail: String, _ color: Color, _ point: Point?)
      -> DirectLabels.Entry
    {
      DirectLabels.Entry(
        text, detail: detail, color: color, weight: .bold, point: point ?? nowhere)
    }
    if pairs.count == 1, let pair = pairs.first {
      let ends = ends(pair.run)
      var entries: [DirectLabels.Entry] = []
      if ends.training != nil {
        entries.append(label("training", ends.trainingText, pair.style.color, ends.training))
      }
      if let text = ends.heldText {
        let isShown = ends.held?.y.isFinite ?? false
        entries.append(
          label(
            "held out", text, HeldOutMarks.stroke(pair.style.color).color,
            // Without a number it has no point: not that of another line.
            isShown ? ends.held : nil))
      }
      return DirectLabels(entries, side: .trailing)
    }
    let named = pairs.map { run, style -> DirectLabels.Entry in
      let ends = ends(run)
      let isShown = ends.held?.y.isFinite ?? false
      return label(
        run.name, ends.heldText ?? ends.trainingText, style.color,
        isShown ? ends.held : ends.training)
    }
    return laid(some(of: named))
  }

  /// Of very many every so-manieth, in the order of the ends, with the least and the greatest.
  private func some(of entries: [DirectLabels.Entry]) -> [DirectLabels.Entry] {
    guard entries.count > Self.mostNames else { return entries }
    func order(_ entry: DirectLabels.Entry) -> Double {
      entry.point.y.isNaN ? .infinity : entry.point.y
    }
    let sorted = entries.sorted { order($0) < order($1) }
    return (0..<Self.mostNames).map { sorted[$0 * (sorted.count - 1) / (Self.mostNames - 1)] }
  }

  private func laid(_ entries: [DirectLabels.Entry]) -> DirectLabels {
    var labels = DirectLabels(entries, side: .trailing)
    if columns > 1 {
      (labels.widestName, labels.maximumLines) = (Self.widestName, Self.mostLines)
    } else if entries.count > 12 {
      labels.maximumLines = 1
    }
    return labels
  }
}

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
      return Ends(
        training: last(SmoothedLoss(run.record.curves)),
        trainingText: Words.short(run.finalLoss, digits: 3),
        held: held.points(\.loss).last,
        heldText: held.last.map { Words.short($0.loss, digits: 3) })
    }
  }

  /// Beside the accuracies.
  var accuracy: DirectLabels {
    labels { run in
      let held = HeldOutLooks(run.record).looks.last { !$0.accuracy.isNaN || $0.loss.isNaN }
      let training = run.record.evaluation.trainingAccuracy
      let values = AccuracyPanel.values(run.record.curves)
      return Ends(
        training: last(SmoothedLoss(run.record.curves, of: values)),
        trainingText: Words.share(training.isNaN ? values.last : training),
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
            isShown ? ends.held : ends.training))
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

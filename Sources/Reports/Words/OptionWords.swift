import Diagnosis
import Records

/// A remedy as options of this program's command line.
struct OptionWords {
  let facts: RunFacts
  let network: NetworkSummary

  /// The options; nil where only a person can do it, where a number that is needed is not known, and
  /// where the run has it already.
  func text(_ action: Remedy.Action) -> String? {
    guard let words = words(action) else { return nil }
    return facts.initializer?.source == .file && Self.needsOtherParameters(action)
      ? words + ", without --initial-parameters" : words
  }

  /// Parameters from a file would take the place of those that are drawn anew, or not fit.
  private static func needsOtherParameters(_ action: Remedy.Action) -> Bool {
    switch action {
    case .initializer, .matchingInitializer, .gain, .activation, .normalization, .units, .layers:
      true
    default: false
    }
  }

  private func words(_ action: Remedy.Action) -> String? {
    switch action {
    case .initializer(let name): Self.isWord(name) ? "--init \(name)" : nil
    // It is what no option means, which undoes the one that was given.
    case .matchingInitializer:
      facts.initializer?.isMatching == false ? withoutInitializer : nil
    case .gain(let gain): "--init fan-in:\(RemedyWords.number(gain))"
    case .weights(let factor): scaled(by: factor).map { "--init \($0)" }
    case .activation(let name, let initializer):
      network.depth > 0 && Self.isWord(name) && Self.isWord(initializer)
        ? "--activation \(name) --init \(initializer)" : nil
    case .residual(let scale):
      network.hasRoomForShortcuts
        ? "--residual"
          + (scale.map { " --residual-scale \(RemedyWords.number($0))" } ?? "") : nil
    case .branchScale(let scale):
      network.depth == 0
        ? nil
        : "--residual-scale "
          + RemedyWords.number(scale ?? 1 / Double(network.depth).squareRoot())
    case .normalization(let kind): network.depth > 0 ? "--norm \(kind ?? "layer")" : nil
    case .learningRate(let factor, let isLower):
      facts.learningRate.map { rate in
        "--learning-rate \(RemedyWords.number(rate * (factor ?? (isLower ? 0.1 : 10))))"
      }
    case .clipping(let isLower): clipping(isLower: isLower)
    case .noClipping: facts.clipNorm != nil ? "without --clip-norm" : "without --clip-value"
    case .batch(let size): "--batch-size \(size)"
    case .weightDecay(let factor): decay(times: factor)
    case .units(let factor): width(times: factor)
    case .layers(let factor): depth(times: factor)
    case .standardize:
      facts.isStandardized == true
        ? nil : facts.isStandardized == nil ? "--standardize" : "without --no-standardize"
    case .loss(let name): Self.isWord(name) ? "--loss \(name)" : nil
    case .outputActivation: "--output-activation auto"
    case .schedule(let name): Self.isWord(name) ? "--schedule \(name)" : nil
    case .steps(let factor):
      facts.plannedSteps.map { "--steps \(max(Int((Double($0) * factor).rounded()), 1))" }
    case .leaveOut(let names): drop(names)
    case .task(let name): "--task \(name)"
    case .examples, .look, .orthogonalRecurrence, .gates, .openGates: nil
    }
  }

  /// The columns of the file, with those that were left out before; nil where a name cannot be typed as
  /// it is, or there are very many. Of a 0/1 column that was made of texts it is theirs.
  private func drop(_ names: [String]) -> String? {
    let texts = facts.data?.columnsOfTexts ?? []
    var columns = facts.data?.columnsLeftOut ?? []
    for name in names {
      let column = texts.first { name.hasPrefix("\($0)=") } ?? name
      if !columns.contains(column) { columns.append(column) }
    }
    let isPlain = columns.allSatisfy { name in
      !name.isEmpty
        && name.utf8.allSatisfy {
          $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A || $0 == 0x5F
            || $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2E
        } && Int(name) == nil
    }
    return isPlain && columns.count <= 20 ? "--drop \(columns.joined(separator: ","))" : nil
  }

  /// Whether it is a name that can be typed, and not a description.
  private static func isWord(_ name: String) -> Bool {
    !name.isEmpty && !name.contains { $0.isWhitespace || $0 == "," }
  }

  /// An initializer that a file of the network names cannot be left out; another one beside it wins.
  private var withoutInitializer: String? {
    guard file != nil else { return "without --init" }
    return facts.initializer?.matching.map { "--init \($0)" }
  }

  /// The initializer of the run with weights so many times as large, each of a list.
  private func scaled(by factor: Double) -> String? {
    guard let initializer = facts.initializer, initializer.source != .file else { return nil }
    let names = initializer.name.split(separator: ",")
    let scaled = names.compactMap { Self.scaled(String($0), by: factor) }
    return scaled.isEmpty || scaled.count < names.count ? nil : scaled.joined(separator: ",")
  }

  /// An initializer with weights so many times as large: σ of a normal distribution and
  /// the limit of a uniform one are multiplied by it, σw² = fan-in · Var W by its square.
  private static func scaled(_ name: String, by factor: Double) -> String? {
    let parts = name.split(separator: ":", maxSplits: 1)
    let value = parts.count == 2 ? Double(parts[1]) : nil
    switch (parts.first, value) {
    case ("normal", let value?), ("uniform", let value?):
      return "\(parts[0]):\(RemedyWords.number(value * factor))"
    case ("orthogonal", _): return "orthogonal:\(RemedyWords.number((value ?? 1) * factor))"
    case ("fan-in", let value?): return "fan-in:\(RemedyWords.number(value * factor * factor))"
    case ("he-normal", _), ("he-uniform", _):
      return "fan-in:\(RemedyWords.number(2 * factor * factor))"
    case ("lecun-normal", _), ("lecun-uniform", _):
      return "fan-in:\(RemedyWords.number(factor * factor))"
    default: return nil
    }
  }

  private func clipping(isLower: Bool) -> String? {
    guard isLower else { return "--clip-norm 1" }
    return facts.clipNorm.map { "--clip-norm \(RemedyWords.number($0 / 10))" }
  }

  /// Where there is none yet, the size that networks are usually given.
  private func decay(times factor: Double) -> String? {
    let now = facts.weightDecay ?? 0
    if now == 0 { return factor > 1 ? "--weight-decay 0.0001" : nil }
    return "--weight-decay \(RemedyWords.number(now * factor))"
  }

  /// The file that describes the network; nil where options do.
  private var file: String? { facts.layers?.form == .file ? facts.layers?.file : nil }

  /// Widths as they can be given beside the other options of the run.
  private func width(times factor: Double) -> String? {
    let widths = network.widths.map { max(Int((Double($0) * factor).rounded()), 1) }
    guard let first = widths.first, network.widths.allSatisfy({ $0 > 0 }), widths != network.widths
    else { return nil }
    let isOne = widths.allSatisfy { $0 == first }
    let list = widths.map(String.init)
    if let file {
      return isOne
        ? "width: \(first) in \(file)" : "widths \(list.joined(separator: ", ")) in \(file)"
    }
    return isOne && facts.layers?.form != .widths
      ? "--width \(first)" : "--widths \(list.joined(separator: ","))"
  }

  /// Of layers that differ nobody can say which.
  private func depth(times factor: Double) -> String? {
    guard let width = network.widths.first, Set(network.widths).count == 1,
      Set(network.activations).count == 1, facts.layers?.hasLists != true
    else { return nil }
    let depth = max(Int((Double(network.depth) * factor).rounded()), 1)
    guard depth != network.depth else { return nil }
    if let file { return "\(depth) \(depth == 1 ? "layer" : "layers") in \(file)" }
    return facts.layers?.form == .widths
      ? "--widths \(Array(repeating: "\(width)", count: depth).joined(separator: ","))"
      : "--depth \(depth)"
  }
}

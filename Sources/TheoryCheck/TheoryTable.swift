/// The results as a page of Markdown.
struct TheoryTable {
  let results: [TheoryResult]
  let factors: [FactorResult]
  let width: Int
  let depth: Int
  let seeds: Int

  init(
    _ results: [TheoryResult], factors: [FactorResult], width: Int, depth: Int, seeds: Int
  ) {
    self.results = results
    self.factors = factors
    self.width = width
    self.depth = depth
    self.seeds = seeds
  }

  var markdown: String {
    let judged = results.filter { $0.limit == nil }
    let total = judged.count * seeds
    let inside = judged.reduce(0) { $0 + $1.deltasInside }
    let activationsInside = judged.reduce(0) { $0 + $1.activationsInside }
    let low = judged.filter { Double($0.deltasInside) < 0.9 * Double(seeds) }
    var lines = [
      "# Theory against measurement", "",
      "`make check-theory` draws \(seeds) networks of every kind below: width \(width), depth "
        + "\(depth), 64 Gaussian inputs, random labels of 10 classes, float32. Counted are the "
        + "draws with the root mean square of δ of every layer from 2 to \(depth) inside the band at once. "
        + "The last kinds have layers that differ, four of them again and again; what is written there of "
        + "widths is in parts of \(width).",
      "",
      "In all: δ \(inside) of \(total) draws, activations \(activationsInside) of \(total); the band is "
        + "drawn for 99 of 100. Kinds with less than 90 % of their draws inside: "
        + (low.isEmpty
          ? "none."
          : low.map { "\($0.activation) \($0.initializer) \($0.structure)" }
            .joined(separator: ", ") + ".")
        + " Not counted are \(results.count - judged.count) of \(results.count) kinds, to which the "
        + "theory says that it does not apply.",
      "",
      "| activation | first weights | structure | δ inside | activations inside | "
        + "δ₂ measured / theory | band of δ₂ |",
      "|---|---|---|---|---|---|---|",
    ]
    for result in results {
      if let limit = result.limit {
        lines.append(
          "| \(result.activation) | \(result.initializer) | \(result.structure) | \(limit) | | | |")
        continue
      }
      lines.append(
        "| \(result.activation) | \(result.initializer) | \(result.structure) | "
          + "\(result.deltasInside)/\(seeds) | \(result.activationsInside)/\(seeds) | "
          + "\(number(result.deltaRatio)) | ×\(number(result.bandWidth)) |")
    }
    guard !factors.isEmpty else { return lines.joined(separator: "\n") }
    lines += [
      "", "## Factors per layer", "",
      "Width 512, depth 20, 64 Gaussian inputs: exp of the slope of ln δ over layers 2 to 20, the median "
        + "of up to nine draws.", "",
    ]
    lines += FactorResult.heading + factors.map(\.row)
    return lines.joined(separator: "\n")
  }

  private func number(_ value: Double) -> String {
    let hundredths = (value * 100).rounded() / 100
    return "\(hundredths)"
  }
}

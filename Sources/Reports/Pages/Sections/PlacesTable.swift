import Diagnosis
import Records
import Texts

/// The places of a run, a row each: what was measured at its start and its end, what theory expected beside
/// it. To be sorted and searched; groups of a long network can be folded.
struct PlacesTable {
  private let run: JudgedRun
  private let number: Int
  private let columns: PlaceColumns
  private let labels: [String]

  /// The table of a run by its number on the page.
  init(_ run: JudgedRun, number: Int) {
    self.run = run
    self.number = number
    columns = PlaceColumns(run)
    labels = Self.labels(run)
  }

  /// `layer 3`, `time step 12`; the name of one that no chain has.
  private static func labels(_ run: JudgedRun) -> [String] {
    var labels = run.record.places.map(\.name)
    for chain in run.evidence.chains.reversed() {
      for (position, place) in chain.chain.places.enumerated() where labels.indices.contains(place)
      {
        labels[place] = "\(chain.noun) \(position + 1)"
      }
    }
    if run.isOwn {
      for place in labels.indices {
        if let number = run.record.layerNumber(of: place) { labels[place] = "layer \(number)" }
      }
    }
    return labels
  }

  var markup: Markup {
    let places = run.record.places
    guard !places.isEmpty else { return "<p>The record names no places.</p>\n" }
    let groups = PlaceGroups(places).groups
    let heads = columns.columns.map { column in
      Self.head("\(column.title)", when: column.when, key: column.key)
    }
    let fold: Markup? =
      groups.count > 1 ? "<button type=\"button\" class=\"fold-all\">Fold all</button>" : nil
    let count = places.count == 1 ? "One place" : "\(places.count) places"
    return """
      <div class="places" data-run="\(number)" data-places="\(places.count)">
      <div class="tools" hidden="">
      <label>Search places <input type="search" class="place-search" data-testid="place-search" \
      placeholder="name or kind" spellcheck="false" /></label>
      \(fold)
      <output class="found" aria-live="polite"></output>
      </div>
      <div class="scroll tall" tabindex="0" role="region" \
      aria-label="Table of the places of \(run.name)">
      <table class="places-table" data-testid="places-table">
      <caption>\(count), at the first and the last time point; a heading sorts.</caption>
      <thead><tr>
      \(Self.head("place", key: "order"))\(Self.head("name", key: "name"))\
      \(Self.head("kind", key: "kind"))\(heads)</tr></thead>
      \(groups.map(body))</table>
      </div>
      \(notes)</div>

      """
  }

  private static func head(_ title: String, when: String = "", key: String) -> Markup {
    let small: Markup? = when.isEmpty ? nil : " <small>\(when)</small>"
    return """
      <th scope="col" data-key="\(key)"><button type="button">\(title)\(small)</button></th>

      """
  }

  private func body(_ group: PlaceGroups.Group) -> Markup {
    let head: Markup? =
      group.title.isEmpty
      ? nil
      : """
      <tr class="group"><th scope="rowgroup"><button type="button" aria-expanded="true">\
      \(group.title)</button> <span>\(summary(group.places))</span></th></tr>

      """
    return "<tbody>\n\(head)\(group.places.map(row))</tbody>\n"
  }

  /// Such as `50 places, δ RMS 2.1·10⁻³ to 0.40 at the start`.
  private func summary(_ places: Range<Int>) -> String {
    let count = "\(places.count) \(places.count == 1 ? "place" : "places")"
    guard let column = columns.columns.first else { return count }
    let values = places.compactMap(column.value).filter(\.isFinite)
    guard let least = values.min(), let most = values.max() else { return count }
    let range =
      least == most ? Words.short(least) : "\(Words.short(least)) to \(Words.short(most))"
    return "\(count), \(column.title) \(range) at the \(column.when)"
  }

  private func row(_ place: Int) -> Markup {
    let facts = run.record.places[place]
    let size = facts.fanIn > 0 ? ", \(facts.fanIn) → \(facts.fanOut)" : ""
    let cells = columns.columns.map { column -> Markup in
      guard let value = column.value(place) else { return "<td>–</td>" }
      let text =
        column.key.hasSuffix("Units")
        ? Int(exactly: value).map { "\($0)" } ?? Words.short(value)
        : Words.short(value, digits: 3)
      return columns.isOff(column, place)
        ? "<td class=\"off\">\(text) !</td>"
        : column.when == "theory" ? "<td class=\"theory\">\(text)</td>" : "<td>\(text)</td>"
    }
    return """
      <tr data-place="\(place)"><th scope="row">\(labels[place])</th>\
      <td class="name">\(facts.name)</td>\
      <td class="kind">\(facts.kind.rawValue)\(size)</td>\(cells)</tr>

      """
  }

  private var notes: Markup {
    let history = run.history
    var texts: [String] = []
    if let last = history.steps.last, let end = history.lastSteps.last {
      let range = last == end ? "step \(end)" : "the mean over steps \(last) to \(end)"
      texts.append(
        "Start: the first time point of a place, step \(history.steps[0]) at the earliest. "
          + "End: its last one, \(range) at the latest."
      )
    }
    if columns.columns.contains(where: { $0.when == "theory" }) {
      texts.append(
        columns.limit.map { "Theory is a guide only: \($0)." }
          ?? "Theory: what the sizes of the first weights let expect of a wide network."
          + (columns.hasOff ? " ! is outside of the band in which 99 of 100 draws lie." : ""))
    }
    return Markup(
      trusted: texts.map { "<p class=\"aside\">\(GlossedText($0).markup.text)</p>\n" }.joined())
  }
}

import Records

/// Names of runs of which several have the same one, or the same but for a number in brackets: with what they
/// differ in.
enum TwinNames {
  /// The names, in the order of the runs: `relu-he` three times is `relu-he, SGD 0.05`, `relu-he, Adam 0.001`,
  /// `relu-he, Adam 0.01`. Those that differ in nothing that is known stay alike.
  static func of(_ runs: [JudgedRun]) -> [String] {
    var names = runs.map(\.name)
    for (_, twins) in Dictionary(grouping: runs.indices, by: { base(names[$0]) })
    where twins.count > 1 {
      let all = twins.map { parts(runs[$0]) }
      let different = all[0].indices.filter { part in Set(all.map { $0[part] }).count > 1 }
      for (twin, index) in twins.enumerated() {
        let words = different.prefix(most).map { all[twin][$0] }.filter { !$0.isEmpty }
        names[index] = ([names[index]] + words).joined(separator: ", ")
      }
    }
    return names
  }

  /// `relu-he` of `relu-he (3)`.
  private static func base(_ name: String) -> String {
    guard name.hasSuffix(")"), let start = name.lastIndex(of: "(") else { return name }
    let number = name[name.index(after: start)...].dropLast()
    guard !number.isEmpty, number.allSatisfy(\.isNumber) else { return name }
    return String(name[..<start].reversed().drop { $0 == " " }.reversed())
  }

  /// More differences make no name.
  private static let most = 3

  /// What a run can differ in, the same number for each; empty where it is not known.
  private static func parts(_ run: JudgedRun) -> [String] {
    let words = NetworkWords(run)
    let setting = words.setting
    let facts = run.record.facts
    return Setting.Part.allCases.map { part in setting[part].map(part.text) ?? "" } + [
      run.depthWords, words.activation ?? "", run.network.initializer ?? "", facts.schedule ?? "",
      facts.weightDecay.map { "weight decay \(Words.short($0))" } ?? "", facts.data?.name ?? "",
      facts.plannedSteps.map { "\($0) steps" } ?? "", facts.seed.map { "seed \($0)" } ?? "",
    ]
  }
}

/// Which runs share a panel of curves: those of a family, where there are a few families; else all.
struct CurveGroups {
  typealias Pair = (run: JudgedRun, style: RunStyle)

  /// The groups, in the order of the runs; one without a name where all runs are in it.
  let groups: [(name: String?, members: [Pair])]

  /// More families than these have one panel together.
  private static let mostFamilies = 6

  /// The groups of these runs.
  init(_ pairs: [Pair]) {
    var order: [String] = []
    var members: [String: [Pair]] = [:]
    for pair in pairs {
      let family = RunStyle.family(of: pair.run)
      if members[family] == nil { order.append(family) }
      members[family, default: []].append(pair)
    }
    groups =
      2...Self.mostFamilies ~= order.count
      ? order.map { ($0, members[$0] ?? []) } : [(nil, pairs)]
  }
}

import Records

/// The places of a long network in groups that can be folded: those of one module, or so many in a row.
struct PlaceGroups {
  /// A few that follow each other.
  struct Group: Equatable {
    /// What they are: `encoder.0`, `layers.0 to layers.49`; empty for all of a short network.
    let title: String
    let places: Range<Int>
  }

  let groups: [Group]

  /// Fewer places need no groups.
  static let few = 24
  private static let most = 25

  init(_ places: [Place]) {
    guard places.count > Self.few else {
      groups = places.isEmpty ? [] : [Group(title: "", places: 0..<places.count)]
      return
    }
    let parts = places.map { $0.name.split(separator: ".") }
    let longest = parts.map(\.count).max() ?? 1
    for count in 1..<max(longest, 2) {
      let groups = Self.runs(parts, count)
      let isFine = groups.allSatisfy { $0.places.count <= Self.most }
      if isFine, groups.count > 1, groups.count * 2 <= places.count {
        self.groups = groups
        return
      }
    }
    groups = stride(from: 0, to: places.count, by: Self.most).map { start in
      let end = min(start + Self.most, places.count)
      let (first, last) = (places[start].name, places[end - 1].name)
      return Group(
        title: first == last ? first : "\(first) to \(last)", places: start..<end)
    }
  }

  /// Places that follow each other and have so many parts of their names in common.
  private static func runs(_ parts: [[Substring]], _ count: Int) -> [Group] {
    var groups: [Group] = []
    var start = 0
    for index in 1...parts.count
    where index == parts.count || parts[index].prefix(count) != parts[start].prefix(count) {
      groups.append(
        Group(title: parts[start].prefix(count).joined(separator: "."), places: start..<index))
      start = index
    }
    return groups
  }
}

import Records

/// Modules of somebody's network in the words of PyTorch, from their paths: `model.encoder[3]`, and several
/// alike ones as a loop over what they differ in.
struct PyTorchModules {
  /// More than these, where they are not alike, are no line that anybody reads.
  private static let most = 4
  private let paths: [String]

  /// Modules at these paths, each once, in this order.
  init(_ paths: [String]) {
    var known: Set<String> = []
    self.paths = paths.filter { known.insert($0).inserted }
  }

  /// The layers with weights among the places of a finding. The second call of a module is the same module.
  init(of places: [Place], named names: [String]) {
    let kinds: Set<Place.Kind> = [.dense, .convolution, .output]
    let layers = places.filter { kinds.contains($0.kind) && $0.fanIn > 0 }.map(\.name)
    let named = names.filter(Set(layers).contains)
    self.init(named.map { name in name.prefix { $0 != "#" }.description })
  }

  /// A statement about each of the modules, on one line; about `layer`, which is the reader's, where they
  /// are too many and not alike, or none are known.
  func line(_ statement: (_ module: String) -> String) -> String {
    if paths.count == 1 { return statement(Self.expression(paths[0])) }
    if let (range, module) = loop { return "for i in \(range): \(statement(module))" }
    guard (2...Self.most).contains(paths.count) else { return statement("layer") }
    let modules = paths.map(Self.expression).joined(separator: ", ")
    return "for layer in (\(modules)): \(statement("layer"))"
  }

  /// `encoder.3.query` as `model.encoder[3].query`: a number is an index. What is no name in Python is asked
  /// for by its path.
  static func expression(_ path: String) -> String {
    let parts = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.allSatisfy({ isIndex($0) || isName($0) }) else {
      return "model.get_submodule(\"\(path)\")"
    }
    return parts.reduce("model") { $0 + (isIndex($1) ? "[\($1)]" : ".\($1)") }
  }

  /// The range of the index in which three or more paths differ, evenly, and the module at index i.
  private var loop: (range: String, module: String)? {
    let split = paths.map { $0.split(separator: ".").map(String.init) }
    guard paths.count > 2, let first = split.first, split.allSatisfy({ $0.count == first.count }),
      let place = first.indices.first(where: { split[1][$0] != first[$0] })
    else { return nil }
    let indices = split.compactMap { Self.isIndex($0[place]) ? Int($0[place]) : nil }
    guard indices.count == paths.count, let start = indices.first, let last = indices.last else {
      return nil
    }
    let step = indices[1] - start
    let isEven = zip(indices, indices.dropFirst()).allSatisfy { $1 - $0 == step }
    let isAlike = split.allSatisfy { parts in
      parts.indices.allSatisfy { $0 == place || parts[$0] == first[$0] }
    }
    let names = first.enumerated().filter { $0.offset != place }.map(\.element)
    guard step > 0, isEven, isAlike, names.allSatisfy({ Self.isIndex($0) || Self.isName($0) })
    else { return nil }
    let from = start == 0 && step == 1 ? "" : "\(start), "
    let module = first.enumerated().reduce("model") { text, part in
      if part.offset == place { return text + "[i]" }
      return text + (Self.isIndex(part.element) ? "[\(part.element)]" : ".\(part.element)")
    }
    return ("range(\(from)\(last + 1)\(step == 1 ? "" : ", \(step)"))", module)
  }

  private static func isIndex(_ part: String) -> Bool {
    !part.isEmpty && part.allSatisfy { ("0"..."9").contains($0) }
  }

  private static func isName(_ part: String) -> Bool {
    guard let first = part.unicodeScalars.first, first.properties.isXIDStart || first == "_" else {
      return false
    }
    return part.unicodeScalars.allSatisfy(\.properties.isXIDContinue)
  }
}

import Foundation

/// A fresh folder with what a person may lose: a store with a run, data, weights, thresholds, a network, a
/// run log; and with
/// what stands in the way: a pipe, a loop of links, a folder in the place of a picture.
final class Playground {
  /// The path of the folder.
  let path: String
  private let kept: [String: Data]
  private let names: Set<String>

  /// Files that no command may change unless it is told to write there.
  static let treasures = [
    "store.sqlite", "d.csv", "w.safetensors", "t.yaml", "n.yaml", "run.gradscope.jsonl",
  ]

  /// A folder like a prepared one.
  init(like template: String) throws {
    path = NSTemporaryDirectory() + "hostile-\(UUID().uuidString)"
    try FileManager.default.copyItem(atPath: template, toPath: path)
    mkfifo(path + "/pipe", 0o600)
    var kept: [String: Data] = [:]
    for name in Self.treasures {
      kept[name] = try Data(contentsOf: URL(filePath: path + "/" + name))
    }
    self.kept = kept
    names = Set(try FileManager.default.contentsOfDirectory(atPath: path))
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Treasures that are not what they were.
  func lost(mayChangeStore: Bool) -> [String] {
    Self.treasures.filter { name in
      if mayChangeStore, name == "store.sqlite" { return false }
      return (try? Data(contentsOf: URL(filePath: path + "/" + name))) != kept[name]
    }
  }

  /// Files that were to have another name in the end.
  var leftovers: [String] {
    let all = FileManager.default.enumerator(atPath: path)?.allObjects as? [String] ?? []
    return all.filter { $0.hasSuffix(".tmp") }
  }

  /// Makes the folder that all others are copies of.
  static func template(_ program: String) throws -> String {
    let path = NSTemporaryDirectory() + "hostile-template-\(UUID().uuidString)"
    let manager = FileManager.default
    try manager.createDirectory(atPath: path + "/inner", withIntermediateDirectories: true)
    let rows = (0..<40).map { "\(Double($0) / 7),\(($0 * 5) % 11),\($0 % 2)" }
    try Data(("a,b,class\n" + rows.joined(separator: "\n") + "\n").utf8)
      .write(to: URL(filePath: path + "/d.csv"))
    try Data("vanishedShare: 0.001\n".utf8).write(to: URL(filePath: path + "/t.yaml"))
    try Data(
      """
      # the hidden layers, from the input on
      layers:
        - {width: 8, activation: tanh, init: xavier-normal, dropout: 0.2, norm: none}
        - width: 4
          norm: batch
        - {}
      output: {activation: softmax, init: xavier-normal}
      residual: true
      residual-scale: 0.5
      bias-std: 0.1

      """.utf8
    ).write(to: URL(filePath: path + "/n.yaml"))
    let attempt = Attempt(
      HostileCommand(
        arguments: Small.train + [
          "--dataset", "d.csv", "--store", "store.sqlite", "--no-pictures", "--save-parameters",
          "w.safetensors",
        ]), program: program, in: path)
    guard case .exit(0) = attempt.run().end else { throw CocoaError(.executableLoad) }
    let log = Attempt(
      HostileCommand(
        arguments: ["runs", "export", "1", "--to", "log", "--store", "store.sqlite"]),
      program: program, in: path
    ).run()
    guard case .exit(0) = log.end else { throw CocoaError(.executableLoad) }
    try Data(log.output).write(to: URL(filePath: path + "/run.gradscope.jsonl"))
    try manager.createSymbolicLink(atPath: path + "/link", withDestinationPath: "store.sqlite")
    try manager.createSymbolicLink(atPath: path + "/data-link", withDestinationPath: "d.csv")
    try manager.createSymbolicLink(atPath: path + "/dangling", withDestinationPath: "nowhere/x")
    try manager.createSymbolicLink(atPath: path + "/loop", withDestinationPath: "loop")
    try manager.createDirectory(
      atPath: path + "/taken/overview.png", withIntermediateDirectories: true)
    return path
  }
}

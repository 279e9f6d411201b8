import Tensors

/// Outputs on inputs, on the store and on each other, under many names.
enum ConflictCases {
  private static let stores = [
    "store.sqlite", "./store.sqlite", "link", "inner/../store.sqlite", "store.sqlite-wal",
    "store.sqlite-shm", "store.sqlite-journal",
  ]
  private static let data = ["d.csv", "./d.csv", "data-link", "inner/../d.csv"]

  static func command(using generator: inout SeededGenerator) -> HostileCommand {
    let base = Small.train + ["--dataset", "d.csv"]
    let output = ["--save-parameters", "--save-initial-parameters"].randomElement(using: &generator)
    let option = output ?? "--save-parameters"
    func any(_ list: [String]) -> String { list.randomElement(using: &generator) ?? list[0] }
    let words: [String]
    switch Int.random(in: 0..<8, using: &generator) {
    case 0:
      words =
        base + ["--no-pictures", "--store", any(["store.sqlite", "link"]), option, any(stores)]
    case 1: words = base + ["--no-pictures", "--no-store", option, any(data)]
    case 2: words = base + ["--no-pictures", "--store", any(data)]
    case 3:
      words =
        base + [
          "--output", "out", "--store", "out/\(any(["dashboard.png", "./profiles.png"]))",
        ]
    case 4: words = base + ["--no-store", "--output", "out", option, "out/loss-curves.png"]
    case 5:
      words =
        base + ["--no-pictures", "--no-store", "--save-parameters", "p"]
        + ["--save-initial-parameters", any(["p", "./p", "inner/../p"])]
    case 6:
      words =
        base + ["--no-pictures", "--no-store", "--initial-parameters", "w.safetensors"]
        + [option, any(["w.safetensors", "./w.safetensors"])]
    default:
      words =
        ["diagnose", "1", "--store", "store.sqlite", "--thresholds", "t.yaml"]
        + ["--output", any(["t.yaml", "store.sqlite", "d.csv"])]
      return HostileCommand(arguments: words, codes: [64, 73])
    }
    return HostileCommand(arguments: words, codes: [64])
  }
}

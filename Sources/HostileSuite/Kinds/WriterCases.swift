import Charts
import Foundation
import Tensors

/// Three commands at once into one folder: it must end with the pictures of one.
enum WriterCases {
  static func commands(using generator: inout SeededGenerator) -> [HostileCommand] {
    let steps = Int.random(in: 3...300, using: &generator)
    return (1...3).map { seed in
      HostileCommand(
        arguments: Small.compare + [
          "--steps", "\(steps)", "--seed", "\(seed)", "--output", "out", "--store", "store.sqlite",
        ], codes: [0, 73], mayChangeStore: true)
    }
  }

  /// What is wrong with the folder.
  static func complaints(_ attempts: [Attempt.Outcome], in folder: String) -> [String] {
    let out = folder + "/out"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: out)) ?? []
    let pictures = names.filter { $0.hasSuffix(".png") }
    let seeds = Set(
      pictures.map { name in
        (try? PNGImage(contentsOf: out + "/" + name))?.text
          .first { $0.key == "gradscope:seed" }?.value ?? "unreadable"
      })
    var complaints: [String] = []
    if !attempts.contains(where: { $0.end == .exit(0) }) { complaints.append("nobody could write") }
    // Five pictures, and the page that has them all.
    if pictures.count != 5 || Set(names).subtracting(pictures) != ["report.html"] {
      complaints.append("in the folder: \(names)")
    }
    if seeds.count != 1 { complaints.append("pictures of the seeds \(seeds.sorted())") }
    return complaints
  }
}

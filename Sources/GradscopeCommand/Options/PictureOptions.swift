import ArgumentParser
import Charts
import Reports
import Texts

/// How pictures are drawn, where they are.
struct PictureOptions: ParsableArguments {
  @Flag(name: .customLong("no-pictures"), help: "Draw no pictures.") var none = false
  @Option(help: "The type of the pictures: \(Picture.FileFormat.allCases.map(\.rawValue).inWords).")
  var pictureFormat = Picture.FileFormat.png
  @Option(help: "On a light or a dark ground.") var theme = Theme.light
  @Option(help: "Pixels of a PNG for each point: 1, 2 or 3.") var scale = 2

  var areDrawn: Bool { !none }

  /// The options that are not as they are by themselves.
  var words: [String] {
    [
      none ? "--no-pictures" : nil, pictureFormat == .png ? nil : "--picture-format",
      theme == .light ? nil : "--theme", scale == 2 ? nil : "--scale",
    ].compactMap { $0 }
  }

  var format: FigureFormat { FigureFormat(file: pictureFormat, theme: theme, scale: scale) }

  func validate() throws {
    guard (1...3).contains(scale) else {
      throw ValidationError("--scale: expected 1, 2 or 3, got \(scale)")
    }
  }
}

/// Which pictures of runs are drawn.
struct PictureChoice: ParsableArguments {
  @Option(
    name: .customLong("pictures"),
    help: ArgumentHelp(
      "Which pictures: usual, all, or names with commas between them: "
        + "\(FigureSelection.known.joined(separator: ", ")).", valueName: "list"),
    transform: Self.parse)
  var selection = FigureSelection.usual

  private static func parse(_ text: String) throws -> FigureSelection {
    guard let selection = FigureSelection(parsing: text) else {
      throw ValidationError(
        "expected usual, all, or names of \(FigureSelection.known.joined(separator: ", ")), got "
          + "\"\(text)\"")
    }
    return selection
  }
}

extension Picture.FileFormat: ExpressibleByArgument {}
extension Theme: ExpressibleByArgument {}

import Charts
import Foundation
import TrainingRecords

/// All pictures of a comparison or a run, written into one folder.
public struct PictureSet: Sendable {
  private let context: PictureContext

  /// Pictures of these runs; `command` is named at the foot of each and in its metadata.
  public init(_ runs: [JudgedRun], command: String) {
    context = PictureContext(runs, command: command)
  }

  var pictures: [any ReportPicture] {
    [
      OverviewPicture(context: context), GradientHeatmapsPicture(context: context),
      LossCurvesPicture(context: context), ActivationsPicture(context: context),
    ]
  }

  /// Writes every picture and returns their paths, in the order a reader looks at them.
  ///
  /// The folder is made where it is missing. A picture appears complete or not at all.
  /// - Throws: `ReportError` naming the path where a folder or a file cannot be written.
  public func write(into folder: String) throws(ReportError) -> [String] {
    try Self.prepare(folder)
    var paths: [String] = []
    for picture in pictures {
      let path = (folder as NSString).appendingPathComponent(picture.fileName)
      do {
        try Picture.render(to: path, size: picture.size, metadata: metadata(picture)) {
          picture.draw(on: $0)
        }
      } catch {
        throw ReportError.cannotWrite("\(error)")
      }
      paths.append(path)
    }
    return paths
  }

  /// Makes a folder, so that a long run does not end at one that cannot be written.
  ///
  /// - Throws: `ReportError` naming the folder.
  public static func prepare(_ folder: String) throws(ReportError) {
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
    } catch {
      let reason =
        ((error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError)
        .map { String(cString: strerror(Int32($0.code))) } ?? "no folder can be made there"
      throw ReportError.cannotWrite(
        "output folder \"\(folder)\": cannot be made (\(reason)); choose another with --output")
    }
    guard FileManager.default.isWritableFile(atPath: folder) else {
      throw ReportError.cannotWrite(
        "output folder \"\(folder)\": not writable; choose another with --output")
    }
  }

  private func metadata(_ picture: any ReportPicture) -> [TextEntry] {
    let configurations = context.runs.map(\.record.configuration)
    return [
      TextEntry("Title", picture.title),
      TextEntry("Software", "gradscope \(Version.current)"),
      TextEntry("gradscope:command", context.command),
      TextEntry("gradscope:seed", "\(configurations.first?.seed ?? 0)"),
      TextEntry("gradscope:version", Version.current),
      TextEntry(
        "gradscope:configuration",
        (try? JSONText.encode(configurations, pretty: false)) ?? "[]"),
    ]
  }
}

/// Why a report could not be written.
public enum ReportError: Error, Equatable, CustomStringConvertible {
  /// A folder or a file, and why.
  case cannotWrite(String)

  public var description: String {
    switch self {
    case .cannotWrite(let what): what
    }
  }
}

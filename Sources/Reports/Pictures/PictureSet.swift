import Charts
import Foundation
import TrainingRecords

/// All pictures of a report, written into one folder.
public struct PictureSet: Sendable {
  let pictures: [any ReportPicture]
  private let command: String
  private let configurations: [RunConfiguration]

  /// The pictures of a comparison or a run; `command` is named at the foot of each and in its
  /// metadata.
  public init(_ runs: [JudgedRun], command: String) {
    let context = PictureContext(runs, command: command)
    pictures = [
      OverviewPicture(context: context), GradientHeatmapsPicture(context: context),
      LossCurvesPicture(context: context), ActivationsPicture(context: context),
      ProfilesPicture(context: context),
    ]
    self.command = command
    configurations = runs.map(\.record.configuration)
  }

  /// The picture of a prescription.
  public init(_ report: PrescriptionReport, command: String) {
    pictures =
      report.before.isEmpty ? [] : [PrescriptionPicture(report: report, command: command)]
    self.command = command
    configurations =
      (report.before.prefix(1) + report.trials.compactMap(\.runs.first)).map(\.record.configuration)
  }

  /// What came of writing.
  public struct Outcome: Sendable {
    /// Paths of the pictures that were written, in the order a reader looks at them.
    public var paths: [String] = []
    /// Why the next one could not be; nil where all were.
    public var failure: ReportError?

    /// Nothing written.
    public init() {}
  }

  /// Writes every picture, up to the first that cannot be written, so that what has been measured
  /// can still be told.
  ///
  /// The folder is made where it is missing. A picture appears complete or not at all.
  public func write(into folder: String) -> Outcome {
    var outcome = Outcome()
    do {
      try Self.prepare(folder)
    } catch {
      outcome.failure = error
      return outcome
    }
    for picture in pictures {
      let path = (folder as NSString).appendingPathComponent(picture.fileName)
      do {
        try Picture.render(to: path, size: picture.size, metadata: metadata(picture)) {
          picture.draw(on: $0)
        }
      } catch {
        outcome.failure = .cannotWrite("\(error)")
        return outcome
      }
      outcome.paths.append(path)
    }
    return outcome
  }

  /// Makes a folder, so that a long run does not end at one that cannot be written.
  ///
  /// - Throws: `ReportError` naming the folder.
  public static func prepare(_ folder: String) throws(ReportError) {
    guard !folder.isEmpty else {
      throw ReportError.cannotWrite("--output: expected the name of a folder, got an empty one")
    }
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
    } catch {
      let cause =
        ((error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError)
        .map { String(cString: strerror(Int32($0.code))) } ?? "no folder can be made there"
      let reason = fileInTheWay(of: folder).map { "the file \"\($0)\" is in the way" } ?? cause
      throw ReportError.cannotWrite(
        "output folder \"\(folder)\": cannot be made (\(reason)); choose another with --output")
    }
    guard FileManager.default.isWritableFile(atPath: folder) else {
      throw ReportError.cannotWrite(
        "output folder \"\(folder)\": not writable; choose another with --output")
    }
  }

  /// The part of a path that is a file and would have to be a folder.
  private static func fileInTheWay(of folder: String) -> String? {
    var path = folder
    while !path.isEmpty, path != "/" {
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
        return isFolder.boolValue ? nil : path
      }
      path = (path as NSString).deletingLastPathComponent
    }
    return nil
  }

  private func metadata(_ picture: any ReportPicture) -> [TextEntry] {
    [
      TextEntry("Title", picture.title),
      TextEntry("Software", "gradscope \(Version.current)"),
      TextEntry("gradscope:command", command),
      TextEntry("gradscope:seed", "\(configurations.first?.seed ?? 0)"),
      TextEntry("gradscope:version", Version.current),
      TextEntry(
        "gradscope:configuration",
        (try? JSONText.encode(configurations, pretty: false)) ?? "[]"),
    ]
  }
}

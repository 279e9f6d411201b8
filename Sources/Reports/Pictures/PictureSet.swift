import Charts
import Files
import Records
import Texts

/// All pictures of a report, written into one folder.
public struct PictureSet: Sendable {
  let pictures: [any ReportPicture]
  private let command: String
  private let plans: [JSONValue?]
  private let seed: UInt64?

  /// The pictures of a comparison or a run; `command` is named at the foot of each and in its
  /// metadata.
  public init(_ runs: [JudgedRun], command: String) {
    self.init(runs, command: command, kinds: PictureCatalog.all)
  }

  /// These pictures of a comparison or a run.
  init(_ runs: [JudgedRun], command: String, kinds: [any RunPicture.Type]) {
    let context = PictureContext(runs, command: command)
    pictures = kinds.map { $0.init(context: context) }
    self.command = command
    plans = runs.map(\.record.plan)
    seed = runs.first?.record.facts.seed
  }

  /// The picture of a prescription.
  public init(_ report: PrescriptionReport, command: String) {
    pictures =
      report.before.isEmpty ? [] : [PrescriptionPicture(report: report, command: command)]
    self.command = command
    plans = (report.before.prefix(1) + report.trials.compactMap(\.runs.first)).map(\.record.plan)
    seed = report.before.first?.record.facts.seed
  }

  /// The picture of a sweep.
  public init(_ sweep: SweepRecord, measure: SweepMeasure, command: String) {
    pictures = [PhaseDiagramPicture(sweep: sweep, measure: measure, command: command)]
    plans = [sweep.plan]
    seed = sweep.facts.seed
    self.command = command
  }

  /// What the pictures of runs are called in their folder.
  public static let namesOfRuns = PictureCatalog.all.map { $0.fileName }
  /// What the picture of a prescription is called.
  public static let nameOfPrescription = PrescriptionPicture.fileName
  /// What the picture of a sweep is called.
  public static let nameOfSweep = PhaseDiagramPicture.fileName

  /// Draws every picture, then writes them all into a folder, which is made where it is missing: a
  /// folder then has the pictures of one result, also where the disk is full.
  ///
  /// - Returns: their paths, in the order a reader looks at them.
  /// - Throws: `ReportError` where one cannot be drawn or written; the pictures of before are then
  ///   still there.
  public func write(into folder: String) throws(ReportError) -> [String] {
    do {
      try Folder.make(folder)
      let files = try pictures.map { picture in
        (
          path: FilePath(folder).appending(type(of: picture).fileName).text,
          bytes: try Picture.bytes(
            format: .png, size: picture.size, metadata: metadata(picture)
          ) { picture.draw(on: $0) }
        )
      }
      try AtomicFile.write(files)
      return files.map(\.path)
    } catch {
      throw .cannotWrite("\(error)")
    }
  }

  private func metadata(_ picture: any ReportPicture) -> [TextEntry] {
    [
      TextEntry("Title", picture.title),
      TextEntry("Software", "gradscope \(Version.current)"),
      TextEntry("gradscope:command", command),
      TextEntry("gradscope:version", Version.current),
      // What is needed to train again, as null where nobody can.
      TextEntry(
        "gradscope:configuration", (try? JSONText.encode(plans, pretty: false)) ?? "[]"),
    ] + (seed.map { [TextEntry("gradscope:seed", "\($0)")] } ?? [])
  }
}

import Charts
import Diagnosis

/// Before and after, change by change.
struct PrescriptionPicture: ReportPicture {
  let report: PrescriptionReport
  let command: String
  let fileName = "prescription.png"
  var title: String { "Which single change heals this network?" }
  var size: Size { Size(1600, 900) }
  func draw(on canvas: any Canvas) {
    _ = Page(title: title).draw(on: canvas)
  }
}

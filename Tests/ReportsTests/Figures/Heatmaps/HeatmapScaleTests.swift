import Diagnosis
import Foundation
import Records
import Testing

@testable import Reports

/// The colours of heatmaps: every number that is told has one of its own.
struct HeatmapScaleTests {
  @Test func whatIsToldHasAColour() {
    let values = [1e-30, 1e-3, 1, 1e20]
    let scale = HeatmapScale(values).scale.domain
    #expect(scale.lower == 1e-16 && abs(scale.upper / 1e6 - 1) < 1e-9)
    let told = HeatmapScale(values, told: [3e-25, 4e19]).scale.domain
    #expect(told.lower <= 3e-25 && told.lower > 1e-26 && told.upper >= 4e19)
    // Far beyond float32 colours would be few: there are lines.
    #expect(HeatmapScale([1e-200, 1], told: [1e-200]).scale.domain.lower == 1e-16)
  }

  /// A title of 3·10¹² over a scale that ends at 10⁶ says something else than the picture.
  @Test func theScaleHoldsTheNumbersOfTheTitle() {
    let hot = HeatmapRuns.run("hot") { step, layer in
      step == 0 ? 0.1 : step < 3 ? (layer == 7 ? 3e12 : 1e3) : .nan
    }
    let drawn = DrawnFigure(GradientHeatmapsFigure.self, of: [hot])
    #expect(drawn.words.contains("grows to 3.0·10¹²") && !drawn.words.contains("above 10"))
    #expect(!DrawnFigure(DashboardFigure.self, of: [hot]).words.contains("above 10⁶"))
    let deep = HeatmapRuns.run("deep", depth: 30) { _, layer in
      pow(10, -1.3 * Double(30 - min(layer, 30)))
    }
    #expect(!DrawnFigure(GradientHeatmapsFigure.self, of: [deep]).words.contains("darkest"))
  }

  /// Half of a panel in one flat colour: lines at round powers go on where the colours end.
  @Test func belowTheScaleLinesGoOn() {
    let deeper = HeatmapRuns.run("sigmoid-naive", depth: 60) { _, layer in
      pow(10, -1.3 * Double(60 - min(layer, 60)))
    }
    let drawn = DrawnFigure(GradientHeatmapsFigure.self, of: [deeper])
    // On the scale and in the cells.
    #expect(drawn.strings.count { $0 == "10⁻¹⁶" } == 2, "\(drawn.strings)")
    #expect(drawn.strings.contains("10⁻⁴⁰") && drawn.strings.contains("10⁻⁶⁰"))
    #expect(drawn.words.contains("darkest: all below 10⁻¹⁶"))
  }
}

import Experiments
import Testing

@testable import GradscopeCommand

struct ResultFolderTests {
  @Test func differentOptionsHaveDifferentFolders() {
    var c = TrainingPlan()
    c.loss = "auto"
    #expect(ResultFolder.comparison(of: c, []) == "reports/compare-depth-10")
    c.depth = 30
    #expect(ResultFolder.comparison(of: c, []) == "reports/compare-depth-30")
    c.norm = "batch"
    c.seed = 2
    #expect(
      ResultFolder.comparison(of: c, ["--dataset", "/data/My set.csv"])
        == "reports/compare-depth-30-norm-batch-seed-2-dataset-My-set.csv")
  }

  @Test func aLongNameIsCutAndStillItsOwn() {
    let c = TrainingPlan()
    let names = ["a", "b"].map {
      ResultFolder.comparison(of: c, ["lineup", String(repeating: "relu-he,", count: 40) + $0])
    }
    #expect(names[0] != names[1] && names.allSatisfy { $0.utf8.count < 130 })
  }
}

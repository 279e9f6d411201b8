import Datasets
import Diagnosis
import Experiments
import Foundation
import TrainingRecords

var base = RunConfiguration()
base.depth = Int(CommandLine.arguments[1])!
base.seed = UInt64(CommandLine.arguments[2])!
let extra = CommandLine.arguments.dropFirst(3)
let data = try PreparedData(Digits.load(), for: base)
let c = try Comparison(Lineup(extra.isEmpty ? Lineup.standardNames : Array(extra), base: base), data: data)
let start = Date()
let records = await c.run()
print(Date().timeIntervalSince(start))
for r in records {
  let j = Judgement(r)
  let e = RunEvidence(r)
  let n = r.history.count - 1
  print(r.name, r.status, NumberText.factor(e.initialDeltaDecay), "loss", r.evaluation.initialLoss, r.evaluation.finalLoss, "val", r.evaluation.validationAccuracy!, "ratio", r.history[0,1].deltaRMS/r.history[0,r.depth].deltaRMS, j.verdict, Int(r.timing.microsecondsPerStep), r.timing.instrumentationSeconds / r.timing.trainingSeconds)
  print("   silent", r.probes.first!.silentUnits.map { $0 ?? -1 }, r.probes.last!.silentUnits.map { $0 ?? -1 }, "dW", r.history[0,1].weightGradientNorm, r.history[n,1].weightGradientNorm)
  for f in j.findings { print("   ", f.code, f.severity, f.layers, f.steps, f.message, "|", f.remedy) }
}

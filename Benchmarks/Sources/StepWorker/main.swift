// One contender of peers/compare.py: StepWorker DEPTH WIDTH BATCH PARAMETERS, or StepWorker DEPTH WIDTH
// BATCH for the matrix products alone.

import Foundation

let numbers = CommandLine.arguments.dropFirst().prefix(3).compactMap { Int($0) }
guard numbers.count == 3, numbers.allSatisfy({ $0 > 0 }) else {
  print("usage: StepWorker DEPTH WIDTH BATCH [PARAMETERS]")
  exit(64)
}
if CommandLine.arguments.count > 4 {
  let worker = try StepWorker(
    depth: numbers[0], width: numbers[1], batch: numbers[2],
    parameters: CommandLine.arguments[4])
  answer(worker.firstLook())
  try worker.serve()
} else {
  answer("{}")
  ProductWorker(depth: numbers[0], width: numbers[1], batch: numbers[2]).serve()
}

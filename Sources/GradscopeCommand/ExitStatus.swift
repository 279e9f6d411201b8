import ArgumentParser
import Datasets
import Diagnosis
import Experiments
import FileAccess
import Foundation
import RecordStore
import Reports
import Safetensors
import TrainingRecords

/// The contract's exit codes, and the one line on standard error that comes with them.
enum ExitStatus {
  static let findings: Int32 = 1
  static let usage: Int32 = 64
  static let badData: Int32 = 65
  static let missingInput: Int32 = 66
  static let cannotWrite: Int32 = 73
  static let interrupted: Int32 = 130

  /// Runs a command's body and ends with the code it returns, or with that of the error it throws.
  static func reporting(_ body: () async throws -> Int32) async throws {
    StandardStreams.secure()
    let code: Int32
    do {
      code = try await body()
    } catch let error as ConfigurationError {
      throw failure(error, usage)
    } catch let error as DatasetError {
      switch error.category {
      case .usage: throw failure(error, usage)
      case .badData: throw failure(error, badData)
      case .missingInput: throw failure(error, missingInput)
      }
    } catch let error as SafetensorsError {
      switch error {
      case .file(.missing), .file(.unreadable): throw failure(error, missingInput)
      case .file(.unwritable): throw failure(error, cannotWrite)
      case .file(.tooLarge), .badFile, .badTensor, .mismatch: throw failure(error, badData)
      }
    } catch let error as StoreError {
      switch error.category {
      case .notFound: throw failure(error, missingInput)
      case .badInput: throw failure(error, badData)
      case .cannotWrite: throw failure(error, cannotWrite)
      }
    } catch let error as FileError {
      switch error {
      case .missing, .unreadable: throw failure(error, missingInput)
      case .tooLarge: throw failure(error, badData)
      case .unwritable: throw failure(error, cannotWrite)
      }
    } catch let error as BadContent {
      throw failure(error, badData)
    } catch let error as ReportError {
      throw failure(error, cannotWrite)
    }
    if code != 0 { throw ExitCode(code) }
  }

  private static func failure(_ error: some CustomStringConvertible, _ code: Int32) -> ExitCode {
    let line = error.description.split(whereSeparator: \.isNewline).joined(separator: " ")
    StandardError.write("gradscope: \(line)\n")
    return ExitCode(code)
  }

  /// The code after a run that ended as it should.
  static func after(
    _ runs: [JudgedRun], failOn: OutputOptions.FailOn, interrupted: Bool
  ) -> Int32 {
    if interrupted { return Self.interrupted }
    return failOn.fails(runs.compactMap(\.judgement.gravest).max()) ? findings : 0
  }
}

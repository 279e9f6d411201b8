import ArgumentParser
import Datasets
import Diagnosis
import Exchange
import Experiments
import Files
import Foundation
import Lessons
import RecordStore
import Records
import Reports
import Safetensors

/// The exit codes of `Documentation/commands.md`, and the one line on standard error that comes with them.
enum ExitStatus {
  static let findings: Int32 = 1
  static let usage: Int32 = 64
  static let badData: Int32 = 65
  static let missingInput: Int32 = 66
  static let noResources: Int32 = 71
  static let cannotWrite: Int32 = 73
  static let internalError: Int32 = 70

  /// 129 hung up, 130 interrupted, 143 terminated.
  static func after(signal number: Int32) -> Int32 { 128 + number }

  /// Runs a command's body and ends with the code it returns, or with that of the error it throws.
  static func reporting(_ body: () async throws -> Int32) async throws {
    let code: Int32
    do {
      code = try await body()
    } catch let error as ConfigurationError {
      throw failure(error, error.isAboutMemory ? noResources : usage)
    } catch let error as DatasetError {
      switch error.category {
      case .usage: throw failure(error, usage)
      case .badData: throw failure(error, badData)
      case .missingInput: throw failure(error, missingInput)
      case .memory: throw failure(error, noResources)
      }
    } catch let error as SafetensorsError {
      switch error {
      case .file(let file): throw failure(error, status(of: file))
      case .badFile, .badTensor, .mismatch: throw failure(error, badData)
      }
    } catch let error as RunLogError {
      switch error {
      case .file(let file): throw failure(error, status(of: file))
      case .content, .table: throw failure(error, badData)
      }
    } catch let error as StoreError {
      switch error.category {
      case .notFound: throw failure(error, missingInput)
      case .badInput: throw failure(error, badData)
      case .cannotWrite: throw failure(error, cannotWrite)
      }
    } catch let error as FileError {
      throw failure(error, status(of: error))
    } catch let error as FileConflict {
      throw failure(error, usage)
    } catch let error as BadContent {
      throw failure(error, badData)
    } catch let error as LessonError {
      throw failure(error, usage)
    } catch let error as ReportError {
      throw failure(error, cannotWrite)
    }
    if code != 0 { throw ExitCode(code) }
  }

  private static func status(of error: FileError) -> Int32 {
    switch error {
    case .missing, .unreadable: missingInput
    case .tooLarge: badData
    case .noRoom: noResources
    case .unwritable: cannotWrite
    }
  }

  /// Says one line on standard error.
  ///
  /// - Returns: The exit code, to be thrown.
  static func failure(_ error: some CustomStringConvertible, _ code: Int32) -> ExitCode {
    let line = OptionNames.text(error).split(whereSeparator: \.isNewline).joined(separator: " ")
    StandardError.say("gradscope: \(line)")
    return ExitCode(code)
  }

  /// The code after a run that ended as it should.
  static func after(
    _ runs: [JudgedRun], failOn: OutputOptions.FailOn, interruptedWith code: Int32?
  ) -> Int32 {
    if let code { return code }
    return failOn.fails(runs.compactMap(\.judgement.gravest).max()) ? findings : 0
  }
}

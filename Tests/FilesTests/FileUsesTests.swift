import Foundation
import Testing

@testable import Files

/// What a command writes must be nothing that it reads, and nothing else that it writes.
@Suite struct FileUsesTests {
  private let folder: TestFolder

  init() throws {
    folder = try TestFolder()
    try folder.write("kept", to: "store")
    try folder.write("kept", to: "data.csv")
  }

  private func conflict(_ path: String, reads: String? = nil, stores: String? = nil) -> String? {
    var uses = FileUses()
    if let reads { uses.reads(reads, as: "--dataset") }
    uses.writes(path, as: "--save")
    if let stores { uses.writes(stores, with: [stores + "-wal"], as: "--store") }
    do { try uses.check() } catch { return error.description }
    return nil
  }

  @Test func theSameFileUnderAnyNameIsRefusedWithBothNames() throws {
    let manager = FileManager.default
    try manager.createDirectory(atPath: folder["inner"], withIntermediateDirectories: false)
    try manager.createSymbolicLink(atPath: folder["link"], withDestinationPath: "store")
    try manager.createSymbolicLink(atPath: folder["here"], withDestinationPath: ".")
    try manager.linkItem(atPath: folder["store"], toPath: folder["hard"])
    for name in ["store", "link", "hard", "inner/../store", "./store", "here/store", "here/link"] {
      let message = conflict(folder[name], stores: folder["store"])
      #expect(message?.hasPrefix("--save: expected a file of its own") == true, "\(name)")
      #expect(message?.contains("--store") == true, "\(name)")
    }
  }

  /// The files that SQLite keeps beside a store are as good as the store.
  @Test func aCompanionIsPartOfItsFile() {
    #expect(conflict(folder["store-wal"], stores: folder["store"]) != nil)
    #expect(conflict(folder["store-other"], stores: folder["store"]) == nil)
  }

  @Test func filesThatAreNotThereYetAreComparedByFolderAndName() throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder["dangling"], withDestinationPath: "new/a")
    #expect(conflict(folder["new/a"], stores: folder["new/a"]) != nil)
    #expect(conflict(folder["new/./a"], stores: folder["new/b/../a"]) != nil)
    #expect(conflict(folder["dangling"], stores: folder["new/a"]) != nil)
    #expect(conflict(folder["new/a"], stores: folder["new/b"]) == nil)
    #expect(conflict(folder["new/a"], stores: folder["old/a"]) == nil)
  }

  /// é as one letter and as two: two files, as the system sees it.
  @Test func namesAreComparedByTheirBytes() {
    #expect(conflict(folder["new/\u{E9}"], stores: folder["new/e\u{301}"]) == nil)
  }

  @Test func aFileIsNoFolderOfAnotherOutput() {
    #expect(conflict(folder["new"], stores: folder["new/store"])?.contains("the folder of") == true)
    #expect(conflict(folder["new/a/b"], stores: folder["new/a"])?.contains("the folder of") == true)
  }

  @Test func anInputIsNoOutput() {
    #expect(conflict(folder["data.csv"], reads: folder["data.csv"]) != nil)
    #expect(conflict(folder["other.csv"], reads: folder["data.csv"]) == nil)
  }

  @Test func theSameInputTwiceIsFine() throws {
    var uses = FileUses()
    uses.reads(folder["data.csv"], as: "--dataset")
    uses.reads(folder["data.csv"], as: "--thresholds")
    try uses.check()
  }

  /// `gradscope runs export … >> store`.
  @Test func aStreamThatLeadsIntoAFileOfTheCommandIsRefused() throws {
    var uses = FileUses()
    uses.reads(folder["store"], as: "--store")
    let descriptor = open(folder["store"], O_WRONLY | O_APPEND)
    defer { close(descriptor) }
    let error = #expect(throws: FileConflict.self) {
      try uses.check(streams: [(descriptor, "standard output")])
    }
    #expect(error?.description.hasPrefix("standard output: ") == true)
  }

  @Test func pathsThatLeadNowhereAreLeftToWhoeverOpensThem() throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder["loop"], withDestinationPath: folder["loop"])
    for path in ["", "a\0b", folder["loop"], "/dev/null/x"] {
      #expect(conflict(path, stores: path) == nil || path == "/dev/null/x")
    }
  }
}

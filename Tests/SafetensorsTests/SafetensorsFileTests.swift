import Files
import Foundation
import Testing

@testable import Safetensors

@Suite struct SafetensorsFileTests {
  private func tensor(_ name: String, _ values: [Float] = [1, 2]) throws -> SafetensorsTensor {
    try SafetensorsTensor(name: name, shape: [values.count], values: values)
  }

  /// Files written here were read by safetensors 0.8 (`Reference/make_reference.py PATH`); these
  /// are the bytes.
  @Test func writesTheFormat() throws {
    let file = try SafetensorsFile(tensors: [tensor("a")], metadata: ["k": "v"])
    let header =
      #"{"__metadata__":{"k":"v"},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#
    #expect(header.utf8.count == 79)
    #expect(
      file.serialized()
        == [80, 0, 0, 0, 0, 0, 0, 0] + Array(header.utf8) + [0x20]
        + [0, 0, 0x80, 0x3F, 0, 0, 0, 0x40])
  }

  @Test func readsWhatItWrites() throws {
    let names = ["z", "a", "", "\"\\/\u{1}\n\t😀é", "layers.0.weight"]
    var tensors = try names.map { try tensor($0, [1.5, -.infinity, .leastNonzeroMagnitude]) }
    tensors.append(try SafetensorsTensor(name: "scalar", shape: [], values: [Double.pi]))
    tensors.append(try SafetensorsTensor(name: "empty", shape: [3, 0], values: [Float]()))
    let file = try SafetensorsFile(tensors: tensors, metadata: ["\u{7F}\r": "\u{8}\u{C}"])
    let again = try SafetensorsFile(bytes: file.serialized(), name: "again")
    #expect(again.metadata == file.metadata)
    // Wide elements come first, empty tensors before others at the same place.
    #expect(again.tensors.first?.name == "scalar")
    for tensor in tensors { #expect(again.tensor(named: tensor.name) == tensor) }
    #expect(again.tensors.count == tensors.count)
    #expect(again.serialized() == file.serialized())
  }

  @Test func keepsTheOrderOfTensorsOfOneWidth() throws {
    let file = try SafetensorsFile(tensors: ["c", "a", "b"].map { try tensor($0) })
    let again = try SafetensorsFile(bytes: file.serialized(), name: "again")
    #expect(again.tensors.map(\.name) == ["c", "a", "b"])
  }

  @Test func aFileMayHoldNothing() throws {
    let file = try SafetensorsFile(tensors: [])
    #expect(file.serialized() == [8, 0, 0, 0, 0, 0, 0, 0] + Array("{}      ".utf8))
    #expect(try SafetensorsFile(bytes: file.serialized(), name: "empty") == file)
  }

  @Test func writesAndReadsAFile() throws {
    let path = NSTemporaryDirectory() + "gradscope-\(UUID().uuidString).safetensors"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let file = try SafetensorsFile(tensors: [tensor("a"), tensor("b", [])])
    try file.write(to: path)
    #expect(
      try SafetensorsFile.read(path: path)
        == SafetensorsFile(tensors: [tensor("a"), tensor("b", [])]))
  }

  @Test func saysWhyAFileCannotBeReadOrWritten() throws {
    #expect(throws: SafetensorsError.file(.missing(path: "no", expected: "a safetensors file"))) {
      try SafetensorsFile.read(path: "no")
    }
    let error = #expect(throws: SafetensorsError.self) {
      try SafetensorsFile(tensors: []).write(to: "no/such/folder")
    }
    #expect(error?.description.hasPrefix("no/such/folder: expected a folder \"no/such\"") == true)
  }

  @Test func refusesNamesThatAreTaken() throws {
    for names in [["a", "b", "a"], ["__metadata__"]] {
      let error = try #require(throws: SafetensorsError.self) {
        try SafetensorsFile(tensors: names.map { try tensor($0) })
      }
      #expect(
        error.description
          == "tensor \"\(names.last ?? "")\": expected a name of its own, got one that is taken; "
          + "choose another name")
    }
  }
}

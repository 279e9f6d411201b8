import Testing

@testable import Safetensors

@Suite struct MalformedFileTests {
  /// A file with this header and as many bytes of data.
  private func file(_ header: String, data: Int = 8, length: UInt64? = nil) -> [UInt8] {
    let length = length ?? UInt64(header.utf8.count)
    return withUnsafeBytes(of: length.littleEndian) { Array($0) } + Array(header.utf8)
      + [UInt8](repeating: 0, count: data)
  }

  private func problem(_ bytes: [UInt8]) -> String? {
    let error = #expect(throws: SafetensorsError.self) {
      try SafetensorsFile(bytes: bytes, name: "a.st")
    }
    #expect(error?.description.hasPrefix("a.st: ") == true)
    #expect(error?.description.contains(where: \.isNewline) == false)
    return error.map { String($0.description.dropFirst("a.st: ".count)) }
  }

  private func entry(_ shape: String = "[2]", _ offsets: String = "[0,8]") -> String {
    #"{"dtype":"F32","shape":\#(shape),"data_offsets":\#(offsets)}"#
  }

  @Test func theHelpersMakeASoundFile() throws {
    let sound = try SafetensorsFile(bytes: file(#"{"a":\#(entry())}"#), name: "a.st")
    #expect(sound.tensors.map(\.shape) == [[2]])
    let spaced = " \n\t{ \"a\" :\(entry(" [ 2 ] ", "[ 0 , 8 ]")) } \r\n ".dropFirst(3)
    #expect(try SafetensorsFile(bytes: file(String(spaced)), name: "a.st") == sound)
  }

  @Test func refusesALengthThatDoesNotFit() {
    #expect(
      problem([1, 2])
        == "expected a safetensors file, which begins with 8 bytes of length, got 2; check the path"
    )
    #expect(
      problem(file("{}", data: 0, length: 3))
        == "byte 0: expected a header within the file, which leaves 2 bytes for it, got 3; "
        + "the file is incomplete, get it again")
    for length in [100_000_001, UInt64.max, 1 << 63] {
      #expect(
        problem(file("{}", length: length))
          == "byte 0: expected a header of at most 100000000 bytes, got \(length); "
          + "check that it is a safetensors file")
    }
  }

  @Test(arguments: [
    "", "[]", " {}", "{", "{]", "{}{}", "{} x", "null", "{,}", #"{"a"}"#, #"{"a":}"#, #"{"a":1}"#,
    #"{"a":[]}"#, #"{"a":{}}"#, #"{a:{}}"#, "{\"a\u{1}\":{}}", #"{"\x":{}}"#, #"{"\ud800":{}}"#,
    #"{"\ud800\u0041":{}}"#, #"{"\udc00":{}}"#, #"{"\u00e":{}}"#, #"{"\u"#, #"{"\"#, #"{"a"#,
    #"{"__metadata__":null}"#, #"{"__metadata__":{"a":1}}"#, #"{"__metadata__":[]}"#,
    #"{"__metadata__":{"a":{}}}"#, #"{"__metadata__":{"a":"b",}}"#,
  ])
  func refusesWhatIsNoHeader(header: String) {
    #expect(problem(file(header, data: 0))?.hasPrefix("byte ") == true)
  }

  @Test(arguments: [
    (#"{"shape":[2],"data_offsets":[0,8]}"#, "fewer or more"),
    (#"{"dtype":"F32","data_offsets":[0,8]}"#, "fewer or more"),
    (#"{"dtype":"F32","shape":[2]}"#, "fewer or more"),
    (#"{"dtype":"F32","shape":[2],"data_offsets":[0]}"#, "fewer or more"),
    (#"{"dtype":"F32","shape":[2],"data_offsets":[0,8,8]}"#, "fewer or more"),
    (#"{"dtype":"F32","dtype":"F32","shape":[2],"data_offsets":[0,8]}"#, "another \"dtype\""),
    (#"{"dtype":"F32","shape":[2],"data_offsets":[0,8],"x":1}"#, "another \"x\""),
    (#"{"dtype":"F33","shape":[2],"data_offsets":[0,8]}"#, "such as F32 or F64, got \"F33\""),
    (#"{"dtype":"f32","shape":[2],"data_offsets":[0,8]}"#, "such as F32 or F64, got \"f32\""),
    (#"{"dtype":32,"shape":[2],"data_offsets":[0,8]}"#, "expected a string in"),
    (#"{"dtype":"F32","shape":2,"data_offsets":[0,8]}"#, "expected \"[\""),
    (#"{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}"#, "an integer from 0"),
    (#"{"dtype":"F32","shape":[02],"data_offsets":[0,8]}"#, "an integer from 0"),
    (#"{"dtype":"F32","shape":[2.0],"data_offsets":[0,8]}"#, "expected \",\" or \"]\""),
    (#"{"dtype":"F32","shape":[2e0],"data_offsets":[0,8]}"#, "expected \",\" or \"]\""),
    (#"{"dtype":"F32","shape":[2,],"data_offsets":[0,8]}"#, "an integer from 0"),
    (#"{"dtype":"F32","shape":[9223372036854775808],"data_offsets":[0,8]}"#, "below 2⁶³"),
    (#"{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,8]}"#, "below 2⁶³"),
  ])
  func refusesAnEntryOfAnotherForm(entry: String, part: String) {
    let message = problem(file(#"{"a":\#(entry)}"#))
    #expect(message?.contains(": tensor \"a\": expected ") == true)
    #expect(message?.contains(part) == true, "\(message ?? "")")
  }

  @Test func refusesDuplicateKeys() {
    let message = problem(file(#"{"a":\#(entry()),"a":\#(entry())}"#))
    #expect(
      message?.hasSuffix("expected every key once, got \"a\" twice; save the file again") == true)
    #expect(
      problem(file(#"{"a":\#(entry()),"\u0061":\#(entry())}"#))?.contains("\"a\" twice") == true)
    #expect(
      problem(file(#"{"__metadata__":{},"__metadata__":{}}"#, data: 0))?.contains("twice") == true)
    #expect(
      problem(file(#"{"__metadata__":{"k":"1","k":"2"}}"#, data: 0))?.contains("\"k\" twice")
        == true)
  }

  @Test func refusesNestingWithoutEndWithoutRecursion() {
    for open in ["[", "{", "{\"a\":", "{\"a\":{\"shape\":["] {
      #expect(problem(file("{\"a\":" + String(repeating: open, count: 200_000))) != nil)
    }
  }

  @Test func refusesAHeaderThatIsNoUTF8() {
    var bytes = file(#"{"a":\#(entry())}"#)
    bytes[10] = 0xFF
    #expect(problem(bytes)?.contains("expected a string in UTF-8") == true)
    bytes = file(#"{"a":\#(entry())}"#)
    bytes[9] = 0xFF
    #expect(problem(bytes)?.hasPrefix("byte 9: expected a string in the header") == true)
  }

  @Test(arguments: [
    "[0,4]", "[0,9]", "[1,9]", "[8,0]", "[4,8]", "[0,0]", "[0,9223372036854775807]",
    "[9223372036854775807,9223372036854775807]",
  ])
  func refusesOffsetsThatDoNotFit(offsets: String) {
    #expect(problem(file(#"{"a":\#(entry("[2]", offsets))}"#))?.hasPrefix("tensor \"a\": ") == true)
  }

  @Test(arguments: [
    "[3]", "[]", "[0]", "[4611686018427387904,4]", "[9223372036854775807,9223372036854775807]",
    "[9223372036854775807,0]",
  ])
  func refusesAShapeOfAnotherSize(shape: String) {
    #expect(problem(file(#"{"a":\#(entry(shape))}"#))?.contains("for F32 [") == true)
  }

  @Test func saysWhichTensorIsWrong() {
    #expect(
      problem(file(#"{"a":\#(entry("[3]"))}"#))
        == "tensor \"a\": expected 12 bytes for F32 [3], got data_offsets of 8 bytes; "
        + "save the file again")
  }

  @Test func refusesGapsOverlapsAndRemains() {
    let first = #""a":\#(entry("[1]", "[0,4]"))"#
    for offsets in ["[5,9]", "[3,7]", "[0,4]"] {
      #expect(
        problem(file("{\(first),\"b\":\(entry("[1]", offsets))}", data: 16))?.contains(
          "expected data_offsets from ") == true)
    }
    #expect(
      problem(file("{\(first)}", data: 5))
        == "expected 4 bytes of data, as the tensors take, got 5; "
        + "the file is damaged, get it again")
    #expect(problem(file("{\(first)}", data: 3))?.contains("to at most 3, got [0, 4]") == true)
    #expect(problem(file("{}", data: 1))?.hasPrefix("expected 0 bytes of data") == true)
  }

  @Test func readsTensorsInTheOrderOfTheirData() throws {
    let header =
      "{\"b\":\(entry("[1]", "[4,8]")),\"none\":\(entry("[0]", "[4,4]")),"
      + "\"a\":\(entry("[1]", "[0,4]"))}"
    let sound = try SafetensorsFile(bytes: file(header), name: "a.st")
    #expect(sound.tensors.map(\.name) == ["a", "none", "b"])
  }
}

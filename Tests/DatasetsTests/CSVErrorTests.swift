import Testing

@testable import Datasets

@Suite struct CSVErrorTests {
  private static let cases: [(text: String, message: String)] = [
    ("", "expected a header and examples, got an empty file; check the path"),
    ("\n\r\n", "expected a header and examples, got an empty file; check the path"),
    ("\u{FEFF}", "expected a header and examples, got an empty file; check the path"),
    (
      "a\n1\n",
      "line 1: expected at least 2 columns, the features and a target, got 1; add a column, "
        + "or separate the cells with commas, semicolons or tabs"
    ),
    (
      "height,width,y\n1,2,0\nabc,2,1\n",
      "line 3, column 1 (\"height\"): expected a number, got \"abc\"; "
        + "correct the cell, or leave out the column: `drop` height"
    ),
    (
      "1,2,0\n3,x,1\n",
      "line 2, column 2: expected a number, got \"x\"; "
        + "correct the cell, or leave out the column: `drop` 2"
    ),
    (
      "a,y\n\"\n\",0\n1,0\n",
      "line 2, column 1 (\"a\"): expected a number, got \"\\n\"; correct the cell"
    ),
    (
      "\"a\nb\",y\r\n1,\"no\r\nyes\"\r\n2,no\r\n\r\n\"x\",no",
      "line 7, column 1 (\"a\\nb\"): expected a number, got \"x\"; correct the cell"
    ),
    (
      "a,y\n1,0\n,1\n",
      "line 3, column 1 (\"a\"): expected a number, got an empty cell; "
        + "fill it in, or choose `missing` mean or `missing` drop-rows"
    ),
    (
      "a,y\nnan,0\n2,1\n",
      "line 2, column 1 (\"a\"): expected a number, got \"nan\"; "
        + "fill it in, or choose `missing` mean or `missing` drop-rows"
    ),
    (
      "1,0\n-Inf,1\n",
      "line 2, column 1: expected a finite number, got \"-Inf\"; "
        + "correct the cell or remove the example"
    ),
    (
      "1,0\n1e400,1\n",
      "line 2, column 1: expected a finite number, got \"1e400\"; "
        + "correct the cell or remove the example"
    ),
    (
      "a,b,y\n1,2,0\n\n3,1\n",
      "line 4: expected 3 columns as in line 1, got 2; add the missing cells"
    ),
    (
      "\na,b,y\n1,2,0,\n",
      "line 3: expected 3 columns as in line 2, got 4; "
        + "remove a cell, or put quotes around one with a comma"
    ),
    (
      "a,y\n1,0\n\"2,1\n3,0\n",
      "line 3, column 1 (\"a\"): expected a closing quote, got the end of the file; "
        + "close the quote that opens this cell"
    ),
    (
      "a,y\n1,\"",
      "line 2, column 2 (\"y\"): expected a closing quote, got the end of the file; "
        + "close the quote that opens this cell"
    ),
    (
      "a,y\n1,0\n2\",1\n",
      "line 3, column 1 (\"a\"): expected no quote inside an unquoted cell, got one; "
        + "put the whole cell in quotes and double the quotes inside it"
    ),
    (
      "a,y\n1,0\n\"2\"x,1\n",
      "line 3, column 1 (\"a\"): expected a comma or the end of the line after the closing quote, "
        + "got \"x\"; double the quotes inside the cell"
    ),
    ("a,y\n", "expected at least 2 examples, got 0; add examples"),
    ("a,y\n1,0\n", "expected at least 2 examples, got 1; add examples"),
    (
      "a,y\n1,cat\n2,cat\n",
      "column 2 (\"y\"): expected at least 2 classes, got only \"cat\"; "
        + "choose another target or add examples of another class"
    ),
    (
      "a,y\n1,0\n2, \n",
      "line 3, column 2 (\"y\"): expected a class label or a number, got an empty cell; "
        + "fill it in, or choose `missing` drop-rows"
    ),
    (
      "a,y\n1,0\n2,NaN\n",
      "line 3, column 2 (\"y\"): expected a class label or a number, got \"NaN\"; "
        + "fill it in, or choose `missing` drop-rows"
    ),
    (
      "a,y\n1,0.5\n2,0.5\n",
      "column 2 (\"y\"): expected a target that varies, got only 0.5; "
        + "choose another target or add examples"
    ),
    (
      "a,y\n1,0.5\n2,0.7\n3,O.9\n",
      "line 4, column 2 (\"y\"): expected a number as in line 2, got \"O.9\"; "
        + "correct the cell or choose `task` classification"
    ),
    (
      "a,y\n\u{1B}[31m\u{2028}\u{0},0\n2,1\n",
      "line 2, column 1 (\"a\"): expected a number, got \"\\u{1b}[31m\\u{2028}\\u{0}\"; "
        + "correct the cell"
    ),
    (
      "a,y\n\(String(repeating: "z", count: 100)),0\n2,1\n",
      "line 2, column 1 (\"a\"): expected a number, "
        + "got \"\(String(repeating: "z", count: 40))…\"; correct the cell"
    ),
  ]

  @Test(arguments: cases)
  func namesThePlaceAndWhatCame(_ text: String, _ message: String) {
    let error = #expect(throws: DatasetError.self) {
      try CSVReader().read(Array(text.utf8), name: "data.csv")
    }
    #expect(error?.description == "data.csv: " + message)
    #expect(error?.category == .badData)
  }

  @Test(arguments: [
    (
      LearningTask.classification, "a,y\n1,0\n2,0.5\n3,0.7\n",
      "line 3, column 2 (\"y\"): expected an integer or a text as a class label, got \"0.5\"; "
        + "choose a column of classes as the target or `task` regression"
    ),
    (
      .classification, "a,y\n1,0\n2,\n",
      "line 3, column 2 (\"y\"): expected a class label, got an empty cell; "
        + "fill it in, or choose `missing` drop-rows"
    ),
    (
      .regression, "a,y\n1,0\n2,cat\n",
      "line 3, column 2 (\"y\"): expected a number as the target, got \"cat\"; "
        + "correct the cell or choose `task` classification"
    ),
    (
      .regression, "a,y\n1,0\n2,inf\n",
      "line 3, column 2 (\"y\"): expected a number as the target, got \"inf\"; "
        + "correct the cell or remove the example"
    ),
    (
      .regression, "a,y\n1,7\n2,7.0\n",
      "column 2 (\"y\"): expected a target that varies, got only 7.0; "
        + "choose another target or add examples"
    ),
  ])
  func namesWhatDoesNotFitTheTask(_ task: LearningTask, _ text: String, _ message: String) {
    let error = #expect(throws: DatasetError.self) {
      try CSVReader(task: task).read(Array(text.utf8), name: "data.csv")
    }
    #expect(error?.description == "data.csv: " + message)
    #expect(error?.category == .badData)
  }

  @Test(arguments: [
    ([0x61, 0x2C, 0x79, 0x0A, 0xE9, 0x2C, 0x30], "line 2, column 1 (\"a\"): "),
    ([0xFF, 0xFE, 0x61, 0x00, 0x2C, 0x00, 0x79, 0x00], "line 1, column 1: "),
    (Array("a,y\n1,0\n2,1\n3,".utf8) + [0xC3], "line 4, column 2 (\"y\"): "),
  ])
  func refusesOtherEncodings(_ bytes: [UInt8], _ place: String) {
    let error = #expect(throws: DatasetError.self) {
      try CSVReader().read(bytes, name: "data.csv")
    }
    #expect(
      error?.description == "data.csv: \(place)expected UTF-8 text, got bytes of another encoding; "
        + "save the file as UTF-8")
  }

  @Test(arguments: [
    (
      "heigth",
      "expected a target among the 3 columns, got \"heigth\"; did you mean \"height\"?"
    ),
    (
      "4",
      "expected a target among the 3 columns, got \"4\"; "
        + "name a column of the header or give its number, from 1 to 3"
    ),
    (
      "y",
      "expected one column named \"y\", got columns 2 and 3; name the target by its number"
    ),
  ])
  func refusesATargetThatIsNotThere(_ target: String, _ message: String) {
    let error = #expect(throws: DatasetError.self) {
      try CSVReader(target: target).read(Array("height,y,y\n1,2,0\n".utf8), name: "data.csv")
    }
    #expect(error?.description == "data.csv: " + message)
    #expect(error?.category == .usage)
  }

  @Test func refusesMoreColumnsThanADatasetHas() {
    let bytes = [UInt8](repeating: UInt8(ascii: ","), count: CSVScanner.maximumColumns + 1)
    let error = #expect(throws: DatasetError.self) {
      try CSVReader().read(bytes, name: "data.csv")
    }
    #expect(
      error?.description == "data.csv: line 1, column 1000000: expected at most 1000000 columns, "
        + "got more; check that each example is on a line of its own")
  }
}

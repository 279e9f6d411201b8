import Testing

@testable import Datasets

@Suite struct IDXNamesTests {
  @Test(arguments: [
    ("train-images-idx3-ubyte", "train-labels-idx1-ubyte"),
    ("t10k-images.idx3-ubyte.gz", "t10k-labels.idx1-ubyte.gz"),
    ("/data/images/train-images.idx", "/data/images/train-labels.idx"),
    ("letters-idx3-ubyte", "letters-idx1-ubyte"),
    ("my-images-ubyte.gz", "my-labels-ubyte.gz"),
    ("images.idx.gz", "labels.idx.gz"),
  ])
  func findsThePartner(_ images: String, _ labels: String) throws {
    let pair = DatasetName.idx(images: images, labels: labels)
    #expect(try DatasetName(parsing: images) == pair)
    #expect(try DatasetName(parsing: labels) == pair)
    #expect(try DatasetName(parsing: "\(images),\(labels)") == pair)
  }

  @Test(arguments: ["pictures.idx", "x-ubyte", "images-idx1-ubyte", "images-labels.idx"])
  func asksForBothWhereOneDoesNotSayTheOther(_ text: String) {
    let error = #expect(throws: DatasetError.self) { try DatasetName(parsing: text) }
    #expect(
      error?.description == "`dataset`: expected the images and the labels of an IDX pair, "
        + "got \"\(text)\", whose partner's name does not follow from it; "
        + "give both as IMAGES,LABELS")
    #expect(error?.category == .usage)
  }

  @Test(arguments: ["images", "idx", "idx3", "images-idx3/readme", ",", "a,", ",b", "a,b,c"])
  func leavesOtherTextsAlone(_ text: String) throws {
    #expect(try IDXNames(parsing: text) == nil)
  }
}

import Files
import Foundation
import Testing

@testable import Datasets

@Suite struct IDXReaderTests {
  private static let images = IDXBytes.file([3, 2, 2], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 255])
  private static let labels = IDXBytes.file([3], [7, 2, 7])

  private func read(
    _ images: [UInt8] = Self.images, _ labels: [UInt8] = Self.labels
  ) throws(DatasetError) -> Dataset {
    try IDXReader.read(images: images, labels: labels, imagesName: "images", labelsName: "labels")
  }

  private func error(
    _ images: [UInt8] = Self.images, _ labels: [UInt8] = Self.labels
  ) -> String? {
    #expect(throws: DatasetError.self) { try read(images, labels) }?.description
  }

  @Test func readsImagesAndLabels() throws {
    let data = try read()
    #expect(data.name == "images")
    #expect(data.features == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 255])
    #expect(data.featureNames == ["r1c1", "r1c2", "r2c1", "r2c2"])
    #expect(data.classNames == ["2", "7"])
    #expect(data.labels == [1, 0, 1])
  }

  @Test func readsImagesOfOtherDimensions() throws {
    let bytes: [UInt8] = Array(0..<6)
    #expect(try read(IDXBytes.file([3], [1, 2, 3])).featureNames == ["x1"])
    #expect(try read(IDXBytes.file([3, 2], bytes)).featureNames == ["x1", "x2"])
    #expect(try read(IDXBytes.file([3, 1, 2, 1], bytes)).featureNames == ["x1", "x2"])
  }

  @Test func sortsLabelsAsNumbers() throws {
    let labels = IDXBytes.file(
      type: 0x0B, [3], IDXBytes.bigEndian(Int16(10)) + IDXBytes.bigEndian(Int16(-1)) + [0, 9])
    let data = try read(Self.images, labels)
    #expect(data.classNames == ["-1", "9", "10"])
    #expect(data.labels == [2, 0, 1])
  }

  @Test func readsFilesPlainOrGzipped() throws {
    let folder = NSTemporaryDirectory() + "gradscope-idx-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try AtomicFile.write(IDXBytes.gzipped(Self.images), to: folder + "/images")
    try AtomicFile.write(Self.labels, to: folder + "/labels")
    let data = try IDXReader.read(images: folder + "/images", labels: folder + "/labels")
    #expect(data.name == folder + "/images")
    #expect(data.exampleCount == 3)

    #expect(throws: DatasetError.file(.missing(path: "no", expected: "an IDX file of labels"))) {
      try IDXReader.read(images: folder + "/images", labels: "no")
    }
    #expect(throws: DatasetError.file(.missing(path: "no", expected: "an IDX file of images"))) {
      try IDXReader.read(images: "no", labels: folder + "/labels")
    }
  }

  @Test func refusesFilesThatDoNotBelongTogether() {
    #expect(
      error(Self.images, IDXBytes.file([2], [0, 1]))
        == "labels: expected 3 labels as there are images, got 2; "
        + "check that both files belong to the same set")
    #expect(
      error(Self.labels, Self.images)
        == "labels: expected labels, which have 1 dimension, got 3 (3 × 2 × 2); "
        + "check that images and labels are not exchanged")
    let floats = IDXBytes.file(type: 0x0D, [3], [UInt8](repeating: 0, count: 12))
    #expect(
      error(Self.images, floats)
        == "labels: expected labels, which are integers, got float32; save the labels as integers")
  }

  @Test func refusesTooLittleToLearnFrom() {
    #expect(
      error(IDXBytes.file([1, 1], [1]), IDXBytes.file([1], [1]))
        == "images: expected at least 2 examples, got 1; add examples")
    #expect(
      error(IDXBytes.file([0, .max, .max, .max], []), IDXBytes.file([0], []))
        == "images: expected at least 2 examples, got 0; add examples")
    #expect(
      error(IDXBytes.file([3, 0], []))
        == "images: expected at least 1 number an image, got 3 × 0 of them; "
        + "check that it is the file of images")
    #expect(
      error(Self.images, IDXBytes.file([3], [5, 5, 5]))
        == "labels: expected at least 2 classes, got only 5; add examples of another class")
  }

  @Test func saysWhichFileIsDamaged() {
    #expect(error(Array(Self.images.dropLast()))?.hasPrefix("images: byte 27: expected") == true)
    #expect(error(Self.images, [1, 2, 3, 4])?.hasPrefix("labels: byte 0: expected") == true)
  }
}

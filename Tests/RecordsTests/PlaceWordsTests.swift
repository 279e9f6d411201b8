import Records
import Testing

struct PlaceWordsTests {
  /// `8` in a sentence is a number: of what, is said.
  @Test func aNameWithoutLettersIsThatOfAModule() {
    #expect(Place.words("encoder.3") == "encoder.3")
    #expect(Place.words("8") == "module 8")
    #expect(Place.words("0.2") == "module 0.2")
    #expect(Place.words("8#2") == "module 8#2")
  }
}

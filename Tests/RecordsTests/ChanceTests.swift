import Foundation
import Records
import Testing

@Suite struct ChanceTests {
  @Test(arguments: [2, 3, 10, 100])
  func balancedClassesHaveTheLogarithmOfTheirNumber(_ classes: Int) {
    let chance = Chance(classCounts: Array(repeating: 7, count: classes))
    // A sum of K equal terms rounds K times.
    #expect(abs(chance.loss - log(Double(classes))) < 1e-13)
    #expect(chance.accuracy == 1 / Double(classes))
  }

  @Test func unbalancedClassesAreEasierToGuess() {
    let chance = Chance(classCounts: [90, 10])
    #expect(chance.accuracy == 0.9)
    // −0.9 ln 0.9 − 0.1 ln 0.1.
    #expect(abs(chance.loss - 0.3250829733914482) < 1e-15)
  }

  @Test func aClassWithoutExamplesChangesNothing() {
    #expect(Chance(classCounts: [5, 0, 5]) == Chance(classCounts: [5, 5]))
  }

  @Test func oneClassIsCertain() {
    #expect(Chance(classCounts: [5]).loss == 0)
    #expect(Chance(classCounts: [5]).accuracy == 1)
  }

  @Test func classesThatNobodyCountedAreTakenAsAlike() throws {
    let chance = try #require(Chance(uniformOver: 10))
    #expect(chance.isUniform && abs(chance.loss - log(10)) < 1e-15 && chance.accuracy == 0.1)
    #expect(Chance(uniformOver: 1) == nil)
    #expect(!Chance(classCounts: [5, 5]).isUniform)
    let data = try JSONEncoder().encode(chance)
    #expect(try JSONDecoder().decode(Chance.self, from: data) == chance)
    // A record of before has no word on it.
    let old = try JSONDecoder().decode(Chance.self, from: Data(#"{"loss":1,"accuracy":0.5}"#.utf8))
    #expect(old == Chance(loss: 1, accuracy: 0.5))
  }
}

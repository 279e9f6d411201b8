import Testing

@testable import Reports

/// A profile in block characters: what it shows, and what it says of what it cannot show.
struct ProfileBarsTests {
  @Test func aBarIsALogarithm() {
    let bars = ProfileBars(fitting: [[1e-14, 1]])
    #expect(bars.text([1e-14, 1e-7, 1], columns: 20) == "▁▅█")
    #expect(bars.text([], columns: 20) == "")
    #expect(bars.words == "█ = 1.0 … ▁ = 1.0·10⁻¹⁴ on a log scale, a step lower is 100 times less")
  }

  /// A factor of two is no cliff.
  @Test func alikeValuesAreAlikeBars() {
    #expect(ProfileBars(fitting: [[0.5, 1]]).text([0.5, 1, 0.9], columns: 9) == "▇██")
  }

  @Test func whatHasNoLogarithmHasASignThatIsExplained() {
    let values: [Double?] = [0, .nan, .infinity, nil, 0.1]
    let bars = ProfileBars(fitting: [values])
    #expect(bars.text(values, columns: 9) == "0!^–█")
    #expect(
      bars.words.hasSuffix(
        "; 0 is exactly 0; ! is NaN; ^ is infinite; – was not measured"), "\(bars.words)")
    // What does not occur is not explained.
    #expect(!ProfileBars(fitting: [[0.1, 0.2]]).words.contains("exactly"))
    #expect(ProfileBars(fitting: [[0, 0]]).words == "0 is exactly 0")
  }

  /// What lies deeper than twenty decades has the lowest bar, and the scale says so.
  @Test func theLowestBarIsOfAllBelow() {
    let bars = ProfileBars(fitting: [[1e-30, 1]])
    #expect(bars.text([1e-30, 1], columns: 2) == "▁█")
    #expect(bars.words.contains("▁ = 1.0·10⁻²⁰ or less"))
  }

  /// The smallest of its neighbours: a single layer that is cut off is seen among a hundred.
  @Test func aCharacterOfManyShowsTheWorst() {
    var profile = [Double?](repeating: 0.1, count: 100)
    profile[37] = 0
    profile[62] = .nan
    profile[80] = nil
    let text = ProfileBars(fitting: [profile]).text(profile, columns: 20)
    #expect(text == "███████0████!███████")
    #expect(ProfileBars.neighbours(of: 100, columns: 20) == "5")
    #expect(ProfileBars.neighbours(of: 30, columns: 20) == "1 or 2")
    #expect(ProfileBars.neighbours(of: 20, columns: 20) == nil)
  }

  @Test(arguments: [1, 2, 7, 19, 20, 21, 200, 501])
  func everyPlaceIsInOneCharacter(_ count: Int) {
    for place in 0..<count {
      var profile = [Double?](repeating: 1, count: count)
      profile[place] = 0
      let text = ProfileBars(fitting: [profile]).text(profile, columns: 20)
      #expect(text.count == min(count, 20) && text.count { $0 == "0" } == 1)
    }
  }

  @Test func rowsTakeTheRoomThereIs() {
    let rows = ProfileRows(
      "δ by layer, input → output", of: "δ", noun: "layer",
      rows: [.init("step 0", Array(repeating: 1, count: 100)), .init("step 30", [])])
    let wide = TerminalText(width: nil, colors: false).lines([.profiles(rows)])
    #expect(wide[1] == "  step 0   " + String(repeating: "█", count: 100))
    let narrow = TerminalText(width: 40, colors: false).lines([.profiles(rows)])
    #expect(narrow[1] == "  step 0   " + String(repeating: "█", count: 29))
    #expect(
      narrow.joined(separator: " ").replacing(/\s+/, with: " ")
        .contains("a character shows the smallest δ of 3 or 4 neighbouring layers."))
  }
}

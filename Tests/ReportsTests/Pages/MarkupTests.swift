import Testing

@testable import Reports

@Suite struct MarkupTests {
  @Test func whatIsInterpolatedIsText() {
    let name = "</td><script>alert(\"1\") & '2'</script>"
    let markup: Markup = "<td title=\"\(name)\">\(name)</td>"
    let escaped = "&lt;/td&gt;&lt;script&gt;alert(&quot;1&quot;) &amp; '2'&lt;/script&gt;"
    #expect(markup.text == "<td title=\"\(escaped)\">\(escaped)</td>")
  }

  @Test func markupStaysMarkup() {
    let items = ["a", "<"].map { "<li>\($0)</li>" as Markup }
    let none: Markup? = nil
    #expect(("<ul>\(items)\(none)</ul>" as Markup).text == "<ul><li>a</li><li>&lt;</li></ul>")
    #expect(items.joined(by: ", ").text == "<li>a</li>, <li>&lt;</li>")
  }

  @Test func whatSteersIsShown() {
    let markup: Markup = "\("a\u{202E}b\u{0}c\nd")"
    #expect(markup.text == "a\\u{202e}b\\u{0}c\\nd")
  }

  @Test func anExactTextIsNotShortened() {
    let long = String(repeating: "x", count: 5_000)
    #expect(Markup(exact: long).text == long)
    #expect(("\(long)" as Markup).text.count < 300)
  }

  @Test func jsonEndsNoScript() {
    let text = Markup.json("{\"name\":\"</script><!--<script>&\"}").text
    #expect(!text.contains("<") && !text.contains(">"))
    #expect(text.contains("\\u003c/script\\u003e"))
  }

  /// FIPS 180-4's examples.
  @Test(arguments: [
    ("", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
    ("abc", "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "JI1qYdIGOLjlwCaTDD5gOaM85Flk/yFn9uzt1BnbBsE="
    ),
  ])
  func theHashIsThatOfTheStandard(text: String, hash: String) {
    #expect(ContentHash(text).source == "'sha256-\(hash)'")
  }
}

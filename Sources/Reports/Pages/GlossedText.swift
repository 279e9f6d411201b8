import Diagnosis

/// Text in which the technical words lead to their meaning: each once, where it first stands.
struct GlossedText {
  /// The forms by their first letter, the longest first.
  private static let forms: [Character: [(form: String, term: Glossary.Term)]] = {
    let all = Glossary.all.flatMap { term in term.forms.map { (form: $0, term: term) } }
    return Dictionary(
      grouping: all.sorted { $0.form.count > $1.form.count }, by: { $0.form.first ?? " " })
  }()

  /// The text as markup.
  let markup: Markup
  /// The words that were found.
  let terms: Set<Glossary.Term>

  /// - Parameter known: words that need no explanation here, as they were explained just before.
  init(_ text: String, known: Set<Glossary.Term> = []) {
    var terms = known
    var result = Markup.none
    var plain = ""
    let text = text.printable
    var rest = text[...]
    while !rest.isEmpty {
      let isStart = plain.last.map { !Self.isLetter($0) } ?? true
      if isStart, let (form, term) = Self.word(at: rest), !terms.contains(term) {
        result += Markup("\(plain)\(Self.link(form, to: term))")
        plain = ""
        terms.insert(term)
        rest = rest.dropFirst(form.count)
      } else {
        plain.append(rest.removeFirst())
      }
    }
    markup = result + Markup("\(plain)")
    self.terms = terms
  }

  /// A word with the way to its meaning.
  static func link(_ word: String, to term: Glossary.Term) -> Markup {
    """
    <a class="word" href="#word-\(term.id)" aria-describedby="word-\(term.id)">\(word)</a>
    """
  }

  /// The longest form that stands at the beginning of a text and ends where a word does.
  private static func word(at text: Substring) -> (String, Glossary.Term)? {
    for (form, term) in text.first.flatMap({ forms[$0] }) ?? [] where text.hasPrefix(form) {
      let next = text.dropFirst(form.count).first
      // Letters of mathematics stand beside anything.
      let isWhole = !(form.last.map(isLetter) ?? false) || !(next.map(isLetter) ?? false)
      if isWhole { return (form, term) }
    }
    return nil
  }

  private static func isLetter(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || character == "-")
  }
}

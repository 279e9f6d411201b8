import Testing

@testable import GradscopeCommand

/// When there are colours, and when there are only letters of ASCII.
struct ColorChoiceTests {
  private let terminal = ["TERM": "xterm-256color"]

  private func auto(_ environment: [String: String], isTerminal: Bool = true) -> Bool {
    ColorChoice.auto.isOn(terminal.merging(environment) { $1 }, isTerminal: isTerminal)
  }

  @Test func aTerminalHasThemAndAPipeHasNot() {
    #expect(auto([:]) && !auto([:], isTerminal: false))
    #expect(!auto(["TERM": "dumb"]) && !auto(["TERM": ""]))
    #expect(!ColorChoice.auto.isOn([:], isTerminal: true))
  }

  @Test func theEnvironmentDecidesBeforeTheTerminal() {
    #expect(!auto(["NO_COLOR": "1"]) && !auto(["CLICOLOR": "0"]))
    // An empty variable says nothing.
    #expect(auto(["NO_COLOR": "", "CLICOLOR": ""]))
    #expect(auto(["CLICOLOR_FORCE": "1"], isTerminal: false))
    #expect(!auto(["CLICOLOR_FORCE": "0"], isTerminal: false))
    #expect(!auto(["CLICOLOR_FORCE": "1", "NO_COLOR": "1"], isTerminal: false))
  }

  @Test func whatIsTypedDecidesBeforeTheEnvironment() {
    #expect(ColorChoice.always.isOn(["NO_COLOR": "1"], isTerminal: false))
    #expect(!ColorChoice.never.isOn(["CLICOLOR_FORCE": "1"], isTerminal: true))
  }

  @Test(arguments: [
    ([:], true), (["LANG": "C.UTF-8"], true), (["LANG": "de_DE.utf8"], true),
    (["LANG": "C"], false),
    (["LANG": "de_DE.ISO-8859-1"], false), (["LANG": "en_US.UTF-8", "LC_ALL": "POSIX"], false),
    (["LANG": "C", "LC_CTYPE": "en_US.UTF-8", "LC_ALL": ""], true),
    (["LANG": "de_DE.UTF-8@euro"], true),
  ])
  func theLocaleNamesTheCharacters(_ environment: [String: String], _ hasUnicode: Bool) {
    #expect(LocaleName.hasUnicode(environment) == hasUnicode)
  }
}

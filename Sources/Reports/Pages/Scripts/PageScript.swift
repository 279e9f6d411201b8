/// The script of a page, without which it can be read but not asked: the switch of runs, values under the
/// pointer and by keyboard, sorting, searching, folding, the meaning of words, both themes.
enum PageScript {
  /// All parts in one function, so that nothing of it is seen from outside.
  static let text = """
    (() => {
    'use strict';
    \(numbers)
    \(data)
    \(charts)
    \(pointing)
    \(tables)
    \(places)
    \(page)
    \(ThemeSwitch.script)
    })();

    """
}

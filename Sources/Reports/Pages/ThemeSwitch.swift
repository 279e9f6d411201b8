/// The button of a page that asks for its dark theme, and what makes it work. Its name stays: whether it is pressed
/// says which theme is seen.
package enum ThemeSwitch {
  /// Hidden until a script shows it.
  package static let button: Markup = """
    <button type="button" id="theme" data-testid="theme-toggle" aria-pressed="false" hidden="">Dark\
    </button>
    """

  /// For the script of a page.
  package static let script = #"""
    // Light and dark: what the system asks for, until somebody chooses.
    {
      const toggle = document.getElementById('theme');
      const system = window.matchMedia('(prefers-color-scheme: dark)');
      const root = document.documentElement;
      const isDark = () => (root.dataset.theme ? root.dataset.theme === 'dark' : system.matches);
      const tell = () => toggle.setAttribute('aria-pressed', String(isDark()));
      toggle.hidden = false;
      toggle.addEventListener('click', () => {
        root.dataset.theme = isDark() ? 'light' : 'dark';
        tell();
      });
      system.addEventListener('change', tell);
      tell();
    }
    """#
}

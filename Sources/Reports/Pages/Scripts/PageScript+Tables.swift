extension PageScript {
  /// Tables that sort by a heading: up, down, and as they were.
  static let tables = #"""
    // Texts by their letters, numbers by size; what has neither comes last either way.
    function compare(a, b, isDown) {
      const isNone = (value) => value === '' || value === null || value === undefined
        || Number.isNaN(value);
      if (isNone(a) || isNone(b)) return isNone(a) - isNone(b);
      const order = typeof a === 'number' && typeof b === 'number'
        ? a - b : String(a).localeCompare(String(b), 'en', { numeric: true });
      return isDown ? -order : order;
    }

    // The heading that was pressed says in which order its column is now.
    function turned(heading) {
      const now = heading.getAttribute('aria-sort');
      const next = now === 'ascending' ? 'descending' : now === 'descending' ? null : 'ascending';
      all('th', heading.parentElement).forEach((other) => other.removeAttribute('aria-sort'));
      if (next) heading.setAttribute('aria-sort', next);
      return next;
    }

    function sortable(table) {
      const body = table.tBodies[0];
      const original = [...body.rows];
      const value = (row, column) => {
        const cell = row.cells[column];
        const number = cell.dataset.value;
        if (number === undefined) return cell.textContent.trim();
        return number === '' ? null : Number(numberOf(number));
      };
      all('thead th', table).forEach((heading, column) => {
        heading.firstElementChild.addEventListener('click', () => {
          const order = turned(heading);
          const rows = [...original];
          if (order) {
            const isDown = order === 'descending';
            rows.sort((a, b) => compare(value(a, column), value(b, column), isDown));
          }
          body.append(...rows);
        });
      });
    }

    all('table.sortable').forEach(sortable);
    """#
}

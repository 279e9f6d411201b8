extension PageScript {
  /// The places of a run: sorted by the numbers of the document, searched, folded in groups.
  static let places = #"""
    class Places {
      constructor(root) {
        this.root = root;
        this.table = root.querySelector('table');
        this.bodies = [...this.table.tBodies];
        this.rows = all('tr[data-place]', this.table);
        this.homes = this.bodies.map((body) => [...body.rows]);
        this.found = root.querySelector('.found');
        this.order = null;
      }

      begin() {
        this.root.querySelector('.tools').hidden = false;
        this.search = this.root.querySelector('.place-search');
        this.search.addEventListener('input', () => this.filter());
        all('thead th', this.table).forEach((heading) => {
          heading.firstElementChild.addEventListener('click', () => this.sort(heading));
        });
        this.foldAll = this.root.querySelector('.fold-all');
        if (!this.foldAll) return;
        all('.group button', this.table).forEach((button) => {
          const body = button.closest('tbody');
          button.addEventListener('click', () => {
            this.fold(body, !body.classList.contains('folded'));
            this.settle();
          });
        });
        this.foldAll.addEventListener('click', () => {
          const isOpen = this.bodies.some((body) => !body.classList.contains('folded'));
          this.bodies.forEach((body) => this.fold(body, isOpen));
          this.settle();
        });
        // A long list begins with its groups.
        if (this.rows.length > 100) this.bodies.forEach((body) => this.fold(body, true));
        this.settle();
      }

      fold(body, isFolded) {
        body.classList.toggle('folded', isFolded);
        const button = body.querySelector('.group button');
        if (button) button.setAttribute('aria-expanded', String(!isFolded));
      }

      // What the button does next, and how high what is not laid out yet will be.
      settle() {
        const isAny = this.bodies.some((body) => !body.classList.contains('folded'));
        if (this.foldAll) this.foldAll.textContent = isAny ? 'Fold all' : 'Unfold all';
        this.bodies.forEach((body) => {
          const rows = body.classList.contains('folded')
            ? 1 : [...body.rows].filter((row) => !row.hidden).length;
          body.style.containIntrinsicBlockSize = `auto ${rows * 30}px`;
        });
      }

      filter() {
        const words = this.search.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
        let count = 0;
        this.rows.forEach((row) => {
          const text = [...row.cells].slice(0, 3).map((cell) => cell.textContent).join(' ')
            .toLowerCase();
          row.hidden = !words.every((word) => text.includes(word));
          if (!row.hidden) count += 1;
        });
        this.bodies.forEach((body) => {
          body.hidden = words.length > 0
            && ![...body.rows].some((row) => row.dataset.place && !row.hidden);
          if (words.length > 0 && this.foldAll && !body.hidden) this.fold(body, false);
        });
        this.found.textContent = words.length > 0
          ? `${count} of ${this.rows.length} places` : '';
        this.settle();
      }

      // The number of a place that a heading names, of the document.
      value(run, place, key) {
        if (key === 'order') return place;
        return numberOf(
          key.split('.').reduce((object, part) => object?.[part], run.places[place]));
      }

      sort(heading) {
        const order = turned(heading);
        const { key } = heading.dataset;
        const isByPlace = !order || (key === 'order' && order === 'ascending');
        this.table.classList.toggle('flat', !isByPlace);
        if (isByPlace) {
          this.bodies.forEach((body, i) => body.append(...this.homes[i]));
        } else {
          const run = runs()[Number(this.root.dataset.run)];
          const values = new Map(this.rows.map((row) => {
            const place = Number(row.dataset.place);
            return [row, this.value(run, place, key)];
          }));
          const rows = [...this.rows].sort((a, b) =>
            compare(values.get(a), values.get(b), order === 'descending'));
          if (this.foldAll) this.bodies.forEach((body) => this.fold(body, false));
          // The rows fill the groups one after the other: what is not in view is not laid out.
          let next = 0;
          this.bodies.forEach((body, i) => {
            const count = this.homes[i].filter((row) => row.dataset.place).length;
            body.append(...rows.slice(next, next + count));
            next += count;
          });
        }
        this.filter();
      }
    }

    all('.places').forEach((root) => new Places(root).begin());
    """#
}

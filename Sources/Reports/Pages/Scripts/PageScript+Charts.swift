extension PageScript {
  /// A picture that can be asked: the nearest point under the pointer, or the next one by an arrow key, is
  /// marked and told.
  static let charts = #"""
    const tooltip = document.getElementById('tooltip');
    const announcer = document.getElementById('announcer');

    class Chart {
      constructor(figure) {
        this.stage = figure.querySelector('.stage');
        this.svg = this.stage.querySelector('svg');
        this.source = figure.querySelector('.shown');
        this.track = 0;
        this.point = 0;
      }

      get tracks() {
        if (!this.read) this.read = tracksOf(JSON.parse(this.source.textContent));
        return this.read;
      }

      // From points of the drawing to those of the window.
      get scale() {
        const box = this.svg.getBoundingClientRect();
        return { box, factor: box.width / this.svg.viewBox.baseVal.width };
      }

      count(track) { return track.isLine ? track.px.length : track.length; }

      // The nearest point of the plot that lies there; nothing outside of the plots.
      nearest(x, y) {
        let best = null;
        this.tracks.forEach((track, number) => {
          const [left, top, width, height] = track.plot.rect;
          if (x < left - 9 || x > left + width + 9 || y < top - 9 || y > top + height + 9) return;
          if (!track.isLine && Math.abs(track.row - y) > track.height * 40) return;
          for (let i = 0; i < this.count(track); i += 1) {
            const [dx, dy] = [track.px[i] - x, (track.isLine ? track.py[i] : track.row) - y];
            // A line that is near is meant before the cells that it lies on.
            const distance = track.isLine ? dx * dx + dy * dy - 150 : dx * dx + dy * dy;
            if (!best || distance < best.distance) best = { distance, number, point: i };
          }
        });
        return best;
      }

      show(number, point, isTold) {
        this.track = number;
        this.point = point;
        const track = this.tracks[number];
        const told = described(track, point);
        this.mark(track, point);
        this.tell(told);
        if (isTold) {
          announcer.textContent =
            [told.title, told.name, ...told.lines].filter(Boolean).join(', ');
        }
      }

      mark(track, point) {
        if (!this.pick) {
          this.pick = document.createElementNS(this.svg.namespaceURI, 'g');
          this.pick.setAttribute('class', 'pick');
          this.svg.append(this.pick);
        }
        const shape = document.createElementNS(
          this.svg.namespaceURI, track.isLine ? 'circle' : 'rect');
        const set = (values) => Object.entries(values).forEach(
          ([key, value]) => shape.setAttribute(key, value));
        if (track.isLine) {
          set({ cx: track.px[point], cy: track.py[point], r: 7 });
        } else {
          const [width, height] = [Math.max(track.width, 6), Math.max(track.height, 6)];
          set({ x: track.px[point] - width / 2, y: track.row - height / 2, width, height });
        }
        this.pick.replaceChildren(shape);
      }

      tell(told) {
        const line = (name, text) => {
          const element = document.createElement(name);
          element.textContent = text;
          return element;
        };
        const parts = [];
        if (told.title) parts.push(line('span', told.title));
        if (told.name) {
          const name = line('b', told.name);
          const dot = document.createElement('i');
          dot.style.background = told.color;
          name.prepend(dot);
          parts.push(name);
        }
        told.lines.forEach((text) => parts.push(line('div', text)));
        tooltip.replaceChildren(...parts);
        Object.assign(tooltip.dataset, {
          x: String(told.x), y: String(told.y), value: String(told.value), name: told.name ?? '',
        });
        tooltip.hidden = false;
        Chart.shown = this;
        this.settle();
      }

      // Beside the point, and within the window.
      settle() {
        const [track, point] = [this.tracks[this.track], this.point];
        const { box, factor } = this.scale;
        const x = box.left + track.px[point] * factor;
        const y = box.top + (track.isLine ? track.py[point] : track.row) * factor;
        const { width, height } = tooltip.getBoundingClientRect();
        const left = x + 16 + width > window.innerWidth ? x - 16 - width : x + 16;
        const top = y - height - 12 < 0 ? y + 16 : y - height - 12;
        tooltip.style.left = `${Math.max(4, Math.min(left, window.innerWidth - width - 4))}px`;
        tooltip.style.top = `${Math.max(4, Math.min(top, window.innerHeight - height - 4))}px`;
      }

      hide() {
        tooltip.hidden = true;
        if (this.pick) this.pick.replaceChildren();
      }
    }
    """#
}

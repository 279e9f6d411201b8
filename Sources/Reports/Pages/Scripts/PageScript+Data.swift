extension PageScript {
  /// The values behind the pictures, as `ShownData` writes them, and the document of the runs; both are read
  /// when they are first asked for.
  static let data = #"""
    const all = (selector, root = document) => [...root.querySelectorAll(selector)];

    // A list of numbers in base64.
    function numbers(text, Kind) {
      const raw = atob(text);
      const bytes = new Uint8Array(raw.length);
      for (let i = 0; i < raw.length; i += 1) bytes[i] = raw.charCodeAt(i);
      return new Kind(bytes.buffer);
    }

    // What stands for a cell without a value: a NaN whose lowest bit is set.
    const isAbsent = (list, i) => new Uint32Array(list.buffer)[2 * i] === 1
      && Number.isNaN(list[i]);

    // Lines and rows of cells, one after the other: what a reader goes along.
    function tracksOf(shown) {
      const read = new Map();
      const list = (index, Kind) => {
        if (!read.has(index)) read.set(index, numbers(shown.lists[index], Kind));
        return read.get(index);
      };
      return shown.plots.flatMap((plot, number) => {
        const lines = plot.lines.map((line) => ({
          plot, number, name: line.name, color: line.color, isLine: true,
          px: list(line.px, Float32Array), py: list(line.py, Float32Array),
          xs: list(line.xs, Float64Array), ys: list(line.ys, Float64Array),
        }));
        const rows = plot.cells.flatMap((cells) => {
          const [px, py] = [list(cells.px, Float32Array), list(cells.py, Float32Array)];
          const [xs, ys] = [list(cells.xs, Float64Array), list(cells.ys, Float64Array)];
          const values = list(cells.values, Float64Array);
          // Columns of a step each lie around it; others are named by their middles.
          const wide = xs.length > 1 ? Math.abs(xs[1] - xs[0]) : 0;
          const x = (i) => (wide > 0.9 && wide <= 1 ? Math.round(xs[i]) : xs[i]);
          return [...ys].map((y, row) => ({
            plot, number, isLine: false, px, py: { at: () => py[row] }, row: py[row],
            width: cells.width, height: cells.height, length: xs.length, x, y,
            value: (i) => values[row * xs.length + i],
            isAbsent: (i) => isAbsent(values, row * xs.length + i),
          }));
        });
        return [...lines, ...rows];
      });
    }

    // What a point is, in words and as numbers.
    function described(track, i) {
      const { plot } = track;
      const noun = (word, value) => (word ? `${word} ${value}` : value);
      if (track.isLine) {
        const y = track.ys[i];
        return {
          title: plot.title, name: track.name, color: track.color, x: track.xs[i], y,
          value: y,
          lines: [noun(plot.x, place(track.xs[i])), plot.y ? `${plot.y}: ${short(y)}` : short(y)],
        };
      }
      const value = track.value(i);
      const text = track.isAbsent(i) ? 'not measured' : value === 0 ? 'exactly 0' : short(value);
      return {
        title: plot.title, x: track.x(i), y: track.y, value,
        lines: [`${noun(plot.x, place(track.x(i)))}, ${noun(plot.y, place(track.y))}`, text],
      };
    }

    let kept;
    // The runs of the document.
    function runs() {
      if (!kept) {
        const whole = JSON.parse(document.getElementById('raw-data').textContent);
        kept = Array.isArray(whole.runs) ? whole.runs : [whole];
      }
      return kept;
    }
    """#
}

extension PageScript {
  /// How a picture is asked: by pointer, by touch, by keys.
  static let pointing = #"""
    // Another track, at the point that lies nearest in the same direction.
    function beside(chart, number) {
      const track = chart.tracks[number];
      const here = chart.tracks[chart.track].px[chart.point];
      let best = 0;
      for (let i = 1; i < chart.count(track); i += 1) {
        if (Math.abs(track.px[i] - here) < Math.abs(track.px[best] - here)) best = i;
      }
      return best;
    }

    // Where a key leads; nothing for a key that leads nowhere.
    function step(chart, key, isFar) {
      const { tracks, track, point } = chart;
      const last = chart.count(tracks[track]) - 1;
      const far = isFar ? 10 : 1;
      const along = (to) => [track, Math.max(0, Math.min(to, last))];
      const over = (to) => {
        const number = Math.max(0, Math.min(to, tracks.length - 1));
        return [number, beside(chart, number)];
      };
      const plot = (by) => {
        const wanted = tracks.findIndex((other) => other.number === tracks[track].number + by);
        return wanted < 0 ? [track, point] : [wanted, 0];
      };
      switch (key) {
        case 'ArrowRight': return along(point + far);
        case 'ArrowLeft': return along(point - far);
        case 'ArrowDown': return over(track + far);
        case 'ArrowUp': return over(track - far);
        case 'Home': return along(0);
        case 'End': return along(last);
        case 'PageDown': return plot(1);
        case 'PageUp': return plot(-1);
        case 'Enter': case ' ': return [track, point];
        default: return null;
      }
    }

    function listen(figure) {
      const chart = new Chart(figure);
      const { stage, svg } = chart;
      let waiting = null;
      const point = () => {
        const { box, factor } = chart.scale;
        const best = chart.nearest(
          (waiting.clientX - box.left) / factor, (waiting.clientY - box.top) / factor);
        waiting = null;
        if (best) chart.show(best.number, best.point, false);
        else chart.hide();
      };
      svg.addEventListener('pointermove', (event) => {
        if (!waiting) requestAnimationFrame(point);
        waiting = event;
      });
      svg.addEventListener('pointerdown', (event) => {
        if (!waiting) requestAnimationFrame(point);
        waiting = event;
      });
      svg.addEventListener('pointerleave', () => {
        waiting = waiting && { clientX: -1e6, clientY: -1e6 };
        chart.hide();
      });
      stage.addEventListener('keydown', (event) => {
        if (event.altKey || event.ctrlKey || event.metaKey) return;
        if (!chart.tracks.length) return;
        if (event.key === 'Escape') {
          chart.hide();
          return;
        }
        const first = tooltip.hidden && event.key.startsWith('Arrow');
        const to = first ? [chart.track, chart.point] : step(chart, event.key, event.shiftKey);
        if (!to) return;
        event.preventDefault();
        chart.show(to[0], to[1], true);
      });
      stage.addEventListener('blur', () => chart.hide());
      stage.addEventListener('scroll', () => {
        if (!tooltip.hidden && Chart.shown === chart) chart.settle();
      }, { passive: true });
    }

    all('figure').filter((figure) => figure.querySelector('.shown')).forEach(listen);
    // What is told of a point stays with it.
    window.addEventListener('scroll', () => {
      if (!tooltip.hidden && Chart.shown) Chart.shown.settle();
    }, { passive: true });
    """#
}

import Reports

/// The script of a course, without which a page shows one experiment: sliders, the guess, both themes.
enum CourseScript {
  static let text = #"""
    (() => {
    'use strict';
    const find = (name) => document.getElementById(name);
    const [controls, stage, reveal, hide, announcer, mistake] =
      ['controls', 'stage', 'reveal', 'hide', 'announcer', 'mistake'].map(find);

    // The records of all positions and the pieces of their stages, which were packed.
    async function unpack(text) {
      const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
      const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
      return JSON.parse(await new Response(stream).text());
    }

    // Without sliders the page stays as it is: the experiment of its first position.
    async function begin() {
      const { pieces, positions } = await unpack(find('packed').textContent);
      const sliders = [...controls.querySelectorAll('input[type=range]')];
      // The grid is in the order of its settings, the last slider changing fastest.
      const place = () => sliders.reduce(
        (at, slider) => at * (Number(slider.max) + 1) + Number(slider.value), 0);
      function show(isShown) {
        stage.hidden = !isShown;
        // It gives the answer away.
        if (isShown) mistake.hidden = false;
        reveal.setAttribute('aria-expanded', String(isShown));
      }
      // What has changed, for whoever does not see it.
      function tell() {
        announcer.textContent = stage.hidden
          ? 'What happens is hidden, to be guessed first.' : positions[place()].summary;
      }
      function move() {
        sliders.forEach((slider) => {
          const value = slider.dataset.values.split('|')[Number(slider.value)];
          slider.setAttribute('aria-valuetext', value);
          slider.parentElement.querySelector('output').textContent = value;
        });
        const at = place();
        stage.innerHTML = pieces.map((piece) => piece[at]).join('');
        stage.dataset.at = String(at);
      }
      sliders.forEach((slider) => slider.addEventListener('input', () => {
        if (hide.checked && !stage.hidden) show(false);
        move();
        tell();
      }));
      reveal.addEventListener('click', () => {
        show(stage.hidden);
        tell();
      });
      controls.hidden = false;
      if (!sliders.length) hide.parentElement.hidden = true;
      move();
      show(false);
      mistake.hidden = true;
      document.body.dataset.ready = 'true';
    }
    if (controls && typeof DecompressionStream === 'function') {
      // Before the guess nothing is seen; where the pages cannot be unpacked, the first one is.
      stage.hidden = true;
      mistake.hidden = true;
      begin().catch(() => {
        stage.hidden = false;
        mistake.hidden = false;
      });
    }

    \#(ThemeSwitch.script)
    })();

    """#
}

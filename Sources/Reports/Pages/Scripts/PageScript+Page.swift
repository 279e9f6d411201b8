extension PageScript {
  /// The switch of runs, the meaning of words, copying and saving.
  static let page = #"""
    // The run that is chosen, with its findings, pictures and places.
    const articles = all('article.run');
    const radios = all('.switch input');
    function choose(number) {
      articles.forEach((article) => { article.hidden = article.dataset.run !== String(number); });
      radios.forEach((radio) => { radio.checked = radio.value === String(number); });
    }
    radios.forEach((radio) => radio.addEventListener('change', () => choose(radio.value)));
    // A name beside a verdict or in the table leads to its run.
    all('.verdict[data-run], .runs tr[data-run]').forEach((entry) => {
      const heading = entry.querySelector('bdi');
      const link = document.createElement('a');
      link.href = `#run-${entry.dataset.run}`;
      heading.replaceWith(link);
      link.append(heading);
      link.addEventListener('click', () => choose(entry.dataset.run));
    });
    if (/^#run-\d+$/.test(location.hash)) choose(location.hash.slice(5));

    // What a word means, beside it.
    const meaning = document.createElement('div');
    meaning.id = 'meaning';
    meaning.hidden = true;
    document.body.append(meaning);
    function explain(word) {
      const entry = document.getElementById(word.getAttribute('aria-describedby'));
      if (!entry) return;
      const title = entry.closest('div')?.querySelector('dt')
        ?? entry.closest('details')?.querySelector('summary');
      const strong = document.createElement('strong');
      strong.textContent = title ? title.textContent : word.textContent;
      meaning.replaceChildren(strong, ...[...entry.childNodes].map((node) => node.cloneNode(true)));
      meaning.hidden = false;
      const box = word.getBoundingClientRect();
      const { width, height } = meaning.getBoundingClientRect();
      const below = box.bottom + 8 + height < window.innerHeight;
      meaning.style.left = `${Math.max(8, Math.min(box.left, window.innerWidth - width - 8))}px`;
      meaning.style.top = `${below ? box.bottom + 8 : Math.max(8, box.top - height - 8)}px`;
    }
    const forget = () => { meaning.hidden = true; };
    all('a.word').forEach((word) => {
      word.addEventListener('pointerenter', () => explain(word));
      word.addEventListener('pointerleave', forget);
      word.addEventListener('focus', () => explain(word));
      word.addEventListener('blur', forget);
      word.addEventListener('click', () => {
        forget();
        const target = document.getElementById(word.hash.slice(1));
        if (target && target.tagName === 'DETAILS') target.open = true;
      });
    });
    document.addEventListener('keydown', (event) => { if (event.key === 'Escape') forget(); });

    document.getElementById('keys').hidden = false;

    all('.copy').forEach((button) => {
      if (!navigator.clipboard) return;
      button.hidden = false;
      button.addEventListener('click', async () => {
        await navigator.clipboard.writeText(button.parentElement.querySelector('code').textContent);
        button.textContent = 'Copied';
        announcer.textContent = 'Copied';
        setTimeout(() => { button.textContent = 'Copy'; }, 2000);
      });
    });

    document.getElementById('save').addEventListener('click', (event) => {
      const text = document.getElementById('raw-data').textContent;
      event.currentTarget.href =
        URL.createObjectURL(new Blob([text], { type: 'application/json' }));
    });

    // On paper what was folded is open.
    window.addEventListener('beforeprint', () => {
      all('details.evidence').forEach((details) => { details.open = true; });
      all('tbody.folded').forEach((body) => body.classList.remove('folded'));
    });
    """#
}

'use strict';
(() => {
  const field = name => document.getElementById('fs-' + name);
  if (!field('words')) return;
  const runs = [...document.querySelectorAll('.fs-run')];
  const look = () => {
    const words = field('words').value.toLowerCase().split(/\s+/).filter(Boolean);
    const report = field('report').value, state = field('state').value, from = field('from').value, to = field('to').value;
    let shown = 0;
    for (const run of runs) {
      const {report: own, state: how, start, end} = run.dataset;
      const text = (run.closest('.fs-report').querySelector('h2').textContent + ' ' + run.textContent).toLowerCase();
      run.hidden = Boolean((report && own !== report) || (state && how !== state) || (from && end && end < from)
        || (to && start && start > to) || !words.every(word => text.includes(word)));
      shown += !run.hidden;
    }
    for (const group of document.querySelectorAll('.fs-report')) group.hidden = !group.querySelector('.fs-run:not([hidden])');
    field('count').textContent = `${shown} of ${runs.length} runs`;
  };
  for (const name of ['words', 'report', 'state', 'from', 'to']) field(name).addEventListener('input', look);
  document.querySelector('.fs-filters').addEventListener('submit', event => event.preventDefault());
  look();
})();

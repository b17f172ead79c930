'use strict';
(() => {
  const root = document.documentElement;
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const charts = [];

  // ---- small helpers -------------------------------------------------------------------------------------------
  const make = (tag, className, text) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined && text !== null) element.textContent = text;
    return element;
  };
  const clone = value => value === undefined ? undefined : JSON.parse(JSON.stringify(value));
  const cssColour = name => getComputedStyle(root).getPropertyValue(name).trim();
  const longDay = new Intl.DateTimeFormat('en-GB', {dateStyle: 'long', timeZone: 'UTC'});
  const sayDay = text => {
    const day = /^\d{4}-\d{2}-\d{2}/.test(text) ? new Date(text.slice(0, 10) + 'T00:00:00Z') : null;
    return day && !isNaN(day) ? longDay.format(day) : text;
  };
  const sayKey = key => {
    const [first, ...rest] = String(key).split('|');
    const value = rest.filter(Boolean).join(', ');
    const day = first ? sayDay(first) : '';
    return value && day ? `${value}, ${day}` : value || day || 'Articles';
  };

  // ---- the panel of articles: text is only ever set as text ------------------------------------------------------
  const panel = document.getElementById('fs-panel');
  const panelTitle = document.getElementById('fs-panel-title');
  const panelBody = document.getElementById('fs-panel-body');
  const marked = (sentence, marks) => {
    const quote = make('blockquote');
    const letters = Array.from(sentence || '');
    let at = 0;
    for (const [from, to] of [...(marks || [])].sort((a, b) => a[0] - b[0])) {
      const start = Math.max(from, at);
      if (start >= to) continue;
      quote.append(letters.slice(at, start).join(''));
      quote.append(make('mark', '', letters.slice(start, to).join('')));
      at = to;
    }
    quote.append(letters.slice(at).join(''));
    return quote;
  };
  const articleItem = one => {
    const item = make('li');
    const where = [one.published ? sayDay(String(one.published)) : 'no date', one.source || 'no source'];
    item.append(make('p', 'fs-where', where.join(' · ')));
    const headline = make('p', 'fs-headline');
    if (/^https?:\/\//i.test(one.url || '')) {
      const link = make('a', '', one.title || '(no headline)');
      link.href = one.url;
      link.rel = 'noopener noreferrer';
      headline.append(link);
    } else headline.textContent = one.title || '(no headline)';
    item.append(headline);
    if (one.sentence) item.append(marked(one.sentence, one.marks));
    return item;
  };
  const openPanel = (keys, excerpts) => {
    const known = keys.filter(key => excerpts[key] && excerpts[key].length);
    if (!known.length) return false;
    panelBody.replaceChildren();
    panelTitle.textContent = known.length === 1 ? sayKey(known[0]) : 'Articles behind this point';
    for (const key of known) {
      if (known.length > 1) panelBody.append(make('h3', '', sayKey(key)));
      const list = make('ol', 'fs-articles');
      for (const one of excerpts[key]) list.append(articleItem(one));
      panelBody.append(list);
    }
    panelBody.append(make('p', 'fs-small', 'A few of the articles that were counted here, at most one sentence of each.'));
    if (!panel.open) panel.showModal();
    panelBody.scrollTop = 0;
    return true;
  };
  document.getElementById('fs-panel-close').addEventListener('click', () => panel.close());
  panel.addEventListener('click', event => { if (event.target === panel) panel.close(); });

  // ---- colours for light and dark: lightness turned over, hue kept -------------------------------------------------
  const parseColour = text => {
    let found = /^#([0-9a-f]{3,8})$/i.exec(text);
    if (found) {
      let hex = found[1];
      if (hex.length < 6) hex = [...hex].map(one => one + one).join('');
      const parts = [0, 2, 4].map(i => parseInt(hex.slice(i, i + 2), 16));
      return [...parts, hex.length === 8 ? parseInt(hex.slice(6), 16) / 255 : 1];
    }
    found = /^rgba?\(([^)]+)\)$/i.exec(text);
    if (!found) return null;
    const parts = found[1].split(',').map(one => parseFloat(one));
    return parts.length >= 3 && parts.every(one => !isNaN(one)) ? [...parts.slice(0, 3), parts[3] ?? 1] : null;
  };
  const NAMED = {black: '#000000', white: '#ffffff', gray: '#808080', grey: '#808080', lightgray: '#d3d3d3', lightgrey: '#d3d3d3'};
  const turn = text => {
    const colour = parseColour(NAMED[text] || text);
    if (!colour) return text;
    const [r, g, b] = colour.slice(0, 3).map(one => one / 255);
    const high = Math.max(r, g, b), low = Math.min(r, g, b), spread = high - low;
    const light = (high + low) / 2;
    const saturation = spread ? spread / (1 - Math.abs(2 * light - 1)) : 0;
    let hue = 0;
    if (spread) hue = high === r ? ((g - b) / spread + 6) % 6 : high === g ? (b - r) / spread + 2 : (r - g) / spread + 4;
    const turned = 0.1 + (1 - light) * 0.82;
    const c = (1 - Math.abs(2 * turned - 1)) * Math.min(saturation, 0.8);
    const x = c * (1 - Math.abs(hue % 2 - 1)), m = turned - c / 2;
    const [rr, gg, bb] = [[c, x, 0], [x, c, 0], [0, c, x], [0, x, c], [x, 0, c], [c, 0, x]][Math.floor(hue) % 6];
    const out = [rr, gg, bb].map(one => Math.round((one + m) * 255));
    return `rgba(${out.join(',')},${colour[3]})`;
  };
  const SKIPPED = new Set(['x', 'y', 'z', 'text', 'customdata', 'meta', 'ids', 'hovertext', 'hovertemplate', 'name', 'texttemplate', 'labels', 'values']);
  const recolour = (value, key) => {
    if (SKIPPED.has(key)) return value;
    if (typeof value === 'string') return turn(value);
    if (Array.isArray(value)) return value.map(one => recolour(one));
    if (value && typeof value === 'object') {
      for (const name of Object.keys(value)) value[name] = recolour(value[name], name);
    }
    return value;
  };

  // ---- drawing ---------------------------------------------------------------------------------------------------
  const templates = [...document.querySelectorAll('script[type="application/vnd.foresaid.template+json"]')]
    .map(one => JSON.parse(one.textContent));
  const config = {displayModeBar: false, responsive: true, displaylogo: false, showTips: false};
  const narrow = window.matchMedia('(max-width: 640px)');
  const setPath = (object, path, value) => {
    const names = path.replace(/\[(\d+)\]/g, '.$1').split('.');
    const last = names.pop();
    let at = object;
    for (const name of names) at = at[name] ??= {};
    at[last] = value;
  };
  const lines = text => text ? String(text).split('<br>').length : 0;
  // headline, unit and note stand in the page as text, where they wrap and are read aloud: take them out of the drawing
  const takeWordsOut = (chart, layout) => {
    const {margin} = layout;
    const told = name => (layout.annotations || []).find(one => one.name === name);
    const [title, subtitle, note] = ['fs-title', 'fs-subtitle', 'fs-note'].map(told);
    if (!margin || !(title || note)) return;
    const above = title ? 6 + 23 * lines(title.text) + 17 * lines(subtitle && subtitle.text) : 0;
    const below = note ? 12 + 16 * lines(note.text) : 0;
    margin.t = Math.max(margin.t - above, 8);
    margin.b = Math.max(margin.b - below, 8);
    if (layout.height) layout.height -= above + below;
    for (const one of [title, subtitle, note]) if (one) one.visible = false;
  };
  const layoutOf = (chart, night) => {
    const layout = clone(chart.figure.layout) || {};
    const template = chart.template === null ? null : templates[chart.template];
    if (template) layout.template = clone(night && template.dark ? template.dark : template.light);
    if (night && !(template && template.dark)) recolour(layout);
    if (narrow.matches) for (const [path, value] of Object.entries(chart.meta.narrow || {})) setPath(layout, path, value);
    takeWordsOut(chart, layout);
    layout.paper_bgcolor = layout.plot_bgcolor = 'rgba(0,0,0,0)';
    if (!template) layout.font = Object.assign({color: cssColour('--ink')}, layout.font);
    delete layout.width;
    layout.autosize = true;
    if (!window.matchMedia('(pointer: fine)').matches) layout.dragmode = false;
    return layout;
  };
  const dataOf = (chart, night) => {
    const data = clone(chart.figure.data);
    const own = chart.template !== null && templates[chart.template].dark;
    return night && !own ? data.map(one => recolour(one)) : data;
  };
  const draw = (chart, night = dark.matches) => {
    const layout = layoutOf(chart, night);
    if (layout.height) chart.plot.style.height = layout.height + 'px';
    return Plotly.react(chart.plot, dataOf(chart, night), layout, config);
  };

  const keysAt = (chart, point) => {
    let key = point.customdata;
    if (key === undefined) {
      const all = chart.figure.data[point.curveNumber]?.customdata;
      const at = point.pointNumber ?? point.pointIndex;
      key = Array.isArray(at) ? all?.[at[0]]?.[at[1]] : all?.[at];
    }
    return (Array.isArray(key) ? key : [key]).filter(one => chart.excerpts[one]);
  };
  // each excerpt stands in the page once; a chart's points name their places
  let stored = [];
  const excerptsOf = meta => Object.fromEntries(Object.entries(meta.excerpts || {}).map(([key, places]) => [key, places.map(at => stored[at])]));
  const prepare = island => {
    const figure = JSON.parse(island.textContent);
    const stage = island.closest('.fs-stage');
    const meta = (figure.layout && figure.layout.meta && figure.layout.meta.foresaid) || {};
    const template = island.dataset.template;
    return {
      figure, stage, meta, plot: stage.querySelector('.fs-plot'), status: stage.querySelector('.fs-status'),
      frame: stage.closest('figure'), excerpts: excerptsOf(meta), template: template === undefined ? null : +template,
    };
  };
  const start = chart => {
    draw(chart);
    chart.frame.dataset.drawn = 'yes';
    if (Object.keys(chart.excerpts).length) {
      chart.plot.on('plotly_click', event => {
        const keys = [...new Set(event.points.flatMap(point => keysAt(chart, point)))];
        openPanel(keys, chart.excerpts);
      });
      useKeys(chart);
    }
    addNumbers(chart);
  };

  // ---- points by keyboard, and the chart's numbers as a table -------------------------------------------------------
  const plain = values => values === undefined || values === null ? [] : Array.from(values);
  const pointsOf = chart => {
    const points = [];
    (chart.plot._fullData || []).forEach((trace, curve) => {
      const raw = chart.figure.data[trace.index ?? curve] || {};
      if (raw.hoverinfo === 'skip') return;
      const name = raw.name ? words(raw.name) : '';
      const add = (at, where, value, key, told) => {
        if (value === null || value === undefined || Number.isNaN(value)) return;
        points.push({curve, at, name, where, value, told, key: [].concat(key ?? []).find(one => chart.excerpts[one]) || ''});
      };
      if (trace.type === 'heatmap') {
        const xs = plain(trace.x), ys = plain(trace.y);
        plain(trace.z).forEach((row, i) => plain(row).forEach((value, j) =>
          add([i, j], `${ys[i]}, ${xs[j]}`, value, raw.customdata?.[i]?.[j], raw.hovertext?.[i]?.[j] ?? raw.text?.[i]?.[j])));
      } else {
        const flat = trace.orientation === 'h';
        const xs = plain(flat ? trace.y : trace.x), ys = plain(flat ? trace.x : trace.y);
        ys.forEach((value, i) => add(i, xs[i] ?? i, value, raw.customdata?.[i], Array.isArray(raw.hovertext) ? raw.hovertext[i] : ''));
      }
    });
    return points;
  };
  const sayValue = (chart, value) => {
    if (typeof value !== 'number') return String(value);
    const unit = chart.plot._fullLayout?.yaxis?.tickformat || chart.plot._fullLayout?.xaxis?.tickformat || '';
    if (/%$/.test(unit) || chart.meta.unit === 'share') return (value * 100).toFixed(1) + ' %';
    return Number.isInteger(value) ? value.toLocaleString('en-GB') : value.toLocaleString('en-GB', {maximumFractionDigits: 2});
  };
  const words = html => new DOMParser().parseFromString(String(html).replace(/<br>/g, ' · '), 'text/html').body.textContent;
  const sayPoint = (chart, point) => point.told ? words(point.told) :
    `${[point.name, sayDay(String(point.where))].filter(Boolean).join(', ')}: ${sayValue(chart, point.value)}`;
  const useKeys = chart => {
    const points = pointsOf(chart).filter(one => one.key);
    if (!points.length) return;
    let now = -1;
    chart.stage.tabIndex = 0;
    chart.stage.setAttribute('role', 'group');
    chart.stage.setAttribute('aria-label', `${chart.meta.title || 'Chart'}. Arrow keys choose a point, Enter opens its articles.`);
    chart.frame.classList.add('fs-clickable');
    const choose = step => {
      now = (now + step + points.length) % points.length;
      const point = points[now];
      chart.status.textContent = sayPoint(chart, point) + ' · Enter opens its articles';
      if (!Array.isArray(point.at)) {
        try { Plotly.Fx.hover(chart.plot, [{curveNumber: point.curve, pointNumber: point.at}]); } catch { /* the line of text has said it */ }
      }
    };
    const jump = way => {
      if (now < 0) return choose(1);
      const curves = [...new Set(points.map(one => one.curve))];
      const next = curves[(curves.indexOf(points[now].curve) + way + curves.length) % curves.length];
      const same = points.findIndex(one => one.curve === next && String(one.where) === String(points[now].where));
      const goal = same >= 0 ? same : points.findIndex(one => one.curve === next);
      choose(goal - now);
    };
    chart.stage.addEventListener('keydown', event => {
      const moves = {ArrowRight: () => choose(1), ArrowLeft: () => choose(now < 0 ? 0 : -1), ArrowUp: () => jump(-1), ArrowDown: () => jump(1),
        Enter: () => now >= 0 && openPanel([points[now].key], chart.excerpts), ' ': () => now >= 0 && openPanel([points[now].key], chart.excerpts)};
      if (event.target !== chart.stage || !moves[event.key]) return;
      event.preventDefault();
      moves[event.key]();
    });
    chart.stage.addEventListener('blur', () => { Plotly.Fx.unhover(chart.plot); chart.status.textContent = ''; });
  };
  const addNumbers = chart => {
    const box = chart.frame.querySelector('.fs-numbers');
    if (!box || !pointsOf(chart).length) return;
    box.hidden = false;
    box.addEventListener('toggle', () => {
      if (!box.open || box.querySelector('table')) return;
      const points = pointsOf(chart);
      const named = points.some(one => one.name), keyed = points.some(one => one.key);
      const table = make('table', 'fs-table');
      table.append(make('caption', '', `The numbers in: ${chart.meta.title || 'this chart'}`));
      const head = table.createTHead().insertRow();
      for (const name of [named && 'Series', 'Where', 'Value', keyed && 'Articles'].filter(Boolean)) {
        const cell = make('th', '', name);
        cell.scope = 'col';
        head.append(cell);
      }
      const body = table.createTBody();
      for (const point of points) {
        const row = body.insertRow();
        if (named) row.append(make('td', '', point.name));
        row.append(make('td', '', String(point.where).replace(/T00:00:00(\.0+)?$/, '')));
        const value = make('td', 'fs-number', sayValue(chart, point.value));
        if (typeof point.value === 'number') value.dataset.order = point.value;
        row.append(value);
        if (keyed) {
          const cell = make('td');
          if (point.key) {
            const button = make('button', 'fs-link', 'Read');
            button.type = 'button';
            button.setAttribute('aria-label', `Read articles: ${sayPoint(chart, point)}`);
            button.addEventListener('click', () => openPanel([point.key], chart.excerpts));
            cell.append(button);
          }
          row.append(cell);
        }
      }
      const scroll = make('div', 'fs-scroll');
      scroll.tabIndex = 0;
      scroll.setAttribute('role', 'group');
      scroll.setAttribute('aria-label', table.caption.textContent);
      scroll.append(table);
      box.append(scroll);
      makeSortable(table);
    });
  };

  // ---- tables that sort and can be searched -------------------------------------------------------------------------
  const orderOf = cell => {
    if (!cell) return '';
    if (cell.dataset.order !== undefined) return parseFloat(cell.dataset.order);
    const text = cell.textContent.trim();
    const number = text.replace(/[,\s%]/g, '');
    return number !== '' && !isNaN(number) ? parseFloat(number) : text.toLowerCase();
  };
  const compare = (a, b) => {
    if (a === '' || b === '') return a === b ? 0 : a === '' ? 1 : -1;
    if (typeof a === 'number' && typeof b === 'number') return a - b;
    return String(a).localeCompare(String(b), 'en');
  };
  function makeSortable(table) {
    const heads = [...(table.tHead?.rows[0]?.cells || [])], body = table.tBodies[0];
    if (!body || body.rows.length < 2 || table.tHead.rows.length > 1) return;
    heads.forEach((head, column) => {
      const button = make('button', 'fs-sort', head.textContent);
      button.type = 'button';
      head.replaceChildren(button);
      if (body.rows[0].cells[column]?.classList.contains('fs-number')) head.classList.add('fs-number');
      button.addEventListener('click', () => {
        const numeric = [...body.rows].some(row => typeof orderOf(row.cells[column]) === 'number');
        const was = head.getAttribute('aria-sort');
        const up = was ? was === 'descending' : !numeric;
        heads.forEach(other => other.removeAttribute('aria-sort'));
        head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
        const rows = [...body.rows].map(row => [orderOf(row.cells[column]), row]);
        const empty = rows.filter(one => one[0] === ''), full = rows.filter(one => one[0] !== '');
        full.sort((a, b) => up ? compare(a[0], b[0]) : compare(b[0], a[0]));
        body.append(...full.map(one => one[1]), ...empty.map(one => one[1]));
      });
    });
  }
  const makeSearchable = table => {
    const body = table.tBodies[0];
    if (!body || body.rows.length < 12) return;
    const name = table.caption ? table.caption.textContent : 'this table';
    const box = make('p', 'fs-search'), input = make('input'), count = make('span', 'fs-small');
    input.type = 'search';
    input.placeholder = 'Search these rows';
    input.setAttribute('aria-label', `Search: ${name}`);
    count.setAttribute('role', 'status');
    const look = () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const row of body.rows) {
        const text = row.textContent.toLowerCase();
        row.hidden = !words.every(word => text.includes(word));
        shown += !row.hidden;
      }
      count.textContent = words.length ? `${shown} of ${body.rows.length} rows` : `${body.rows.length} rows`;
    };
    input.addEventListener('input', look);
    look();
    box.append(input, count);
    (table.closest('.fs-scroll') || table).before(box);
  };
  document.querySelectorAll('main table').forEach(table => {
    if (table.classList.contains('fs-method')) return;
    makeSortable(table);
    makeSearchable(table);
  });

  // ---- unpack plotly, then draw ------------------------------------------------------------------------------------
  const unpack = async packed => {
    const bytes = Uint8Array.from(atob(packed), one => one.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Response(stream).text();
  };
  const giveUp = error => {
    root.dataset.charts = 'failed';
    for (const frame of document.querySelectorAll('.fs-chart .fs-plot'))
      if (!frame.childElementCount) frame.append(make('p', 'fs-missing', `This chart could not be drawn by this browser (${error.message || error}).`));
  };
  const begin = async () => {
    const islands = [...document.querySelectorAll('script[type="application/vnd.plotly.v1+json"]')];
    const packed = document.getElementById('fs-plotly');
    if (islands.length && packed) {
      const told = document.getElementById('fs-excerpts');
      if (told) {
        const known = JSON.parse(await unpack(told.textContent));
        stored = known.order.map(at => known.told[at]);
      }
      const script = make('script', '', await unpack(packed.textContent));
      document.head.append(script);
      for (const island of islands) {
        const chart = prepare(island);
        charts.push(chart);
        start(chart);
        await new Promise(done => setTimeout(done));
      }
    }
    root.dataset.charts = 'drawn';
  };
  for (const query of [dark, narrow]) query.addEventListener('change', () => charts.forEach(chart => draw(chart)));
  window.addEventListener('beforeprint', () => charts.forEach(chart => {
    draw(chart, false);
    Plotly.relayout(chart.plot, {width: 680});
  }));
  window.addEventListener('afterprint', () => charts.forEach(chart => draw(chart)));
  begin().catch(giveUp);
})();

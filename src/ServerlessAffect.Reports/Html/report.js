// Draws the charts of a report with the Vega libraries before it, in the colours of the page. No expression is compiled (ast), nothing is loaded from anywhere.
(() => {
  'use strict';

  const PRINT_WIDTH = 660;
  const COMPOSED_GAP = 28;
  // Marks beyond this are drawn as pixels; below it as shapes, which print and zoom sharply.
  const SHAPES = 2500;

  const LIGHT = {
    ink: '#1c2127', muted: '#58616b', line: '#e6e5e0', strong: '#9aa1a8', accent: '#0b6e9e',
    category: ['#0072b2', '#d55e00', '#009e73', '#b8528f', '#9a7b00', '#3f9fd8', '#7a4b2a', '#6a51a3', '#d0477a', '#7d848b'],
    diverging: ['#2166ac', '#7fb4d8', '#f4f3f0', '#eb9a72', '#b2401b'],
    ramp: ['#6d9bb8', '#0a3d5c'],
    shares: ['#f0f4f7', '#8fb8d3', '#0b5a86'],
  };
  const DARK = {
    ink: '#e3e6e8', muted: '#a3acb5', line: '#2a3036', strong: '#6b747d', accent: '#58a6d6',
    category: ['#5cb3ea', '#f58a42', '#35c79c', '#e295c4', '#dcb62e', '#a5d8f7', '#c79a74', '#b3a2e8', '#f58fb0', '#98a0a8'],
    diverging: ['#6bb3f0', '#2f5f86', '#23282d', '#8a4a2c', '#f58a55'],
    ramp: ['#6d97b0', '#cfeaff'],
    shares: ['#232a30', '#2f6587', '#86cdf8'],
  };

  const root = document.documentElement;
  const charts = [...document.querySelectorAll('.chart')].map(element => ({
    element,
    controls: element.nextElementSibling,
    spec: JSON.parse(document.getElementById(element.dataset.spec).textContent),
    view: null,
    width: 0,
    turn: 0,
    done: false,
  }));

  const isDark = () => root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;

  function config(colours, width, entry) {
    const room = Math.max(60, Math.min(180, Math.round(width * 0.3)));
    return {
      background: null,
      aria: false,
      font: getComputedStyle(document.body).fontFamily,
      padding: { left: 2, right: 6, top: 2, bottom: 6 },
      view: { stroke: null },
      mark: { color: colours.accent },
      axis: {
        labelColor: colours.muted, titleColor: colours.ink, gridColor: colours.line, domainColor: colours.strong, tickColor: colours.strong,
        labelFontSize: 11, titleFontSize: 11, titleFontWeight: 600, titlePadding: 8, labelLimit: room, titleLimit: width, tickSize: 4,
      },
      axisX: { labelOverlap: 'greedy', tickCount: width < 420 ? 4 : 7, titleAnchor: 'start' },
      axisY: { domain: false, ticks: false, labelPadding: 6 },
      axisXDiscrete: { labelAngle: -40, labelLimit: Math.min(room, 110), labelOverlap: false, grid: false },
      axisYDiscrete: { grid: false },
      legend: {
        orient: 'top', labelColor: colours.muted, titleColor: colours.ink, labelFontSize: 11, titleFontSize: 11, titleFontWeight: 600, labelLimit: Math.min(240, width - 60),
        columns: Math.max(1, Math.floor(width / entry)), gradientLength: Math.min(200, Math.round(width * 0.5)), gradientThickness: 10, symbolType: 'circle', symbolOpacity: 1, symbolStrokeWidth: 2, offset: 12,
      },
      header: { labelColor: colours.muted, titleColor: colours.ink },
      range: {
        category: colours.category, ordinal: colours.shares, ramp: colours.ramp, heatmap: { scheme: 'viridis' }, diverging: colours.diverging,
      },
      text: { color: colours.ink, fontSize: 11 },
      rule: { color: colours.strong },
      tick: { color: colours.ink },
      point: { filled: true },
      circle: { color: colours.accent },
      line: { strokeCap: 'round' },
      style: {
        value: { color: colours.muted, fontSize: 11 },
        interval: { color: colours.ink, strokeWidth: 1.5 },
        reference: { color: colours.muted, strokeDash: [4, 4], strokeWidth: 1.5 },
        axis: { color: colours.strong, strokeWidth: 1 },
        box: { color: colours.accent, opacity: 0.55 },
        median: { color: colours.ink },
      },
    };
  }

  // The width of the page, shared among the parts of a chart that has several; `trim` is what their axes took beyond it at the last try.
  function fit(source, width, trim) {
    const spec = structuredClone(source);
    const parts = spec.concat ?? spec.vconcat;
    if (parts) {
      const columns = spec.concat && width >= 560 ? parts.length : 1;
      spec.columns = spec.concat ? columns : undefined;
      spec.spacing = COMPOSED_GAP;
      const each = (width - (columns - 1) * COMPOSED_GAP) / columns;
      const withAxes = columns === 1 ? 1 : parts.filter(part => !part.usermeta?.sizesByWidth).length;
      for (const part of parts) size(part, Math.floor(part.usermeta?.sizesByWidth ? each - 1 : each - trim / withAxes));
      return { spec, columns };
    }

    if (spec.facet) {
      const columns = Math.max(1, Math.floor(width / 155));
      spec.columns = columns;
      spec.spacing = 16;
      spec.spec.width = Math.floor((width - (columns - 1) * 16 - trim) / columns);
      return { spec, columns };
    }

    size(spec, width);
    spec.autosize = { type: 'fit-x', contains: 'padding' };
    return { spec, columns: 0 };
  }

  function size(spec, width) {
    const meta = spec.usermeta ?? {};
    spec.width = Math.max(80, width);
    if (meta.aspect) spec.height = Math.round(Math.min(meta.maxHeight ?? 520, spec.width * meta.aspect));
    if (meta.sizesByWidth) spec.encoding.size.scale.range = [0, spec.width];
  }

  function rows(spec) {
    let count = 0;
    JSON.stringify(spec, (key, value) => {
      if (key === 'values' && Array.isArray(value)) { count += value.length; return undefined; }
      return value;
    });
    return count;
  }

  // Width of an entry of a legend, by its longest name; an estimate.
  function entryWidth(spec) {
    let longest = 0;
    JSON.stringify(spec, (key, value) => {
      if (key === 'color' && value?.scale?.domain) for (const name of value.scale.domain) longest = Math.max(longest, String(name).length);
      return key === 'values' ? undefined : value;
    });
    return Math.min(270, 34 + 6.6 * longest);
  }

  const closed = () => Promise.reject(new Error('A report loads nothing.'));
  const loader = { load: closed, http: closed, file: closed, sanitize: async uri => {
    if (!uri.startsWith('data:image/png;base64,')) throw new Error('A report loads nothing.');
    return { href: uri };
  } };

  async function draw(chart, colours, width) {
    const turn = ++chart.turn;
    chart.width = width;
    try {
      let trim = 0;
      for (let attempt = 0; attempt < 3; attempt++) {
        const { spec, columns } = fit(chart.spec, width, trim);
        chart.controls.replaceChildren();
        chart.view?.finalize();
        const result = await vegaEmbed(chart.element, spec, {
          mode: 'vega-lite', ast: true, actions: false, defaultStyle: false, renderer: rows(chart.spec) > SHAPES ? 'canvas' : 'svg', config: config(colours, width, entryWidth(spec)),
          loader, bind: chart.controls, tooltip: { disableDefaultStyle: true }, logLevel: vega.Error,
        });
        if (turn !== chart.turn) { result.finalize(); return; }
        chart.view = result.view;
        const picture = chart.element.querySelector('svg, canvas');
        const over = columns ? Math.ceil(parseFloat(picture.getAttribute('width')) / (picture.tagName === 'CANVAS' ? devicePixelRatio : 1)) - width : 0;
        // The figure says what the picture shows; its hundreds of shapes would say nothing.
        picture.setAttribute('aria-hidden', 'true');
        if (over <= 0) break;
        trim += over;
      }

      chart.element.dataset.drawn = '';
    } catch (error) {
      const message = document.createElement('p');
      message.className = 'failed';
      message.textContent = 'This chart could not be drawn; the sentence above says what it shows.';
      chart.element.replaceChildren(message);
      console.error(error);
    }

    chart.done = true;
    if (charts.every(c => c.done)) root.dataset.charts = 'drawn';
  }

  const widthOf = chart => Math.floor(chart.element.clientWidth);
  const redraw = chart => draw(chart, isDark() ? DARK : LIGHT, widthOf(chart));

  // Those in sight first, then one after the other while nothing else is to do.
  const waiting = new Set(charts);
  function next(chart) {
    waiting.delete(chart);
    return redraw(chart);
  }

  const sight = new IntersectionObserver(entries => {
    for (const entry of entries.filter(e => e.isIntersecting)) {
      sight.unobserve(entry.target);
      const chart = charts.find(c => c.element === entry.target);
      if (waiting.has(chart)) next(chart);
    }
  }, { rootMargin: '600px' });
  charts.forEach(chart => sight.observe(chart.element));

  const idle = window.requestIdleCallback ?? (work => setTimeout(work, 50));
  idle(async function work() {
    const [chart] = waiting;
    if (chart) { await next(chart); idle(work); }
  });

  let resizing = 0;
  addEventListener('resize', () => {
    clearTimeout(resizing);
    resizing = setTimeout(() => charts.filter(c => c.turn && c.width !== widthOf(c)).forEach(redraw), 150);
  });

  // Paper is white. Drawing ends within this event, for it waits for nothing; a picture inside a chart would, and its text follows the style sheet.
  addEventListener('beforeprint', () => {
    waiting.clear();
    for (const chart of charts) {
      if (!JSON.stringify(chart.spec.mark ?? '').includes('"image"') || !chart.turn) draw(chart, LIGHT, PRINT_WIDTH);
    }
  });
  addEventListener('afterprint', () => charts.forEach(redraw));

  const button = document.querySelector('.theme');
  const label = () => { button.textContent = isDark() ? 'Light colours' : 'Dark colours'; };
  button.hidden = false;
  label();
  button.addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    label();
    charts.filter(c => c.turn).forEach(redraw);
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    label();
    if (!root.dataset.theme) charts.filter(c => c.turn).forEach(redraw);
  });

  // The question that is being read.
  const links = new Map([...document.querySelectorAll('.questions a')].map(link => [link.hash.slice(1), link]));
  const reading = new IntersectionObserver(entries => {
    for (const entry of entries.filter(e => e.isIntersecting)) {
      for (const [id, link] of links) {
        if (id === entry.target.id) link.setAttribute('aria-current', 'true'); else link.removeAttribute('aria-current');
      }
    }
  }, { rootMargin: '-20% 0px -70% 0px' });
  document.querySelectorAll('.page').forEach(page => reading.observe(page));
})();

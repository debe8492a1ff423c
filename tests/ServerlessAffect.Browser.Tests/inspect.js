// What a test asks of an open report. Each function answers a list of faults, in words.

const name = element => element.closest('figure, .gallery, section, nav, header, footer')?.querySelector('figcaption, h3, h2, h1')?.textContent.slice(0, 60) ?? element.className;

function undrawn() {
  const faults = [];
  for (const chart of document.querySelectorAll('.chart')) {
    const picture = chart.querySelector('svg, canvas');
    if (!picture) { faults.push(`nothing drawn: ${name(chart)}`); continue; }
    if (picture.tagName === 'CANVAS') {
      const pixels = picture.getContext('2d').getImageData(0, 0, picture.width, picture.height).data;
      const colours = new Set();
      for (let i = 0; i < pixels.length; i += 4 * 97) colours.add(`${pixels[i]},${pixels[i + 1]},${pixels[i + 2]},${pixels[i + 3]}`);
      if (colours.size < 4) faults.push(`blank: ${name(chart)}`);
    } else {
      const shapes = [...picture.querySelectorAll('.mark-rect path, .mark-symbol path, .mark-line path, .mark-area path, .mark-rule line, .mark-text text, .mark-image image')];
      const seen = shapes.filter(shape => { const box = shape.getBoundingClientRect(); return box.width + box.height > 1; });
      if (seen.length < 4) faults.push(`blank: ${name(chart)}`);
    }
  }
  return faults;
}

function outside() {
  const faults = [];
  if (document.documentElement.scrollWidth > innerWidth) faults.push(`the page is ${document.documentElement.scrollWidth} wide, the window ${innerWidth}`);
  for (const element of document.querySelectorAll('h1, h2, h3, p, li, dd, dt, figcaption, .name, .note, blockquote, button')) {
    if (element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== 'inline') faults.push(`wider than its place: '${element.textContent.slice(0, 40)}'`);
  }
  for (const chart of document.querySelectorAll('.chart')) {
    const place = chart.getBoundingClientRect();
    const picture = chart.querySelector('svg, canvas');
    const box = picture.getBoundingClientRect();
    if (box.right > place.right + 1 || box.bottom > place.bottom + 1) faults.push(`larger than its place: ${name(chart)} ${box.width} of ${place.width}`);
    for (const text of picture.querySelectorAll('text')) {
      const word = text.getBoundingClientRect();
      if (!word.width || getComputedStyle(text).opacity === '0') continue;
      if (word.left < box.left - 2 || word.right > box.right + 2 || word.top < box.top - 2 || word.bottom > box.bottom + 1) {
        faults.push(`cut off: '${text.textContent}' of ${name(chart)}`);
      }
    }
  }
  return faults;
}

function overlaps() {
  const faults = [];
  const disjoint = (elements, slack, what) => {
    const boxes = elements.map(element => ({ element, box: element.getBoundingClientRect() })).filter(({ box }) => box.width > 0 && box.height > 0);
    for (let i = 0; i < boxes.length; i++) {
      for (let j = 0; j < i; j++) {
        const [a, b] = [boxes[i].box, boxes[j].box];
        const [x, y] = [Math.min(a.right, b.right) - Math.max(a.left, b.left), Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)];
        if (x > slack && y > slack) faults.push(`${what}: '${boxes[i].element.textContent.slice(0, 40)}' on '${boxes[j].element.textContent.slice(0, 40)}'`);
      }
    }
  };
  for (const parent of document.querySelectorAll('.page, .charts, .chart-figure, .gallery ul, .gallery li, .figures, .title')) {
    disjoint([...parent.children].filter(child => child.tagName !== 'SCRIPT'), 1, 'elements overlap');
  }
  for (const svg of document.querySelectorAll('.chart svg')) {
    for (const group of svg.querySelectorAll('.mark-text')) {
      const texts = [...group.querySelectorAll(':scope > text')].filter(text => getComputedStyle(text).opacity !== '0' && !text.querySelector('tspan'));
      const slanted = texts.length && /rotate/.test(texts[0].getAttribute('transform'));
      if (!slanted) { disjoint(texts, 2, `texts overlap in ${name(svg)}`); continue; }
      // Boxes of slanted texts overlap where the texts do not: what counts is how far apart their lines run.
      const lines = texts.map(text => { const m = text.getScreenCTM(); return (m.a * m.f - m.b * m.e) / Math.hypot(m.a, m.b); }).sort((a, b) => a - b);
      for (let i = 1; i < lines.length; i++) if (lines[i] - lines[i - 1] < 7) faults.push(`slanted texts overlap in ${name(svg)}`);
    }
  }
  return faults;
}

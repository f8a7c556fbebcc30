// titles-jsdom.cjs: the titles of random pages, beside a browser's engine
// Copyright 2026 The Inflight developers
// SPDX-License-Identifier: GPL-3.0-or-later

// node titles-jsdom.cjs PROGRAM [PAGES [SEED]]
// PROGRAM is tests/differential/titles of the build. jsdom comes from npm, and is
// found by NODE_PATH. Prints each page with another title than jsdom has for it, and
// exits with 1 if one of these differs without a known reason.

'use strict';

const { spawnSync } = require('node:child_process');
const { JSDOM, VirtualConsole } = require('jsdom');

const program = process.argv[2];
const nPages = Number(process.argv[3] ?? 500);
const seed = Number(process.argv[4] ?? 1);

// Random numbers that are the same everywhere (mulberry32).
let state = seed >>> 0;

function random(n) {
  state = (state + 0x6d2b79f5) >>> 0;
  let t = Math.imul(state ^ (state >>> 15), state | 1);
  t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) % n;
}

const pick = (list) => list[random(list.length)];

const names = ['title', 'title', 'title', 'svg', 'svg', 'math', 'g', 'desc', 'foreignObject',
  'mi', 'mtext', 'annotation-xml', 'template', 'script', 'style', 'textarea', 'noscript',
  'iframe', 'noembed', 'noframes', 'xmp', 'p', 'div', 'b', 'span', 'br', 'font', 'head', 'body',
  'html', 'a', 'li', 'h1', 'img', 'meta', 'link', 'section', 'table', 'tr', 'td', 'caption',
  'colgroup', 'select', 'option', 'frameset'];
const attributes = ['', '', '', ' a', ' a=b', " a='>'", ' a="<title>"', ' =', ' a=b/', ' size=1',
  ' encoding="text/html"', ' a="', ' / b', '\n a = b'];
const ends = ['>', '>', '>', '>', '/>', ' >', ''];
const references = ['&amp;', '&amp', '&copy', '&copy;', '&notit;', '&notin;', '&#65;', '&#x41',
  '&#128;', '&#150', '&#0;', '&#xd800;', '&#1114112;', '&', '&#', '&#x;', '&nGt;', '&Zcaron;',
  '&lt;title&gt;', '&CounterClockwiseContourIntegral;', '&amp;amp;', '&eacute', '&eacutex',
  '&ThickSpace;', '&bne;', '&apos;', '&AMP'];
const oddities = ['<!-- -->', '<!--', '-->', '--!>', '<!-->', '<!--->', '<!', '<!x>', '<?', '<?x?>',
  '</', '</>', '<', '>', '<![CDATA[', ']]>', '<!DOCTYPE html>', '</titl', '</title', '\0', '\r\n',
  '"', "'", '<1>', '</1>', '<a', '</script', '<script'];
const words = ['One', 'two', ' ', '\n', 'Grüße', 'Übersicht – 5 €', '日本語', 'Привет', '😀',
  '\u00a0'];

function text() {
  let out = '';
  for (let n = random(4); n >= 0; n--)
    out += random(3) === 0 ? pick(references) : pick(words);
  return out;
}

function element(depth) {
  const name = pick(names);
  const open = `<${random(9) === 0 ? name.toUpperCase() : name}${pick(attributes)}${pick(ends)}`;
  const close = random(6) === 0 ? pick(['', '</p>', '</svg>', '</title>', '</template>'])
    : `</${name}${pick(['', '', '', ' ', '/', ' a=b'])}>`;
  return open + content(depth + 1) + close;
}

function content(depth) {
  let out = '';
  for (let n = random(depth > 4 ? 2 : 4); n > 0; n--) {
    const kind = random(10);
    out += kind < 5 && depth < 7 ? element(depth) : kind < 8 ? text() : pick(oddities);
  }
  return out;
}

function page() {
  let out = pick(['', '<!DOCTYPE html>', '<!DOCTYPE html><html><head>', '<html>']);
  out += content(1);
  if (random(2) === 0)
    out += `<title>${text()}${random(4) === 0 ? pick(oddities) : ''}${text()}</title>`;
  return out + content(1);
}

// Encodings that TextEncoder does not have, by what their decoders make of bytes.
const tables = new Map();

function encode(string, label) {
  if (label === 'utf-8')
    return Buffer.from(string);
  if (label === 'utf-16le')
    return Buffer.from(string, 'utf16le');
  if (label === 'utf-16be')
    return Buffer.from(string, 'utf16le').swap16();

  if (!tables.has(label)) {
    const table = new Map();
    const decoder = new TextDecoder(label, { fatal: true });
    const add = (bytes) => {
      try {
        const c = decoder.decode(Buffer.from(bytes));
        if ([...c].length === 1 && !table.has(c))
          table.set(c, bytes);
      } catch { /* No character. */ }
    };
    for (let i = 0; i < 256; i++)
      add([i]);
    for (let i = 0x81; i < 256; i++)
      for (let j = 0x40; j < 256; j++)
        add([i, j]);
    tables.set(label, table);
  }

  const table = tables.get(label);
  return Buffer.from([...string].flatMap((c) => table.get(c) ?? [0x3f]));
}

const labels = ['utf-8', 'utf-8', 'utf-8', 'windows-1252', 'windows-1251', 'shift_jis', 'gbk',
  'big5', 'euc-jp', 'euc-kr', 'koi8-r', 'iso-8859-15', 'utf-16le', 'utf-16be'];

// One byte is wrong in some pages.
function damage(bytes) {
  if (random(5) === 0 && bytes.length > 0)
    bytes[random(bytes.length)] = random(2) === 0 ? 0xff : random(256);
  return bytes;
}

function makeCase() {
  const label = pick(labels);
  const wide = label.startsWith('utf-16');
  const mark = wide || label === 'utf-8' ? random(4) === 0 : false;
  const header = (wide && !mark) || random(2) === 0;
  const declares = !header && !mark && random(4) !== 0;
  const meta = pick([`<meta charset="${label}">`,
    `<meta http-equiv=content-type content='text/html; charset=${label}'>`]);
  const html = (declares && random(2) === 0 ? meta : '') + page() + (declares ? meta : '');
  return {
    label, html,
    type: header ? `text/html; charset=${pick([label, label.toUpperCase(), `"${label}"`])}`
      : 'text/html',
    bytes: damage(encode((mark ? '\ufeff' : '') + html, label)),
  };
}

function frame(bytes) {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.length);
  return Buffer.concat([length, bytes]);
}

function askInflight(cases) {
  const input = Buffer.concat(cases.flatMap((c) => [frame(Buffer.from(c.type)), frame(c.bytes)]));
  const { stdout, status } = spawnSync(program, { input, maxBuffer: 1 << 30 });
  if (status !== 0)
    throw new Error(`${program} ended with ${status}`);
  let at = 0;
  return cases.map(() => {
    const length = stdout.readUInt32LE(at);
    const begin = at + 4;
    at = length === 0xffffffff ? begin : begin + length;
    return length === 0xffffffff ? null : stdout.toString('utf8', begin, at);
  });
}

// As document.title does it; controls that windows-1252 has in the standard and
// iconv has not are shown as replacement characters anyway.
function normalize(title) {
  return title?.replace(/[\t\n\f\r ]+/g, ' ').replace(/^ | $/g, '')
    .replace(/[\x80-\x9f]/g, '\ufffd') ?? null;
}

function parse(bytes, type, options) {
  return new JSDOM(bytes, { contentType: type, virtualConsole: new VirtualConsole(), ...options });
}

function askJsdom(bytes, type) {
  const dom = parse(bytes, type);
  const title = [...dom.window.document.querySelectorAll('title')]
    .find((element) => element.namespaceURI === 'http://www.w3.org/1999/xhtml');
  return title === undefined ? null
    : [...title.childNodes].map((node) => node.data ?? '').join('');
}

// Whether an element of SVG or MathML was left without its own end tag, or by one that
// HTML does not let end it.
function hasOpenForeign(c) {
  const dom = parse(c.bytes, c.type, { includeNodeLocations: true });
  const isOpen = [...dom.window.document.querySelectorAll('*')]
    .filter((element) => element.namespaceURI !== 'http://www.w3.org/1999/xhtml')
    .some((element) => {
      const location = dom.nodeLocation(element);
      return location && !location.endTag &&
        !c.html.slice(location.startTag?.startOffset, location.startTag?.endOffset).endsWith('/>');
    });
  return isOpen;
}

// Reasons for which another title is right, or is put up with.
function explain(c, ours) {
  if (c.type === 'text/html' && normalize(askJsdom(c.bytes, 'text/html; charset=utf-8')) === ours)
    return 'nobody names the encoding, and the title is UTF-8';
  if (/<(select|frameset)/i.test(c.html))
    return 'a select or a frameset, where browsers leave tags out';
  if (hasOpenForeign(c))
    return 'SVG or MathML without its end tag';
  return null;
}

const cases = Array.from({ length: nPages }, makeCase);
const counts = new Map();
let nDifferent = 0;

askInflight(cases).forEach((raw, i) => {
  const ours = normalize(raw);
  const theirs = normalize(askJsdom(cases[i].bytes, cases[i].type));
  if (ours === theirs)
    return;

  const reason = explain(cases[i], ours);
  counts.set(reason, (counts.get(reason) ?? 0) + 1);
  nDifferent++;
  console.log(JSON.stringify({ page: i, reason, ours, theirs, ...cases[i], bytes: undefined }));
});

for (const [reason, count] of counts)
  console.log(`${count} of ${nPages}: ${reason ?? 'no known reason'}`);
console.log(`${nPages - nDifferent} of ${nPages} pages as in jsdom, seed ${seed}`);
process.exitCode = counts.has(null) ? 1 : 0;

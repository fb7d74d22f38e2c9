"""How the page of evidence looks, beside what all pages have in common, and the script of its search."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

EVIDENCE_STYLE = """
.private{font-weight:700}
.block{margin:0 0 1rem}
.block>p{margin-bottom:.35rem}
.block>:is(h3,h4,h5,h6){margin-bottom:.35rem}
.block>h3{font-size:1.3125rem}
.block>h4{font-size:1.1875rem}
h5,h6{font-size:1.0625rem;line-height:1.3;margin:1.25rem 0 .25rem}
.block table{font-size:1rem}
.block thead th{white-space:normal}
.kind{color:var(--soft);font-size:.9375rem;margin-bottom:.25rem}
.item{padding-left:1.5rem}
a.from{color:inherit;text-decoration:underline dotted;text-decoration-thickness:.08em}
details{margin:.15rem 0}
summary{cursor:pointer;padding:.15rem 0}
summary:focus-visible,input:focus-visible,button:focus-visible{outline:3px solid var(--on-focus);outline-offset:0;
background:var(--focus);color:var(--on-focus);box-shadow:0 0 0 5px var(--focus)}
.back>summary{color:var(--link);font-size:.9375rem}
.trees,.trees ul{list-style:none;margin:0;padding:0 0 0 1rem;border-left:3px solid var(--line)}
.trees{max-width:60rem}
.trees li{margin:0;padding:.2rem 0}
.trees p{margin:.1rem 0 .1rem 1rem;max-width:56rem}
.cell{color:var(--soft)}
.entry:target,.block:target,tr:target{outline:3px solid var(--link);outline-offset:3px}
.search{position:sticky;top:0;z-index:1;background:var(--paper);padding:.6rem 0;border-bottom:1px solid var(--line)}
.search label{font-weight:700;margin-right:.5rem}
.search input{font:inherit;color:inherit;background:var(--paper);border:2px solid var(--ink);padding:.3rem .5rem;
width:20rem;max-width:100%}
.search button{font:inherit;color:inherit;background:var(--panel);border:1px solid var(--ink);padding:.3rem .7rem;cursor:pointer}
.search p{display:inline-block;margin:0 0 0 .5rem}
.entry,.block,tr{scroll-margin-top:9rem}
.digest{font-size:.8125rem}
.grounds td{min-width:6rem}
[hidden]{display:none!important}
::highlight(found){background:#fd0;color:#0b0c0c}
@media print{
.search{display:none}
.kind,.back>summary{font-size:9pt}
.digest{font-size:8pt}
a.from{text-decoration:none}
.back:not([open]){display:none}
details{break-inside:auto}
.trees li{break-inside:auto}
}
"""

# Hides what does not hold the words, and opens the trees that do. Numbers are found as whole ones (622 is not in 1,622), with commas or
# without.
SCRIPT = """
'use strict';
(() => {
const find = document.getElementById('find'), told = document.getElementById('found');
const items = [...document.querySelectorAll('[data-item]')], entries = new Map(), texts = new Map();
const flat = (text) => text.replace(/\\s+/g, ' ').toLowerCase();
const textOf = (node) => {
  if (!texts.has(node)) {
    const copy = node.cloneNode(true);
    for (const elsewhere of copy.querySelectorAll('.again')) elsewhere.remove();
    texts.set(node, flat(copy.textContent));
  }
  return texts.get(node);
};
const entriesOf = (item) => {
  if (!entries.has(item)) entries.set(item, [...item.querySelectorAll('.trees>.entry')]);
  return entries.get(item);
};
const pattern = (words) => {
  const grouped = (number) => number.replaceAll(',', '').replace(/\\B(?=(\\d{3})+$)/g, ',?');
  const safe = words.replace(/[.*+?^${}()|[\\]\\\\]/g, '\\\\$&').replace(/\\d+(?:,\\d{3})*/g, grouped);
  const start = /^\\d/.test(words) ? '(?<![\\\\d.,]|\\\\d[.,])' : '', end = /\\d$/.test(words) ? '(?![.,]?\\\\d)' : '';
  return new RegExp(start + safe + end);
};
const mark = (wanted, shown) => {
  if (!window.Highlight) return;
  const ranges = [];
  for (const item of shown.slice(0, 200)) {
    const walk = document.createTreeWalker(item, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const match = wanted && wanted.exec(walk.currentNode.data.toLowerCase());
      if (!match || ranges.length > 2000) continue;
      const range = new Range();
      range.setStart(walk.currentNode, match.index);
      range.setEnd(walk.currentNode, match.index + match[0].length);
      ranges.push(range);
    }
  }
  CSS.highlights.set('found', new Highlight(...ranges));
};
const search = () => {
  const words = flat(find.value).trim(), wanted = words && pattern(words), shown = [];
  for (const item of items) {
    const holds = !wanted || wanted.test(textOf(item)), own = entriesOf(item);
    item.hidden = !holds;
    if (wanted && holds) shown.push(item);
    const matching = wanted && holds ? own.filter((entry) => wanted.test(textOf(entry))) : [];
    for (const entry of own) entry.hidden = matching.length > 0 && !matching.includes(entry);
    for (const details of item.querySelectorAll('details')) {
      if (!wanted) details.open = details.dataset.open === '';
      else if (holds) details.open = wanted.test(textOf(details));
    }
  }
  for (const item of shown) {
    let under = item.dataset.under;
    while (under) { const over = document.getElementById(under); over.hidden = false; under = over.dataset.under; }
  }
  for (const section of document.querySelectorAll('main>section')) section.hidden = !section.querySelector('[data-item]:not([hidden])');
  mark(wanted, shown);
  told.textContent = !wanted ? '' : shown.length === 1 ? '1 place' : shown.length ? shown.length + ' places' : 'Nothing holds these words';
  return shown;
};
let waiting = 0;
find.addEventListener('input', () => { clearTimeout(waiting); waiting = setTimeout(search, 200); });
find.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') { find.value = ''; search(); }
  if (event.key !== 'Enter') return;
  const first = search()[0];
  if (first) { first.tabIndex = -1; first.focus(); first.scrollIntoView(); }
});
const openAll = (open) => { for (const details of document.querySelectorAll('main details')) details.open = open; };
document.getElementById('open').addEventListener('click', () => openAll(true));
document.getElementById('close').addEventListener('click', () => openAll(false));
const reveal = () => {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  if (target.closest('[hidden]')) { find.value = ''; search(); }
  for (let over = target; over; over = over.parentElement) if (over.tagName === 'DETAILS') over.open = true;
  target.querySelectorAll(':scope>details').forEach((details) => { details.open = true; });
  target.scrollIntoView();
};
addEventListener('hashchange', reveal);
document.querySelector('.search').hidden = false;
reveal();
})();
"""

SCRIPT_DIGEST = b64encode(sha256(SCRIPT.encode()).digest()).decode()

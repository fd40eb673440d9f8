// Live updates of the demo's page. Without it the page is complete and its buttons work.
(() => {
  'use strict';
  const main = document.getElementById('main');
  const mark = document.getElementById('live');
  const announce = document.getElementById('announce');
  const pending = new Map();
  let held = false;
  let heard = Date.now();
  let announced = 0;

  // Makes one node like another and keeps what is equal, so that focus, a press of a
  // button under way and loaded pictures survive.
  const morph = (from, to) => {
    if (from.nodeType !== to.nodeType || from.nodeName !== to.nodeName) {
      from.replaceWith(to);
      return;
    }
    if (from.nodeType !== Node.ELEMENT_NODE) {
      if (from.nodeValue !== to.nodeValue) from.nodeValue = to.nodeValue;
      return;
    }
    // What somebody opened or closed stays so.
    const mine = (name) => name === 'open' && from.nodeName === 'DETAILS';
    for (const { name } of [...from.attributes]) if (!to.hasAttribute(name) && !mine(name)) from.removeAttribute(name);
    for (const { name, value } of to.attributes) if (from.getAttribute(name) !== value && !mine(name)) from.setAttribute(name, value);
    const before = [...from.childNodes];
    const after = [...to.childNodes];
    after.forEach((node, i) => (i < before.length ? morph(before[i], node) : from.append(node)));
    before.slice(after.length).forEach((node) => node.remove());
  };

  // Pieces of a drawing must be read inside of a drawing.
  const parse = (html, isSvg) => {
    const template = document.createElement('template');
    template.innerHTML = isSvg ? `<svg>${html}</svg>` : html;
    return isSvg ? template.content.firstElementChild.firstElementChild : template.content.firstElementChild;
  };

  const apply = (id, html) => {
    const old = document.getElementById(id);
    if (!old) return;
    const said = id === 'verdict' ? old.querySelector('h1').textContent : '';
    morph(old, parse(html, old instanceof SVGElement));
    const now = id === 'verdict' ? document.querySelector('#verdict h1').textContent : '';
    if (announce && now !== said && Date.now() - announced > 10000) {
      announced = Date.now();
      announce.textContent = now;
    }
  };

  const show = (state) => {
    if (!mark) return;
    mark.hidden = false;
    mark.classList.toggle('lost', state === 'lost');
    mark.setAttribute('aria-pressed', String(state === 'held'));
    (mark.firstElementChild || mark).textContent = mark.dataset[`${state}Word`];
  };
  const hold = () => {
    held = !held;
    show(held ? 'held' : 'on');
    if (!held) {
      pending.forEach((html, id) => apply(id, html));
      pending.clear();
    }
  };

  const source = new EventSource(main.dataset.stream);
  source.addEventListener('fragment', (event) => {
    if (held) pending.set(event.lastEventId, event.data);
    else apply(event.lastEventId, event.data);
  });
  source.addEventListener('tick', () => {
    heard = Date.now();
    document.documentElement.classList.remove('stale');
    if (!held) show('on');
  });
  setInterval(() => {
    const silent = Date.now() - heard;
    if (!held && silent > 3000) show('lost');
    if (!held && silent > 8000) document.documentElement.classList.add('stale');
  }, 1000);

  if (mark) mark.addEventListener('click', hold);
  document.addEventListener('keydown', (event) => {
    if (event.key === '.' && !event.ctrlKey && !event.altKey && !event.metaKey && localStorage.getItem('rserpool-keys') !== 'off') hold();
  });
  main.addEventListener('submit', (event) => {
    event.preventDefault();
    const body = new URLSearchParams(new FormData(event.target, event.submitter));
    fetch(event.target.action, { method: 'POST', body, redirect: 'manual' });
  });
})();

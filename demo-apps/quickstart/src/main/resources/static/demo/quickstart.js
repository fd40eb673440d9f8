// Live updates of the demo's page. Without it the page is complete and its buttons work.
(() => {
  'use strict';
  const main = document.getElementById('main');
  const live = document.getElementById('live');

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
    for (const { name } of [...from.attributes]) if (!to.hasAttribute(name)) from.removeAttribute(name);
    for (const { name, value } of to.attributes) if (from.getAttribute(name) !== value) from.setAttribute(name, value);
    const before = [...from.childNodes];
    const after = [...to.childNodes];
    after.forEach((node, i) => (i < before.length ? morph(before[i], node) : from.append(node)));
    before.slice(after.length).forEach((node) => node.remove());
  };

  const parse = (html, isSvg) => {
    const template = document.createElement('template');
    template.innerHTML = isSvg ? `<svg>${html}</svg>` : html;
    return isSvg ? template.content.firstElementChild.firstElementChild : template.content.firstElementChild;
  };

  const source = new EventSource(main.dataset.stream);
  source.addEventListener('fragment', (event) => {
    const old = document.getElementById(event.lastEventId);
    if (old) morph(old, parse(event.data, old instanceof SVGElement));
  });
  const mark = (word, lost) => {
    if (!live) return;
    live.hidden = false;
    live.classList.toggle('lost', lost);
    live.textContent = word;
  };
  source.addEventListener('open', () => mark(live ? live.dataset.liveWord || 'Live' : '', false));
  source.addEventListener('error', () => mark(live ? live.dataset.lostWord || 'Lost' : '', true));

  main.addEventListener('submit', (event) => {
    event.preventDefault();
    const body = new URLSearchParams(new FormData(event.target, event.submitter));
    fetch(event.target.action, { method: 'POST', body, redirect: 'manual' });
  });
})();

// All works without this file.
const $ = (id) => document.getElementById(id);
const all = (css) => document.querySelectorAll(css);
const root = document.documentElement;

// Ages; the stream measures how the clocks differ.
let skew = Date.parse(document.body.dataset.now)
	- performance.timeOrigin - performance.getEntriesByType('navigation')[0].responseStart;
const now = () => Date.now() + skew;
const span = (s) => s < 60 ? s + ' s' : s < 3600 ? Math.floor(s / 60) + ' min'
	: s < 172800 ? Math.floor(s / 3600) + ' h' : Math.floor(s / 86400) + ' days';
const fine = (s) => s >= 60 && s < 600 ? Math.floor(s / 60) + ' min ' + String(s % 60).padStart(2, '0') + ' s' : span(s);
const say = (e, text) => { if (e.textContent !== text) e.textContent = text; };
function ages() {
	for (const t of all('time[datetime]')) {
		const d = t.dataset, ms = now() - Date.parse(t.dateTime), s = Math.max(0, Math.floor(ms / 1000));
		if ('ago' in d) say(t, span(s) + ' ago');
		else if ('age' in d) say(t, fine(s));
		else if ('left' in d) say(t, fine(Math.max(0, Math.floor(-ms / 1000))));
		else if ('old' in d) say(t, (s < 10 ? Math.max(0, ms / 1000).toFixed(1) + ' s' : span(s)) + ' old');
	}
}

// Elements stay, so that focus, scroll, selection and open details stay.
const busy = (e) => (e.tagName === 'TR' || e.tagName === 'LI')
	&& (e.matches(':hover') || e.contains(document.activeElement) || selected(e));
const selected = (e) => { const s = getSelection(); return !s.isCollapsed && e.contains(s.anchorNode); };
let waiting = false;
function morph(old, fresh) {
	if (old.nodeType !== fresh.nodeType || old.nodeName !== fresh.nodeName) { old.replaceWith(fresh); return; }
	if (old.nodeType !== 1) { if (old.data !== fresh.data) old.data = fresh.data; return; }
	if (old.isEqualNode(fresh)) return;
	if (busy(old)) { waiting = true; return; }
	for (const a of [...old.attributes])
		if (!fresh.hasAttribute(a.name) && a.name !== 'open' && !(a.name === 'hidden' && old.dataset.copy)) old.removeAttribute(a.name);
	for (const a of fresh.attributes)
		if (old.getAttribute(a.name) !== a.value && !(a.name === 'hidden' && old.dataset.copy)) old.setAttribute(a.name, a.value);
	children(old, fresh);
}
function children(old, fresh) {
	const known = new Map([...old.children].filter((c) => c.id).map((c) => [c.id, c]));
	const kept = new Set([...fresh.children].map((c) => c.id).filter((id) => known.has(id)));
	let at = old.firstChild;
	for (const next of [...fresh.childNodes]) {
		while (at && at.id && !kept.has(at.id) && next.id) at = drop(at);
		const same = next.id && known.get(next.id);
		if (same) {
			if (same !== at) old.insertBefore(same, at); else at = at.nextSibling;
			const before = same.dataset.mark ?? same.textContent;
			morph(same, next);
			if (same.tagName === 'TR' && before !== (same.dataset.mark ?? same.textContent)) flash(same);
		} else if (next.id || !at || at.id) {
			old.insertBefore(next, at);
			if (next.id) flash(next);
		} else {
			const here = at;
			at = at.nextSibling;
			morph(here, next);
		}
	}
	while (at) at = drop(at);
}
const drop = (e) => { const next = e.nextSibling; e.remove(); return next; };
function flash(e) {
	if (e.nodeType !== 1 || e.namespaceURI !== 'http://www.w3.org/1999/xhtml') return;
	e.classList.add('flash');
	e.addEventListener('animationend', () => e.classList.remove('flash'), { once: true });
}

// Live: an event's name is an element's id, its data the element's new HTML.
const host = document.querySelector('[data-live]'), mark = $('live');
const last = new Map();
let held = false, heard = Date.now(), announced = 0;
const parse = (html) => { const t = document.createElement('template'); t.innerHTML = html; return t.content.firstElementChild; };
function apply(id) {
	const old = $(id), fresh = parse(last.get(id));
	if (!old || !fresh) return;
	const h1 = id === 'verdict' && old.querySelector('h1'), before = h1 && h1.textContent;
	morph(old, fresh);
	const after = $(id).querySelector('h1');
	if (h1 && after && before !== after.textContent && Date.now() - announced > 10000) {
		announced = Date.now();
		$('announce').textContent = after.textContent;
	}
	shown();
	ages();
}
function fresh(time) {
	const ms = Date.parse(time);
	skew = ms - Date.now();
	for (const t of all('time[data-seen], time[data-seen-clock]')) {
		t.dateTime = time;
		if ('seenClock' in t.dataset) say(t, time.slice(11, 19) + ' UTC');
	}
}
function live(state) {
	mark.classList.toggle('lost', state === 'lost');
	root.classList.toggle('held', state === 'held');
	say(mark.firstElementChild, mark.dataset[state + 'Word']);
	mark.setAttribute('aria-pressed', String(state === 'held'));
}
let source;
function open() {
	source = new EventSource(host.dataset.live);
	const known = new Set();
	const listen = (id) => {
		if (known.has(id)) return;
		known.add(id);
		source.addEventListener(id, (e) => { heard = Date.now(); last.set(id, e.data); if (!held) apply(id); });
	};
	all('[id]').forEach((e) => { if (e.closest('main, .tools')) listen(e.id); });
	source.addEventListener('tick', (e) => {
		heard = Date.now();
		const stale = $('lost');
		if (stale) { stale.remove(); root.classList.remove('stale'); }
		if (held) return;
		live('on');
		if (e.data) fresh(e.data);
		if (waiting) { waiting = false; last.forEach((_, id) => apply(id)); }
	});
}
let polled = 0;
function watch() {
	const silent = Date.now() - heard;
	if (held || document.hidden) return;
	if (silent > 3000) live('lost');
	if (silent > 8000) {
		if (!$('lost')) {
			const banner = $('lost-banner').content.firstElementChild.cloneNode(true);
			banner.id = 'lost';
			banner.querySelector('time').dateTime = new Date(heard + skew).toISOString();
			document.querySelector('main').prepend(banner);
			root.classList.add('stale');
		}
		if (Date.now() - polled > 5000) { polled = Date.now(); poll(); }
	}
}
async function poll() {
	try {
		const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
		if (!answer.ok) return;
		const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
		for (const e of page.querySelectorAll('main > [id], main > div [id]:is(section, ul, ol)'))
			if ($(e.id)) morph($(e.id), document.importNode(e, true));
		shown();
		if (source.readyState === EventSource.CLOSED) open();
	} catch { /* still away */ }
}
function hold() {
	held = !held;
	live(held ? 'held' : 'on');
	if (!held) { heard = Date.now(); last.forEach((_, id) => apply(id)); }
}
if (host && mark && window.EventSource) {
	mark.hidden = false;
	mark.addEventListener('click', hold);
	open();
	setInterval(watch, 1000);
	addEventListener('pagehide', () => source.close());
}
setInterval(ages, 1000);

function shown() { if (navigator.clipboard) all('[data-copy][hidden]').forEach((b) => { b.hidden = false; }); }
shown();
document.addEventListener('click', async (e) => {
	const b = e.target.closest('[data-copy]');
	if (!b) return;
	await navigator.clipboard.writeText(b.dataset.copy);
	$('announce').textContent = b.dataset.copied;
});

all('input[name="theme"]').forEach((r) => r.addEventListener('change', () => {
	root.removeAttribute('data-theme');
	if (r.value) root.setAttribute('data-theme', r.value);
	document.cookie = 'rserpool-theme=' + r.value + ';path=/;samesite=lax;max-age=' + (r.value ? 31536000 : 0);
}));

const target = location.hash && $(decodeURIComponent(location.hash.slice(1)));
if (target && target.querySelector('details')) target.querySelector('details').open = true;

// Single keys can be switched off.
const off = $('keys-off');
if (off) {
	off.checked = localStorage.getItem('rserpool-keys') === 'off';
	off.addEventListener('change', () => localStorage.setItem('rserpool-keys', off.checked ? 'off' : 'on'));
}
let go = 0;
document.addEventListener('keydown', (e) => {
	if (off && off.checked || e.ctrlKey || e.altKey || e.metaKey || e.target.closest('input, select, textarea')) return;
	const tabs = all('.tabs a');
	if (e.key === 'g') { go = Date.now(); return; }
	if (Date.now() - go < 1500 && 'opsh'.includes(e.key)) { go = 0; tabs['opsh'.indexOf(e.key)].click(); return; }
	if (e.key === '/' && $('q')) { e.preventDefault(); $('q').focus(); }
	if (e.key === '.' && host) hold();
	if (e.key === '?') $('keys').togglePopover();
});

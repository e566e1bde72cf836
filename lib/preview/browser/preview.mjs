// Follows the files: when one was saved, the page is asked for again and what is different in it is exchanged. The window
// stays where it is scrolled to.

const PARTS = ['mails', 'problems', 'mail'];
const state = document.getElementById('state');
/** Two saves close together: the answer to the later one counts. */
let newest = 0;

measureAll();
follow();
findOut();
addEventListener('resize', measureAll);

function follow() {
  const changes = new EventSource('/changes');
  changes.onmessage = () => refresh();
  changes.onerror = () => say('The preview has ended. Start it again to go on.');
  changes.onopen = () => {
    if (state?.dataset.lost === 'true') refresh();
    else say('Follows the files');
  };
}

/** @param {string} words */
function say(words) {
  if (!state) return;
  state.textContent = words;
  state.dataset.lost = String(words.includes('ended'));
}

async function refresh() {
  const mine = ++newest;
  const fresh = await ask(location.href);
  if (mine !== newest || !fresh) return;
  document.title = fresh.title;
  for (const id of PARTS) exchange(document.getElementById(id), fresh.getElementById(id));
  measureAll();
  say(`Updated at ${new Date().toLocaleTimeString('en-GB')}`);
  await findOut(mine);
}

/** What the linter says comes after the mail: it takes longer. */
async function findOut(mine = newest) {
  const found = document.getElementById('found');
  const fresh = found?.dataset.of ? await ask(`/found/${found.dataset.of}`) : null;
  if (mine === newest && found && fresh) exchange(found, fresh.getElementById('found'));
}

/** @param {string} url */
async function ask(url) {
  const text = await fetch(url)
    .then((answer) => answer.text())
    .catch(() => null);
  return text === null ? null : new DOMParser().parseFromString(text, 'text/html');
}

/**
 * A frame keeps its element, and with it its height, while its mail is exchanged: nothing jumps.
 * @param {HTMLElement | null} old @param {HTMLElement | null} fresh
 */
function exchange(old, fresh) {
  if (!old || !fresh) return;
  for (const { id } of old.querySelectorAll('details[open]'))
    fresh.querySelector(`#${id}`)?.setAttribute('open', '');
  if (old.innerHTML === fresh.innerHTML) return;
  const frames = new Map([...old.querySelectorAll('iframe')].map((frame) => [frame.id, frame]));
  const isSameShape = [...fresh.querySelectorAll('iframe')].every(
    ({ id, width }) => frames.get(id)?.width === width,
  );
  if (frames.size === 0 || !isSameShape) return void old.replaceChildren(...fresh.childNodes);
  const pair = old.querySelector('.pair');
  for (const { id, srcdoc, title } of fresh.querySelectorAll('iframe')) {
    const frame = frames.get(id);
    if (!frame) continue;
    frame.title = title;
    if (frame.srcdoc !== srcdoc) frame.srcdoc = srcdoc;
  }
  if (!pair) return;
  // All but the frames stands before them.
  while (old.firstChild !== pair) old.firstChild?.remove();
  pair.before(...[...fresh.childNodes].filter((node) => !(node instanceof Element && node.matches('.pair'))));
}

/** Gives each frame the height of its mail, and makes it smaller where the window is too narrow for two. */
function measureAll() {
  for (const frame of document.querySelectorAll('iframe')) {
    measure(frame);
    frame.onload = () => measure(frame);
  }
}

/** @param {HTMLIFrameElement} frame */
function measure(frame) {
  const screen = frame.parentElement;
  const height = frame.contentDocument?.documentElement?.offsetHeight ?? 0;
  if (!screen || height === 0) return;
  const scale = Math.min(1, screen.clientWidth / Number(frame.width));
  frame.height = String(height);
  frame.style.transform = scale < 1 ? `scale(${scale})` : '';
  const caption = screen.parentElement?.querySelector('.scale');
  if (caption) caption.textContent = scale < 1 ? `${Math.round(scale * 100)} %` : '';
  screen.style.height = `${Math.ceil(height * scale)}px`;
}

// One line on any page of an allowed site: <script src="https://…/widget.js" defer></script>. A button opens the talk in a frame.

const origin = new URL(document.currentScript.src).origin;
const host = document.createElement('div');
const root = host.attachShadow({ mode: 'open' });
root.innerHTML = '<style>button{position:fixed;right:16px;bottom:16px;z-index:2147483647;padding:14px 20px;border:0;border-radius:8px;background:#0017c1;color:#fff;font:700 16px sans-serif;cursor:pointer}button:focus-visible{outline:4px solid #000;outline-offset:2px;box-shadow:0 0 0 2px #ffd43d}iframe{position:fixed;right:16px;bottom:80px;z-index:2147483646;width:min(420px,calc(100vw - 32px));height:min(680px,calc(100vh - 112px));border:1px solid #949494;border-radius:12px;background:#fff}</style>';
const button = Object.assign(document.createElement('button'), { type: 'button', textContent: words.start });
button.setAttribute('aria-expanded', 'false');
let frame;
button.addEventListener('click', () => {
  if (!frame) {
    frame = Object.assign(document.createElement('iframe'), { src: `${origin}/?embed`, title: words.title });
    root.append(frame);
  } else frame.hidden = !frame.hidden;
  button.textContent = frame.hidden ? words.start : words.close;
  button.setAttribute('aria-expanded', String(!frame.hidden));
});
root.append(button);
document.body.append(host);

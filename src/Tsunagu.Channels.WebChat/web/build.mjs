// Bundles what the browser loads into the folder given (default: dist), each file also compressed. Called by the project's build.
import { build } from 'esbuild';
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const out = process.argv[2] ?? 'dist';
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const common = { bundle: true, minify: true, target: 'es2020', define: { 'process.env.NODE_ENV': '"production"' }, logLevel: 'warning' };
await build({ ...common, entryPoints: ['src/page.js', 'src/chat.js', 'src/widget.js', 'src/exit.js', 'src/kept.js'], outdir: out, format: 'iife' });
await build({ ...common, entryPoints: ['src/site.css', 'src/page.css', 'src/plain.css'], outdir: out, external: ['/web/*'] });
for (const icon of ['icon.svg', 'phone.svg']) copyFileSync(join('src', icon), join(out, icon));
// Web Chat's own minimal bundle, as it is; it takes React from the window, where chat.js puts it.
copyFileSync('node_modules/botframework-webchat/dist/webchat-minimal.js', join(out, 'webchat.js'));
for (const name of readdirSync(out)) {
  const plain = readFileSync(join(out, name));
  writeFileSync(join(out, `${name}.br`), brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length } }));
}

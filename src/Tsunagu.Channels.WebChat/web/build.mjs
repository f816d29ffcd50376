// Bundles what the browser loads into the folder given (default: dist). Called by the project's build.
import { build } from 'esbuild';
import { readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

const out = process.argv[2] ?? 'dist';
mkdirSync(out, { recursive: true });
const common = { bundle: true, minify: true, target: 'es2020', define: { 'process.env.NODE_ENV': '"production"' }, logLevel: 'warning' };
await build({ ...common, entryPoints: ['src/page.js', 'src/chat.js', 'src/widget.js'], outdir: out, format: 'iife' });
await build({ ...common, entryPoints: ['src/page.css'], outdir: out });
// Web Chat's own minimal bundle, as it is; it takes React from the window, where chat.js puts it.
writeFileSync(join(out, 'webchat.js'), readFileSync('node_modules/botframework-webchat/dist/webchat-minimal.js'));
writeFileSync(join(out, 'page.html'), readFileSync('src/page.html'));

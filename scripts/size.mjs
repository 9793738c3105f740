// The JavaScript that the page loads before anything is opened: at most 200 kB, gzipped.
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const limit = 200_000;
const folder = new URL('../dist/web/', import.meta.url);
const html = readFileSync(new URL('index.html', folder), 'utf8');
const initial = [...html.matchAll(/(?:src|href)="\.?\/?([^"]+\.js)"/g)].map((match) => match[1]);
if (initial.length === 0) throw new Error('index.html of the build loads no script: nothing was measured');
const packed = (name) => gzipSync(readFileSync(new URL(name, folder)), { level: 9 }).length;
let total = 0;
for (const name of initial) {
  const size = packed(name);
  total += size;
  console.log(`${String(size).padStart(8)}  ${name}`);
}
for (const name of readdirSync(new URL('assets/', folder))
  .filter((file) => file.endsWith('.js'))
  .map((file) => `assets/${file}`)) {
  if (!initial.includes(name)) console.log(`${String(packed(name)).padStart(8)}  ${name} (later)`);
}
console.log(`${String(total).padStart(8)}  initial JavaScript, gzip; limit ${limit}`);
if (total > limit) process.exitCode = 1;

// Runs the benchmarks: `npm run bench`, or `npm run bench -- WORD…` for those whose path contains a word.
// Each is a plain script; ratios are taken within one run, since machines are noisy.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { findBrowser } from './browser.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const words = process.argv.slice(2);
const folders = ['src', 'e2e'];
const benches = folders
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true }).map((name) => join(folder, String(name))),
  )
  .filter((name) => name.endsWith('.bench.ts') && !name.includes('node_modules'))
  .filter((name) => words.length === 0 || words.some((word) => name.includes(word)))
  .sort();
if (benches.length === 0) throw new Error(`no benchmark matches ${words.join(' ')}`);

const out = join(root, 'node_modules/.cache/bench');
mkdirSync(out, { recursive: true });
process.env.CHROMIUM_PATH = await findBrowser();
let failed = 0;
for (const name of benches) {
  console.log(`\n── ${name}`);
  const file = `${name.replace(/[^\w]+/g, '-')}.mjs`;
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      ssr: name,
      outDir: out,
      emptyOutDir: false,
      minify: false,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: file } },
    },
  });
  const { status } = spawnSync(
    process.execPath,
    ['--expose-gc', '--max-old-space-size=8192', join(out, file)],
    { cwd: root, stdio: 'inherit' },
  );
  if (status !== 0) failed++;
}
console.log(`\n${benches.length - failed} of ${benches.length} benchmarks ran`);
process.exitCode = failed > 0 ? 1 : 0;

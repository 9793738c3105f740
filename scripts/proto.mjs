// Regenerates the module that encodes and decodes the report of a link: `node scripts/proto.mjs`.
import { spawnSync } from 'node:child_process';

const out = 'src/report/generated/report.js';
const common = [
  '-t',
  'static-module',
  '-w',
  'esm',
  '--no-create',
  '--no-verify',
  '--no-convert',
  '--no-delimited',
  '--no-service',
  '--no-typeurl',
  '-r',
  'unpark-report',
  '-o',
  out,
  'proto/report.proto',
];
// The types are made from the comments, which the module itself then does without.
for (const extra of [['--dts'], ['--no-comments']]) {
  const { status } = spawnSync('node_modules/.bin/pbjs', [...extra, ...common], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

// Regenerates the modules that encode and decode our protobuf messages: `node scripts/proto.mjs`.
import { spawnSync } from 'node:child_process';

const modules = [
  { proto: 'proto/report.proto', out: 'src/report/generated/report.js', root: 'unpark-report' },
  { proto: 'proto/profile.proto', out: 'src/formats/pprof/generated/profile.js', root: 'unpark-profile' },
];
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
];
for (const { proto, out, root } of modules) {
  // The types are made from the comments, which the module itself then does without.
  for (const extra of [['--dts'], ['--no-comments']]) {
    const args = [...extra, ...common, '-r', root, '-o', out, proto];
    const { status } = spawnSync('node_modules/.bin/pbjs', args, { stdio: 'inherit' });
    if (status !== 0) process.exit(status ?? 1);
  }
}

// Writes what `go tool pprof` says of the profiles that tests compare with: `node scripts/pprof-expectations.mjs`.
// Needs Go (its version is written down) and, for the corpus, ../shared/corpus. Tests need neither.
//
// Beside the tables: the graphs of -dot and the texts of -top for the committed profiles.
//
// A case is a profile, perhaps a base, and options by pprof's names. Kept of its answer: the total, the number of
// rows, the first three rows, and a hash of all rows (name, flat, cum; sorted) so that the file stays small.
// With `--full FILE CASE` prints all rows of one case instead.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const root = fileURLToPath(new URL('..', import.meta.url));
const testdata = join(root, 'src/analysis/profile/testdata');
const corpus = join(root, '../shared/corpus');

const run = (command, words) => {
  const { status, stdout, stderr } = spawnSync(command, words, { maxBuffer: 1 << 28, encoding: 'utf8' });
  return { ok: status === 0, stdout, stderr };
};
const pprof = run('go', ['tool', '-n', 'pprof']).stdout.trim();
const goVersion = run('go', ['version']).stdout.trim().split(' ')[2];

/** Sample types of a profile, as `type/unit`; null if pprof cannot read it. */
function sampleTypes(path) {
  const { ok, stdout } = run(pprof, ['-raw', path]);
  if (!ok) return null;
  const line = stdout.split('\n')[stdout.split('\n').findIndex((one) => one.startsWith('Samples:')) + 1];
  return line.split(' ').map((one) => one.replace(/\[dflt\]$/, ''));
}

const exactUnit = { nanoseconds: 'ns', microseconds: 'us', milliseconds: 'ms', seconds: 's', bytes: 'bytes' };

/** Their binaries are not here; and nothing of their content is kept, only hashes. */
const isThirdParty = (file) => file.startsWith('third-party/');

function flagsOf(options) {
  return Object.entries(options).map(([name, value]) => {
    if (name === 'granularity') return `-${value}`;
    return value === true ? `-${name}` : `-${name}=${value}`;
  });
}

/** Total and rows of `go tool pprof -top`, none cut, values in the smallest unit. */
function topOf(folder, { file, base, mode, unit, options }) {
  const words = ['-top', '-trim=false', `-unit=${exactUnit[unit] ?? 'count'}`, ...flagsOf(options)];
  if (isThirdParty(file)) words.push('-symbolize=none');
  if (base !== null) words.push(`-${mode}=${join(folder, base)}`);
  const { ok, stdout, stderr } = run(pprof, [...words, join(folder, file)]);
  if (!ok) throw new Error(`${file}: ${stderr}`);
  const lines = stdout.split('\n');
  const header = lines.findIndex((line) => /^\s+flat\s+flat%/.test(line));
  const total = /of (\S+) total/.exec(lines.slice(0, header).join('\n'))?.[1] ?? '0';
  const rows = lines.slice(header + 1).flatMap((line) => {
    const match = /^\s*(\S+)\s+\S+%\s+\S+%\s+(\S+)\s+\S+%\s\s(.*)$/.exec(line);
    if (match === null) return [];
    const name = match[3].replace(/ \((partial-)?inline\)$/, '');
    return [`${name}\t${number(match[1])}\t${number(match[2])}`];
  });
  return { total: number(total), rows: rows.sort() };
}

function number(text) {
  return text.replace(/[^\d.-].*$/, '');
}

function expectation(folder, given) {
  const one = { base: null, mode: 'base', ...given };
  const { total, rows } = topOf(folder, one);
  const hash = createHash('sha1').update(rows.join('\n')).digest('hex').slice(0, 16);
  const { file, base, mode, options } = one;
  return {
    file,
    base,
    mode,
    options,
    answer: { total, count: rows.length, first: isThirdParty(file) ? [] : rows.slice(0, 3), hash },
  };
}

const filters = [
  { focus: 'net/http|runtime\\.main' },
  { ignore: 'runtime\\.' },
  { hide: '^runtime\\.', granularity: 'lines' },
  { show: 'server|main|http', noinlines: true },
  { show_from: 'Serve|main\\.main', granularity: 'filefunctions' },
  { prune_from: 'Write|Read|newobject|gopark', relative_percentages: true },
  { focus: '(?i)SERVE', ignore: '\\Q(*conn)\\E', hide: 'grow$', granularity: 'files' },
  { tagfocus: '1kb:64kb', granularity: 'addresses' },
  { tagignore: ':512b', focus: '[[:upper:]]\\w+$' },
  { tagroot: 'job,none', tagleaf: 'job', show: '.' },
  { mean: true, focus: 'main|server' },
  { divide_by: 3, trim_path: '/usr/local/go/src:github.com', granularity: 'lines', noinlines: true },
  { drop_negative: true, hide: 'runtime', relative_percentages: true, granularity: 'lines' },
];

function casesOf(folder, files, pairs, filtered) {
  const cases = [];
  const types = new Map();
  for (const file of files) {
    const found = sampleTypes(join(folder, file));
    if (found === null) continue;
    types.set(file, found);
    for (const one of found) {
      const [type, unit] = one.split('/');
      cases.push({ file, unit, options: { sample_index: type } });
    }
  }
  for (const [base, file] of pairs) {
    for (const one of types.get(file) ?? []) {
      const [type, unit] = one.split('/');
      cases.push({ file, base, unit, options: { sample_index: type } });
      cases.push({ file, base, mode: 'diff_base', unit, options: { sample_index: type } });
      cases.push({ file, base, unit, options: { sample_index: type, normalize: true } });
    }
    const [, unit] = types.get(file)?.at(-1).split('/') ?? [];
    if (unit !== undefined)
      for (const options of filters) cases.push({ file, base, unit, options: { ...options } });
  }
  for (const file of filtered) {
    const [type, unit] = (types.get(file) ?? []).at(-1)?.split('/') ?? [];
    if (type !== undefined)
      for (const options of filters) cases.push({ file, unit, options: { sample_index: type, ...options } });
  }
  return cases;
}

function write(name, folder, cases) {
  const expected = cases.map((one) => expectation(folder, one));
  const body = expected.map((one) => JSON.stringify(one)).join(',\n');
  const text = `{"go":"${goVersion}","cases":[\n${body}\n]}\n`;
  writeFileSync(join(testdata, `${name}.json.gz`), gzipSync(text, { level: 9 }));
  console.log(`${name}: ${expected.length} cases by ${goVersion}`);
}

/** Nodes and edges of `go tool pprof -dot`, as sorted lines; `...` is an edge over hidden nodes. */
function graphOf(folder, file, options) {
  const { stdout } = run(pprof, ['-dot', ...flagsOf(options), join(folder, file)]);
  const plain = (text) => text.replaceAll('\\\\', '\\').replaceAll('\\"', '"');
  const tooltip = /tooltip="((?:[^"\\]|\\.)*?) \([^()]*\)"/;
  const lines = [];
  for (const line of stdout.split('\n')) {
    const match = tooltip.exec(line);
    if (match === null) continue;
    if (/^N\d+ \[/.test(line)) lines.push(`node ${plain(match[1])}`);
    else if (/^N\d+ -> N\d+ \[/.test(line)) lines.push(`edge ${plain(match[1])}`);
  }
  return [...new Set(lines)].sort();
}

/** What `go tool pprof -top` prints, from the line with the total on. */
function textOf(folder, file, options) {
  const { stdout } = run(pprof, ['-top', '-trim=false', ...flagsOf(options), join(folder, file)]);
  return stdout.slice(stdout.indexOf('Showing nodes'));
}

function writePictures(folder, files) {
  const options = [{}, { nodecount: 12 }, { granularity: 'lines', nodefraction: 0.02, edgefraction: 0.01 }];
  const graphs = files.flatMap((file) =>
    options.map((one) => ({ file, options: one, lines: graphOf(folder, file, one) })),
  );
  const texts = files.flatMap((file) =>
    [{}, { granularity: 'lines', cum: true }, { unit: 'MB' }].map((one) => ({
      file,
      options: one,
      text: textOf(folder, file, one),
    })),
  );
  const body = JSON.stringify({ go: goVersion, graphs, texts });
  writeFileSync(join(testdata, 'pictures.json.gz'), gzipSync(body, { level: 9 }));
  console.log(`pictures: ${graphs.length} graphs and ${texts.length} texts by ${goVersion}`);
}

const committed = readdirSync(testdata).filter((name) => /\.pb(\.gz)?$/.test(name));
const committedPairs = committed.flatMap((file) => {
  const base = file.replace(/-after\./, '-before.');
  return base !== file && committed.includes(base) ? [[base, file]] : [];
});
const corpusFiles = !existsSync(corpus)
  ? []
  : ['servers', 'pprof'].flatMap((area) =>
      readdirSync(join(corpus, area)).flatMap((one) =>
        readdirSync(join(corpus, area, one))
          .filter((name) => name.endsWith('.pb.gz'))
          .map((name) => join(area, one, name)),
      ),
    );
const corpusPairs = corpusFiles.flatMap((file) => {
  const base = file.replace(/-c\.pb\.gz$/, '-a.pb.gz');
  return base !== file && corpusFiles.includes(base) && !file.includes('goroutineleak') ? [[base, file]] : [];
});

const [full, file, index] = process.argv.slice(2);
if (full === '--full') {
  const one = JSON.parse(index);
  const folder = existsSync(join(testdata, file)) ? testdata : corpus;
  const { total, rows } = topOf(folder, { file, base: null, mode: 'base', ...one });
  console.log([total, ...rows].join('\n'));
} else {
  writePictures(testdata, committed);
  write('committed', testdata, casesOf(testdata, committed, committedPairs, committed));
  if (corpusFiles.length > 0) {
    const filtered = corpusFiles.filter((name) => /(heap-c|cpu|goroutine-c|go1\.26\/\w+)\.pb/.test(name));
    const goldens = readdirSync(join(corpus, 'third-party/pprof-golden'))
      .filter((name) => /^(cppbench|go|gobench|java)\./.test(name) && !name.endsWith('.string'))
      .map((name) => join('third-party/pprof-golden', name));
    write('corpus', corpus, [
      ...casesOf(corpus, corpusFiles, corpusPairs, filtered),
      ...casesOf(
        corpus,
        goldens,
        [],
        goldens.filter((name) => /heap|cpu/.test(name)),
      ),
    ]);
  }
}

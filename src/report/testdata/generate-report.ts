import fc from 'fast-check';
import type { StackLine } from '../../analysis/leaks/finding.ts';
import { seededRandom } from '../../testing/random.ts';
import { omittedKinds, type Report, type ReportFinding } from '../model.ts';

/** Names that try to be more than text. */
export const hostileNames: readonly string[] = [
  '<img src=x onerror=alert(1)>',
  '<script>alert(1)</script>',
  'javascript:alert(1)',
  '[click](javascript:alert(1))',
  '![x](https://evil.example/x.png)',
  '"><svg onload=alert(1)>',
  'a\u202egnirts\u202c b\u2066c\u2069',
  'nul\0nul',
  'line\nbreak\r\n# heading',
  '```\n</pre><b>bold</b>',
  '&lt;b&gt; &amp; ]]> --> {{x}} ${x}',
  'main.(*T[...]).run\u2028x',
  "' onmouseover='x",
];

const word = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom(...hostileNames),
  fc.constantFrom('main.watch', 'net/http.(*conn).serve', 'a.b/c%2ed.F[go.shape.int]', '', '12,345', '7 of 9'),
);
const whole = fc.oneof(fc.nat(50), fc.integer({ min: -5, max: 5_000_000 }), fc.nat(Number.MAX_SAFE_INTEGER));
const rate = fc.option(
  fc.oneof(
    fc.integer({ min: -900, max: 900 }).map((hundredths) => hundredths / 100),
    fc.integer({ min: -1e12, max: 1e12 }),
  ),
).map((value) => (value === null || value === 0 ? (value === null ? null : 0) : value));
const time = fc.option(fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => seconds * 1000));

const line: fc.Arbitrary<StackLine> = fc.record({
  function: word,
  file: fc.oneof(word, fc.constantFrom('net/http/server.go', 'main.go', 'a.b/c.d/x.go', '/src/x.go')),
  line: fc.nat(2 ** 31 - 1),
  isInlined: fc.boolean(),
  origin: fc.constantFrom('user', 'std', 'runtime', 'vendor'),
});

const rest = fc.record({ stacks: whole, before: whole, after: whole });
const variant = fc.record({ stack: fc.array(line, { maxLength: 6 }), before: whole, after: whole });
const variants = fc.record({ stacks: fc.array(variant, { maxLength: 3 }), rest });

const finding: fc.Arbitrary<ReportFinding> = fc.record({
  rule: word,
  pattern: word,
  title: fc.oneof(word, fc.tuple(fc.nat(), word).map(([n, name]) => `${n.toLocaleString('en-US')} at ${name}`)),
  confidence: fc.constantFrom('certain', 'likely', 'possible'),
  source: fc.constantFrom('goroutines', 'heap', 'trace'),
  state: word,
  wait: fc.option(word),
  isWaitInferred: fc.boolean(),
  function: word,
  root: word,
  createdBy: fc.option(
    fc.record({ function: word, file: word, line: fc.nat(2 ** 31 - 1), goroutine: fc.option(whole) }),
  ),
  counts: fc.array(whole, { maxLength: 6 }),
  unit: fc.constantFrom('goroutines', 'bytes'),
  growthPerMinute: rate,
  oldestMinutes: rate,
  stack: fc.array(line, { maxLength: 12 }),
  variants: fc.option(variants, { nil: undefined }),
  evidence: fc.array(fc.record({ isFor: fc.boolean(), text: word }), { maxLength: 5 }),
  fix: word,
  reference: word,
  labels: fc.array(fc.tuple(word, word), { maxLength: 3 }),
  goroutineIds: fc.array(whole, { maxLength: 4 }),
});

const id = fc.oneof(fc.constant(''), fc.constantFrom('0a1b2c3d', 'ffffffff', '00000001'));
const file = { id, name: word, form: word, timeMs: time };

/** Any report that `buildReport` could make, and many that it would not. */
export const anyReport: fc.Arbitrary<Report> = fc.record({
  createdMs: fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => seconds * 1000),
  program: fc.option(word),
  goVersion: fc.option(word),
  buildId: fc.option(word),
  snapshots: fc.array(fc.record({ ...file, total: whole }), { maxLength: 4 }),
  beside: fc.array(fc.record(file), { maxLength: 3 }),
  perMinute: rate,
  doublingMinutes: rate,
  trendRefused: fc.option(word),
  survivors: fc.option(whole),
  groupsGrown: whole,
  findings: fc.array(finding, { maxLength: 6 }),
  harmless: fc.record({ groups: whole, goroutines: whole }),
  explanation: fc.array(word, { maxLength: 3 }),
  notices: fc.array(word, { maxLength: 3 }),
  omitted: fc.record({ findings: whole, goroutines: whole, kinds: fc.subarray([...omittedKinds]) }),
});

const packages = 'orders billing stock mail search auth ledger quotes feeds alerts'.split(' ');
const nouns = 'Syncer Listener Poller Session Worker Stream Watcher Cache Batch Relay'.split(' ');
const verbs = 'run watch loop pump drain collect dispatch refresh consume forward'.split(' ');
const waits = ['chan receive', 'select', 'chan send', 'sync.Mutex.Lock'] as const;

/** A service of ten packages with so many leaks, no two at the same place; each stack has four to six frames of it. */
export function serviceReport(leaks: number): Report {
  const random = seededRandom(leaks);
  const pick = random.pick;
  const findings = Array.from({ length: leaks }, (_, i): ReportFinding => {
    const pack = `example.com/shop/internal/${packages[i % 10]}`;
    const noun = nouns[Math.floor(i / 10) % 10];
    const verb = verbs[(i + Math.floor(i / 10)) % 10];
    const file = `${pack}/${noun.toLowerCase()}.go`;
    const wait = pick(waits);
    const name = `${pack}.(*${noun}).${verb}`;
    const root = `${pack}.(*${noun}).Start.func${1 + (i % 3)}`;
    const at = (func: string, number: number, origin: StackLine['origin'] = 'user'): StackLine => ({
      function: func,
      file: origin === 'runtime' ? 'runtime/proc.go' : file,
      line: number,
      isInlined: false,
      origin,
    });
    const base = 20 + Math.floor(random.next() * 300);
    const counts = [0, 1, 2, 3].map((step) => Math.floor(random.next() * 40) + step * Math.floor(2_000 / (i + 1)));
    return {
      rule: 'missing-sender',
      pattern: 'Receiver without a sender',
      title: `${counts[3].toLocaleString('en-US')} goroutines are parked in ${wait} at ${packages[i % 10]}.(*${noun}).${verb}, created by ${packages[i % 10]}.(*${noun}).Start`,
      confidence: i < leaks / 3 ? 'certain' : 'likely',
      source: 'goroutines',
      state: 'waiting',
      wait,
      isWaitInferred: false,
      function: name,
      root,
      createdBy: { function: `${pack}.(*${noun}).Start`, file, line: base + 40, goroutine: null },
      counts,
      unit: 'goroutines',
      growthPerMinute: Math.round(random.next() * 400) / 10,
      oldestMinutes: Math.floor(random.next() * 90),
      stack: [
        at('runtime.gopark', 462, 'runtime'),
        at(`${pack}.(*${noun}).next`, base - 11),
        at(name, base),
        at(root, base + 31),
      ],
      evidence: [
        { isFor: true, text: `Grew from ${counts[0]} to ${counts[3]} over 4 snapshots.` },
        { isFor: true, text: `${counts[3].toLocaleString('en-US')} goroutines wait at the same place.` },
        { isFor: true, text: `Waits in ${wait}: only another goroutine can wake it.` },
        { isFor: false, text: 'Did not grow any more in the last interval.' },
      ].slice(0, 2 + Math.floor(random.next() * 3)),
      fix: 'The sender must send or close the channel on every path, errors and shutdown included; or select on ctx.Done() beside the receive.',
      reference: 'https://go.dev/ref/spec#Receive_operator',
      labels: [],
      goroutineIds: [],
    };
  });
  return {
    createdMs: Date.UTC(2026, 4, 12, 9, 12, 23),
    program: 'shop',
    goVersion: 'go1.26.3',
    buildId: null,
    snapshots: [130, 709, 1_288, 2_131].map((total, i) => ({
      id: `${i}1b2c3d4`.padStart(8, 'a'),
      name: `goroutine-090${2 * i + 2}.txt`,
      form: 'debug=2',
      timeMs: Date.UTC(2026, 4, 12, 9, 2 + 3 * i, 11),
      total,
    })),
    beside: [],
    perMinute: 196,
    doublingMinutes: 10,
    trendRefused: null,
    survivors: 1_998,
    groupsGrown: leaks,
    findings,
    harmless: { groups: 24, goroutines: 88 },
    explanation: [],
    notices: [],
    omitted: { findings: 0, goroutines: 0, kinds: ['paths', 'labels', 'addresses', 'ids', 'hosts'] },
  };
}

/** A report in which every text is `name`. */
export function hostileReport(name: string): Report {
  const plain = serviceReport(2);
  const line: StackLine = { function: name, file: name, line: 3, isInlined: true, origin: 'user' };
  return {
    ...plain,
    program: name,
    goVersion: name,
    buildId: name,
    trendRefused: name,
    explanation: [name],
    notices: [name],
    snapshots: plain.snapshots.map((snapshot) => ({ ...snapshot, name, form: name })),
    beside: [{ id: '', name, form: name, timeMs: null }],
    findings: plain.findings.map((finding) => ({
      ...finding,
      rule: name,
      pattern: name,
      title: name,
      state: name,
      wait: name,
      function: name,
      root: name,
      createdBy: { function: name, file: name, line: 1, goroutine: 7 },
      stack: [line, { ...line, origin: 'runtime' }],
      variants: {
        stacks: [{ stack: [line], before: 0, after: 1 }],
        rest: { stacks: 1, before: 0, after: 1 },
      },
      evidence: [{ isFor: true, text: name }],
      fix: name,
      reference: name,
      labels: [[name, name]],
    })),
  };
}

import { encodeMessages, type ProfileMessage } from './pprof-messages.ts';
import type { Random } from './random.ts';

const names = [
  'main.main', 'main.serve', 'main.(*Cache).Put', 'net/http.(*conn).serve', 'runtime.mallocgc', 'runtime.gopark',
  'sync.(*Mutex).Lock', 'main.Map[go.shape.int]', 'main.Map[...]', '', 'std::vector<int>::push_back(int)',
]; // biome-ignore format: a table

/** A small profile with all that is odd: recursion, inlined and missing lines, labels, zero and negative values. */
export function randomProfile(random: Random, options: { readonly shift?: number } = {}): Uint8Array {
  const strings = [''];
  const text = (one: string): number => {
    const known = strings.indexOf(one);
    return known >= 0 ? known : strings.push(one) - 1;
  };
  const shift = options.shift ?? 0;
  const functions = names.map((name, i) => ({
    id: i + 1,
    name: text(name),
    systemName: text(name),
    filename: text(`/src/p${i % 3}/./f${i % 4}.go`),
    startLine: 10 * (i % 2),
  }));
  const location = Array.from({ length: 24 }, (_, i) => ({
    id: i + 1,
    mappingId: i % 9 === 0 ? 0 : 1 + (i % 2),
    address: 0x1000 + i * 8 + (i % 9 === 0 ? 0 : shift),
    line: Array.from({ length: i % 11 === 0 ? 0 : 1 + (i % 3) }, (_unused, l) => ({
      functionId: 1 + ((i * 7 + l * 3) % functions.length),
      line: 5 + i + l,
    })),
  }));
  const sample: NonNullable<ProfileMessage['sample']> = [];
  for (let i = 0; i < 60; i++) {
    const depth = random.below(9);
    const value = random.below(5) === 0 ? 0 : random.below(2000) - 200;
    const label = [];
    if (random.below(2) === 0) label.push({ key: text('job'), str: text(random.pick(['a', 'b,c', 'x y'])) });
    if (random.below(3) === 0)
      label.push({ key: text('bytes'), num: 16 << random.below(8), numUnit: text('bytes') });
    sample.push({
      locationId: Array.from({ length: depth }, () => 1 + random.below(location.length)),
      value: [1 + random.below(9), value],
      label,
    });
  }
  const valueType = (type: string, unit: string) => ({ type: text(type), unit: text(unit) });
  const message: ProfileMessage = {
    sampleType: [valueType('objects', 'count'), valueType('space', 'bytes')],
    sample,
    mapping: [1, 2].map((id) => ({
      id,
      memoryStart: 0x1000 + shift,
      memoryLimit: 0x9000 + shift,
      memoryOffset: 0,
      filename: text(`/bin/app${id}`),
      buildId: text(`b${id}`),
      hasFunctions: true,
    })),
    location,
    function: functions,
    timeNanos: 1_700_000_000_000_000 * 1000,
    periodType: valueType('space', 'bytes'),
    period: 524_288,
    stringTable: strings,
  };
  return encodeMessages(message);
}

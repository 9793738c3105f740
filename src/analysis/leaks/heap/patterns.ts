import type { HeapSite } from './sites.ts';

/** What kind of growth a site shows, and what to do about it. */
export interface HeapPattern {
  readonly rule: string;
  readonly pattern: string;
  readonly fix: string;
  readonly reference: string;
  readonly says: string;
}

const bytesLeaves =
  /^(bytes\.|bufio\.New|io\.(ReadAll|copyBuffer)|ioutil\.ReadAll|os\.ReadFile|strings\.\(\*Builder\)|encoding\/(base64|hex|json)\.|compress\/|net\/http\.\(\*(body|http2dataBuffer)|runtime\.(rawbyteslice|slicebytetostring|stringtoslicebyte|growslice))/;
const mapLeaves =
  /^(runtime\.(mapassign|hashGrow|makeBucketArray|newoverflow|growWork|evacuate)|internal\/runtime\/maps\.|\(\*hmap\)|sync\.\(\*Map\)|internal\/sync\.\(\*HashTrieMap)/;

const grown: HeapPattern = {
  rule: 'heap-growth',
  pattern: 'Memory that one site keeps',
  says: 'objects accumulate',
  fix: 'Find who keeps what is allocated here: a map or slice that is never trimmed, a cache without bound, a queue that nobody drains, or goroutines that never end and hold it on their stacks.',
  reference: 'https://go.dev/doc/diagnostics#profiling',
};
const byteSlices: HeapPattern = {
  rule: 'heap-bytes-kept',
  pattern: 'Bytes that are kept',
  says: 'byte slices accumulate',
  fix: 'Copy what you need out of large buffers (a sub-slice keeps the whole array), bound what is buffered, and give buffers back to their pool.',
  reference: 'https://go.dev/blog/slices-intro#a-possible-gotcha',
};
const oneThatGrows: HeapPattern = {
  rule: 'heap-grows-in-place',
  pattern: 'A slice or map that only grows',
  says: 'few objects grow larger and larger',
  fix: 'Bound it, or delete entries when they are done; a map never gives its memory back, so replace it by a new one after a peak.',
  reference: 'https://github.com/golang/go/issues/20135',
};

export function patternOf({ leaf, stack, bytes, objects }: HeapSite): HeapPattern {
  const last = bytes.length - 1;
  const first = bytes.findIndex((value) => value > 0);
  const size = (at: number): number => (objects[at] > 0 ? bytes[at] / objects[at] : 0);
  const isOneThatGrows =
    first >= 0 &&
    first < last &&
    objects[last] <= 2 * Math.max(1, objects[first]) &&
    size(last) >= 1.5 * size(first);
  if (isOneThatGrows || stack.slice(0, 3).some((line) => mapLeaves.test(line.function))) return oneThatGrows;
  return bytesLeaves.test(leaf) ? byteSlices : grown;
}

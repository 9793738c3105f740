import { noProgress } from '../base/pace.ts';
import { bytesSource } from '../base/source.ts';
import { goroutineTextReader } from '../formats/goroutine-text/reader.ts';
import type { Goroutines } from '../model/goroutines.ts';

/** A dump from the text a person can read: what `debug=2` prints. */
export async function goroutinesFrom(
  text: string,
  name = 'goroutines.txt',
  timeMs: number | null = null,
): Promise<Goroutines> {
  const bytes = new TextEncoder().encode(text);
  const context = { bytesGiven: bytes.length, onProgress: noProgress, signal: new AbortController().signal };
  const documents = (await goroutineTextReader.read(
    bytesSource(bytes, name, timeMs),
    context,
  )) as readonly Goroutines[];
  return documents[documents.length - 1];
}

/** A dump from a sketch: see `dumpText`. */
export function dumpFrom(sketch: string, name?: string, timeMs?: number): Promise<Goroutines> {
  return goroutinesFrom(dumpText(sketch), name, timeMs);
}

/**
 * The `debug=2` text of a sketch. Goroutines by their ids, with what stands in brackets; their stack, leaf first, with
 * or without arguments and places; who created them:
 *
 *     5,7,20-100/10 [chan send, 5 minutes]
 *       main.work(0xc000010000) work.go:12
 *       main.serve
 *       by main.start in 1
 */
export function dumpText(sketch: string): string {
  const lines = sketch.split('\n').map((line) => line.trim());
  let head = '';
  let bodies: { readonly id: number; readonly status: string }[] = [];
  let body = '';
  const flush = (): void => {
    for (const { id, status } of bodies) head += `goroutine ${id} [${status}]:\n${body}\n`;
    bodies = [];
    body = '';
  };
  for (const line of lines) {
    const header = /^([\d,/-]+) \[(.*)\]$/.exec(line);
    if (header !== null) {
      if (bodies.length === 0 && head !== '') head += '\n';
      flush();
      bodies = idsIn(header[1]).map((id) => ({ id, status: header[2] }));
    } else if (line !== '' && bodies.length === 0) head += `${line}\n`;
    else if (line !== '') body += frameText(line);
  }
  flush();
  return head;
}

/** [5, 20, 30, 40] of '5,20-40/10'. */
function idsIn(text: string): number[] {
  return text.split(',').flatMap((part) => {
    const [range, step = '1'] = part.split('/');
    const [from, to = from] = range.split('-');
    const ids: number[] = [];
    for (let id = Number(from); id <= Number(to); id += Number(step)) ids.push(id);
    return ids;
  });
}

function frameText(line: string): string {
  const by = /^by (\S+)(?: in (\d+))?$/.exec(line);
  if (by !== null) {
    const creator = by[2] === undefined ? '' : ` in goroutine ${by[2]}`;
    return `created by ${by[1]}${creator}\n\t/src/main.go:9 +0x1\n`;
  }
  const place = / (\S+:\d+)$/.exec(line);
  const call = place === null ? line : line.slice(0, place.index);
  return `${call.endsWith(')') ? call : `${call}(...)`}\n\t${place?.[1] ?? 'x.go:1'} +0x1\n`;
}

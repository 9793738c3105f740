import { FormatError } from '../base/errors.ts';
import { type OnProgress, Pace } from '../base/pace.ts';
import { bytesSource, fillingSource, type Source } from '../base/source.ts';
import { checkDocument } from '../model/check.ts';
import type { Document } from '../model/document.ts';
import type { Notice } from '../model/origin.ts';
import { identify, identifyForeign, mayHoldDump } from './identify.ts';
import { type FormatReader, headSize, type Sniff, type TraceAside } from './reader.ts';
import { Budget } from './unpack/budget.ts';
import { type FastInflate, gunzip, type InflateAhead, inflating } from './unpack/gzip.ts';
import { tarMembers } from './unpack/tar.ts';
import { toUtf8, utf16Label } from './unpack/text-encoding.ts';
import { zipMembers } from './unpack/zip.ts';
import { unzstd } from './unpack/zstd.ts';

export interface OpenOptions {
  readonly readers: readonly FormatReader[];
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress;
  readonly onPartial?: (document: Document) => void;
  readonly fastInflate?: FastInflate;
  readonly inflateAhead?: InflateAhead;
  /** Bytes that all content of the file may unpack to; 2 GiB unless given. */
  readonly maxBytes?: number;
  /** Traces: see `ReadContext.referenceTimes`. */
  readonly referenceTimes?: boolean;
  /** Traces: see `ReadContext.aside`. */
  readonly aside?: TraceAside;
}

/** One document, or the reason why there is none. */
export type OpenedPart =
  | { readonly ok: true; readonly document: Document }
  | { readonly ok: false; readonly name: string; readonly error: FormatError };

/** How deep archives may lie in archives. */
const maxDepth = 5;

interface Work {
  readonly options: OpenOptions;
  readonly budget: Budget;
  readonly bytesGiven: number;
  readonly notices: readonly Notice[];
  readonly depth: number;
}

/** Unpacks, sniffs, reads and checks: one part for a plain file, many for an archive. Rejects only when cancelled. */
export async function openFile(source: Source, options: OpenOptions): Promise<readonly OpenedPart[]> {
  const budget = new Budget(options.maxBytes);
  return openPart(source, { options, budget, bytesGiven: source.size, notices: [], depth: 0 });
}

async function openPart(source: Source, work: Work): Promise<readonly OpenedPart[]> {
  try {
    return await openContent(source, work);
  } catch (error) {
    work.options.signal.throwIfAborted();
    if (error instanceof FormatError) return [{ ok: false, name: source.name, error }];
    if (error instanceof RangeError) {
      const detail = `it does not fit into memory (${error.message}); open a part of it`;
      return [
        {
          ok: false,
          name: source.name,
          error: new FormatError('too-large', { format: 'file', offset: 0, detail }),
        },
      ];
    }
    throw error;
  }
}

async function openContent(source: Source, work: Work): Promise<readonly OpenedPart[]> {
  const { options, budget, depth } = work;
  const head = await source.slice(0, Math.min(source.size, headSize));
  const container = containerOf(head);
  if (container === null) {
    const documents = await readDocuments(source, head, work);
    return documents.map((document): OpenedPart => ({ ok: true, document }));
  }
  if (depth >= maxDepth) {
    throw new FormatError('too-large', {
      format: container,
      offset: 0,
      detail: `archives lie more than ${maxDepth} deep in it; unpack it first`,
    });
  }
  const pace = new Pace(options.signal, options.onProgress);
  const inside = (content: Source, more: Partial<Work> = {}): Promise<readonly OpenedPart[]> =>
    openPart(content, { ...work, ...more, depth: depth + 1 });
  const withNotices = (notices: readonly Notice[]): Partial<Work> => ({
    notices: [...work.notices, ...notices],
  });
  if (container === 'gzip') {
    const content = await inflating(source, budget, options.inflateAhead ?? null);
    if (content !== null) {
      const parts = await inside(fillingSource(content, source.name, source.modifiedMs));
      if (await content.isIntact) return parts;
      budget.giveBack(content.bytes.length);
    }
  }
  if (container === 'gzip' || container === 'zstd') {
    const { bytes, notices } =
      container === 'gzip'
        ? await gunzip(source, budget, pace, options.fastInflate ?? null)
        : await unzstd(source, budget, pace);
    return inside(bytesSource(bytes, source.name, source.modifiedMs), withNotices(notices));
  }
  const parts: OpenedPart[] = [];
  const members = container === 'zip' ? zipMembers(source, budget, pace) : tarMembers(source);
  for await (const { name: own, content, modifiedMs, notices } of members) {
    const name = `${source.name}/${own}`;
    if (content instanceof FormatError) parts.push({ ok: false, name, error: content });
    else {
      const given = { ...withNotices(notices), bytesGiven: content.length };
      parts.push(...(await inside(bytesSource(content, name, modifiedMs ?? source.modifiedMs), given)));
    }
  }
  if (parts.length === 0)
    throw new FormatError('unrecognised', { format: container, offset: 0, detail: 'there is no file in it' });
  return parts;
}

function containerOf(head: Uint8Array): 'gzip' | 'zip' | 'tar' | 'zstd' | null {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  if (head[0] === 0x50 && head[1] === 0x4b && (head[2] === 3 || head[2] === 5)) return 'zip';
  if (head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd) return 'zstd';
  const magic = 'ustar';
  for (let i = 0; i < magic.length; i++) if (head[257 + i] !== magic.charCodeAt(i)) return null;
  return 'tar';
}

async function readDocuments(given: Source, givenHead: Uint8Array, work: Work): Promise<readonly Document[]> {
  const { options, notices, bytesGiven } = work;
  let source = given;
  let head = givenHead;
  const hasMark = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf;
  if (hasMark || utf16Label(head) !== null) {
    source = bytesSource(toUtf8(await given.slice(0, given.size)), given.name, given.modifiedMs);
    head = await source.slice(0, Math.min(source.size, headSize));
  }
  const withNotices = (document: Document): Document =>
    notices.length === 0 ? document : { ...document, notices: [...notices, ...document.notices] };
  const { onPartial } = options;
  const context = {
    bytesGiven,
    onProgress: options.onProgress,
    signal: options.signal,
    referenceTimes: options.referenceTimes,
    aside: options.aside,
    ...(onPartial === undefined
      ? {}
      : { onPartial: (document: Document) => onPartial(withNotices(document)) }),
  };
  let unrecognised: FormatError | null = null;
  for (const reader of candidates(options.readers, head, source)) {
    try {
      const read = await reader.read(source, context);
      const documents = 'kind' in read ? [read] : read;
      documents.forEach(checkDocument);
      return documents.map(withNotices);
    } catch (error) {
      if (!(error instanceof FormatError) || error.code !== 'unrecognised') throw error;
      unrecognised ??= error;
    }
  }
  throw identifyForeign(head) ?? unrecognised ?? identify(head, source.size);
}

/** Readers that say yes, then, unless the content is known to be foreign, those that say maybe. */
function candidates(
  readers: readonly FormatReader[],
  head: Uint8Array,
  source: Source,
): readonly FormatReader[] {
  if (source.size === 0) return [];
  const saying = (answer: Sniff): FormatReader[] =>
    readers.filter((reader) => reader.sniff(head, source.name) === answer);
  const sure = saying('yes');
  const foreign = identifyForeign(head);
  return foreign !== null && !mayHoldDump(foreign) ? sure : [...sure, ...saying('maybe')];
}

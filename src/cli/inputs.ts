import { readFileSync, statSync } from 'node:fs';
import type { DocumentSummary, Failure } from '../engine/engine.ts';
import type { LocalEngine } from '../engine/in-process.ts';
import { largeFile, type OpenFile, openPath } from './file-source.ts';
import { InputError } from './input-error.ts';
import { jsonPieces } from './output/json-pieces.ts';

/** What every JSON answer begins with. */
export interface Envelope {
  readonly unpark: 1;
  readonly files: readonly {
    readonly name: string;
    readonly format: string;
    readonly kind: string;
    /** ISO 8601, or null. */
    readonly time: string | null;
    readonly bytes: number;
  }[];
  readonly notices: readonly {
    readonly file: string;
    readonly code: string;
    readonly text: string;
    readonly offset: number | null;
  }[];
}

export interface Inputs {
  /** In the order given; an archive gives one per file in it that could be read. */
  readonly documents: readonly DocumentSummary[];
  readonly envelope: Envelope;
}

/** For questions that nobody cancels. */
export const noSignal = new AbortController().signal;

/**
 * Opens files, or `-` for standard input. What is readable of a damaged file is read, with notices; a file of which
 * nothing can be read throws `InputError`.
 */
export async function openInputs(
  paths: readonly string[],
  engine: Pick<LocalEngine, 'open'>,
): Promise<Inputs> {
  const documents: DocumentSummary[] = [];
  const failed: { name: string; failure: Failure }[] = [];
  const isSeries = isInFileOrder(paths.map(modifiedOf));
  for (const path of paths) {
    const { bytes, modifiedMs: fileMs } = await bytesOf(path);
    const modifiedMs = isSeries ? fileMs : null;
    const opened = await engine
      .open(bytes, path === '-' ? 'stdin' : path, modifiedMs, {}, noSignal)
      .finally(() => 'close' in bytes && bytes.close());
    const read = opened.flatMap((part) => (part.ok ? [part.document] : []));
    const unread = opened.flatMap((part) => (part.ok ? [] : [part]));
    if (read.length === 0)
      throw new InputError(unread[0] ? failureLine(unread[0]) : `${path}: nothing in it`);
    documents.push(...read);
    failed.push(...unread);
  }
  return { documents, envelope: envelopeOf(documents, failed) };
}

/** Opens what must be exactly one document of the kinds given; `what` names it for the error. */
export async function openOne(
  path: string,
  kinds: readonly DocumentSummary['kind'][],
  what: string,
  engine: Pick<LocalEngine, 'open'>,
): Promise<Inputs & { readonly document: DocumentSummary }> {
  const inputs = await openInputs([path], engine);
  const fitting = inputs.documents.filter(({ kind }) => kinds.includes(kind));
  if (fitting.length === 0)
    throw new InputError(`${path}: it is a ${inputs.documents[0].origin.form} file, not ${what}`);
  if (fitting.length > 1)
    throw new InputError(`${path}: holds ${fitting.length} of the kind; unpack it and name one of them`);
  return { ...inputs, document: fitting[0] };
}

/** The files and notices of several openings, as one. */
export function joinEnvelopes(envelopes: readonly Envelope[]): Envelope {
  return {
    unpark: 1,
    files: envelopes.flatMap(({ files }) => files),
    notices: envelopes.flatMap(({ notices }) => notices),
  };
}

/** Notices on standard error, one a line: for output that is read by people. */
export function printNotices({ notices }: Envelope): void {
  for (const { file, text } of notices) process.stderr.write(`unpark: ${file}: ${text}\n`);
}

/** One JSON value and a line feed on standard output. */
export function printJson(answer: object): void {
  for (const piece of jsonPieces(answer)) process.stdout.write(piece);
}

/**
 * Dates of files tell when text was captured only if they rise in the order given, a second apart at least: copies and
 * checkouts of many files carry the moment of the copy.
 */
function isInFileOrder(modifiedMs: readonly (number | null)[]): boolean {
  return modifiedMs.every(
    (ms, index) => ms !== null && (index === 0 || ms - (modifiedMs[index - 1] ?? ms) >= 1000),
  );
}

function modifiedOf(path: string): number | null {
  if (path === '-') return null;
  try {
    return statSync(path).mtimeMs;
  } catch {
    return null;
  }
}

async function bytesOf(
  path: string,
): Promise<{ readonly bytes: Uint8Array | OpenFile; readonly modifiedMs: number | null }> {
  if (path === '-') {
    const chunks: Uint8Array[] = [];
    for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
    return { bytes: Buffer.concat(chunks), modifiedMs: null };
  }
  try {
    const { mtimeMs, size } = statSync(path);
    const bytes = size >= largeFile ? openPath(path, size) : readFileSync(path);
    return { bytes, modifiedMs: mtimeMs };
  } catch (error) {
    throw new InputError(`${path}: ${reasonOf(error as NodeJS.ErrnoException)}`);
  }
}

function reasonOf({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'ENOENT') return 'no such file';
  if (code === 'EISDIR') return 'is a folder';
  if (code === 'EACCES' || code === 'EPERM') return 'may not be read';
  return code === 'ERR_FS_FILE_TOO_LARGE' ? 'is larger than 2 GiB' : message;
}

function failureLine({ name, failure }: { readonly name: string; readonly failure: Failure }): string {
  const place =
    failure.line !== null
      ? ` at line ${failure.line}`
      : failure.offset !== null
        ? ` at byte ${failure.offset}`
        : '';
  const kind = failure.format === null ? '' : `${failure.format}: `;
  return `${name}: ${kind}${failure.code}${place}: ${failure.text}`.replace(/\s*\n\s*/g, ' ');
}

function envelopeOf(
  documents: readonly DocumentSummary[],
  failed: readonly { readonly name: string; readonly failure: Failure }[],
): Envelope {
  return {
    unpark: 1,
    files: documents.map(({ origin, kind, profileKind }) => ({
      name: origin.name,
      format: origin.format,
      kind: profileKind ?? (kind === 'goroutines' ? 'goroutine' : kind),
      time: origin.timeMs === null ? null : new Date(origin.timeMs).toISOString(),
      bytes: origin.bytes,
    })),
    notices: [
      ...documents.flatMap(({ origin, notices }) =>
        notices.map(({ code, text, offset }) => ({ file: origin.name, code, text, offset })),
      ),
      ...failed.map(({ name, failure }) => ({
        file: name,
        code: failure.code,
        text: failure.text,
        offset: failure.offset,
      })),
    ],
  };
}

import { NONE } from '../../base/columns.ts';
import { type Crash, GoroutineFlag, goroutineStates } from '../../model/goroutines.ts';
import { ascii, startsWith } from './line-shape.ts';
import type { GoroutineRow } from './rows.ts';

/** One dump of a text: rows `[from, to)` and what made the program print it. */
export interface Dump {
  readonly from: number;
  to: number;
  crash: Crash | null;
}

/** A line of a race report that begins something. */
export interface RaceLine {
  readonly kind: 'access' | 'created';
  readonly id: number;
}

const running = goroutineStates.indexOf('running');
const utf8 = new TextDecoder();
const maxText = 2000;
/** Lines of a crash's message that are kept. */
const maxTextLines = 8;

/** Watches the lines around goroutines: why the dump was printed, and where another one begins. */
export class CrashLines {
  private readonly dumps: Dump[] = [{ from: 0, to: 0, crash: null }];
  private isAfterDashes = false;
  private isPending = false;
  private crash: Crash | null = null;
  private textLines = 0;

  /** Looks at a line outside goroutines. */
  readLine(bytes: Uint8Array, start: number, end: number, rows: number): RaceLine | null {
    if (startsWith(bytes, start, end, '-----')) this.isAfterDashes = true;
    const kind = kindOf(bytes, start, end);
    if (kind !== null) {
      const text = utf8.decode(bytes.subarray(start, Math.min(end, start + maxText)));
      this.note(kind, text.trim(), rows);
      return null;
    }
    this.addText(bytes, start, end);
    return raceLine(bytes, start, end);
  }

  private addText(bytes: Uint8Array, start: number, end: number): void {
    if (this.textLines === 0 || this.textLines >= maxTextLines || this.crash === null) return;
    this.textLines++;
    const text = utf8.decode(bytes.subarray(start, Math.min(end, start + maxText))).trim();
    this.crash = { ...this.crash, text: `${this.crash.text}\n${text}` };
    const last = this.dumps[this.dumps.length - 1];
    if (last.crash !== null && !this.isPending)
      last.crash = { ...this.crash, goroutine: last.crash.goroutine };
  }

  /** A blank line, or a goroutine: the message is over. */
  endText(): void {
    this.textLines = 0;
  }

  /** True for lines that begin a crash report even in the middle of a goroutine. */
  isMarker(bytes: Uint8Array, start: number, end: number): boolean {
    return kindOf(bytes, start, end) !== null;
  }

  private note(kind: Crash['kind'], text: string, rows: number): void {
    const last = this.dumps[this.dumps.length - 1];
    if (this.isAfterDashes && last.crash !== null) return;
    if (rows > last.from) this.isPending = kind !== 'race' || last.crash?.kind !== 'race';
    if (this.crash !== null && rows === last.from && this.crash.kind !== 'race' && last.crash !== null) {
      if (kind === 'panic' && this.crash.kind === 'panic') return;
    }
    if (this.crash?.kind === 'timeout' && kind === 'panic' && !this.isPending) return;
    this.crash = { kind, text, goroutine: NONE };
    this.textLines = kind === 'signal' || kind === 'timeout' || kind === 'panic' ? 1 : 0;
    if (!this.isPending) last.crash = this.crash;
  }

  readGoleak(): void {
    const last = this.dumps[this.dumps.length - 1];
    last.crash ??= { kind: 'goleak', text: 'found unexpected goroutines', goroutine: NONE };
  }

  /** True once, when a marker after goroutines was seen: the rows from here on are another dump. */
  startsNewDump(rows: number): boolean {
    if (!this.isPending) return false;
    this.isPending = false;
    this.beginDump(rows);
    return true;
  }

  beginDump(rows: number): void {
    const last = this.dumps[this.dumps.length - 1];
    last.to = rows;
    this.isAfterDashes = false;
    const crash = this.crash !== last.crash ? this.crash : null;
    this.crash = crash;
    this.dumps.push({ from: rows, to: rows, crash });
  }

  /** True if a goroutine seen before means another dump rather than the second printing in a crash report. */
  repeatsDump(rows: number): boolean {
    const last = this.dumps[this.dumps.length - 1];
    const isCrash = last.crash !== null && last.crash.kind !== 'deadlock';
    return !this.isAfterDashes && !isCrash && rows > last.from + 1;
  }

  /** A panic blames the first goroutine that runs, a signal the one it arrived in, printed first; SIGQUIT nobody. */
  addGoroutine(row: GoroutineRow, rows: number): void {
    const last = this.dumps[this.dumps.length - 1];
    const { crash } = last;
    if (crash === null || crash.goroutine !== NONE || row.id === 0) return;
    const isBlamed =
      crash.kind === 'signal'
        ? rows === last.from && !crash.text.startsWith('SIGQUIT')
        : row.state === running && (crash.kind === 'panic' || crash.kind === 'fatal');
    if (!isBlamed) return;
    last.crash = { ...crash, goroutine: row.id };
    row.flags |= GoroutineFlag.culprit;
  }

  finish(rows: number): readonly Dump[] {
    this.dumps[this.dumps.length - 1].to = rows;
    return this.dumps;
  }
}

function kindOf(bytes: Uint8Array, start: number, end: number): Crash['kind'] | null {
  const first = bytes[start];
  if (first === 112) {
    if (startsWith(bytes, start, end, 'panic: test timed out')) return 'timeout';
    return startsWith(bytes, start, end, 'panic: ') ? 'panic' : null;
  }
  if (first === 102) {
    if (!startsWith(bytes, start, end, 'fatal error: ')) return null;
    const text = ascii(bytes, start, Math.min(end, start + 80));
    return text.includes('deadlock') ? 'deadlock' : 'fatal';
  }
  if (first === 83 && startsWith(bytes, start, end, 'SIG')) {
    return /^SIG[A-Z]+: /.test(ascii(bytes, start, Math.min(end, start + 40))) ? 'signal' : null;
  }
  if (first === 87 && startsWith(bytes, start, end, 'WARNING: DATA RACE')) return 'race';
  return null;
}

function raceLine(bytes: Uint8Array, start: number, end: number): RaceLine | null {
  const first = bytes[start];
  if (first === 71) {
    const match = /^Goroutine (\d+) \((running|finished)\) created at:/.exec(
      ascii(bytes, start, Math.min(end, start + 60)),
    );
    return match === null ? null : { kind: 'created', id: Number(match[1]) };
  }
  if (first !== 82 && first !== 87 && first !== 80) return null;
  const text = ascii(bytes, start, Math.min(end, start + 120));
  const match =
    /^(?:Previous )?(?:[Aa]tomic )?(?:[Rr]ead|[Ww]rite) at 0x[0-9a-f]+ by (?:goroutine (\d+)|main goroutine):/.exec(
      text,
    );
  return match === null ? null : { kind: 'access', id: match[1] === undefined ? 1 : Number(match[1]) };
}

import { NONE } from '../../base/columns.ts';
import type { Pace } from '../../base/pace.ts';
import { type Ancestor, GoroutineFlag, goroutineStates } from '../../model/goroutines.ts';
import { LabelSetBuilder } from '../../model/labels-builder.ts';
import { SymbolsBuilder } from '../../model/symbols-builder.ts';
import { CrashLines, type Dump } from './crash.ts';
import { FrameLines } from './frame-lines.ts';
import { type Header, Headers } from './header.ts';
import { parseLabels } from './labels.ts';
import {
  argumentsAt,
  ascii,
  creatorEnd,
  creatorIdAt,
  hasBlank,
  hasHeaderInside,
  integerAt,
  isBlank,
  isEllipsis,
  placeEnd,
  skipBlanks,
  startsWith,
} from './line-shape.ts';
import { type GoroutineRow, GoroutineRows } from './rows.ts';
import { readWords } from './words.ts';

const running = goroutineStates.indexOf('running');
/** net/http/pprof gives up printing at this size, without a word: in the middle of a goroutine. */
export const runtimeLimit = 64 << 20;
/** Lines that fit nothing, before a goroutine is given up as cut. */
const maxOddLines = 3;
const maxFrames = 4096;

const TAB = 9;

/** What tools print right behind the last goroutine. */
function isTrailer(text: string): boolean {
  return /^(```|exit status \d|FAIL|ok |PASS|signal: |Process |make: |rax |r0 |panic: |\*\*\*)/.test(text);
}

/** What the frames being read belong to. */
type Part = 'stack' | 'ancestor' | 'race-created';

/** Reads a whole text: headers, frames, creators, ancestors, and the lines around them. */
export class DumpParser {
  readonly symbols = new SymbolsBuilder();
  readonly labelSets = new LabelSetBuilder(this.symbols.strings);
  readonly rows: GoroutineRows;
  readonly ancestors: Ancestor[] = [];
  readonly crash = new CrashLines();
  partial = 0;
  repeated = 0;
  isSystemLevel = false;
  /** Headers seen behind other text on their line: a log put it there. */
  headersInside = 0;
  private readonly lines = new FrameLines(this.symbols);
  private readonly headers = new Headers();
  private bytes: Uint8Array = new Uint8Array(0);
  /** Where `bytes` begin in the text. */
  private base = 0;
  private readonly size: number;
  private readonly labelIndex = new Map<string, number>();
  private seen = new Map<number, number>();
  private row: GoroutineRow | null = null;
  private wordStart = 0;
  private part: Part = 'stack';
  private frames: number[] = [];
  private oddLines = 0;
  private ancestorId = NONE;
  private raceCreatedFor = NONE;
  /** Where the line behind the place read last starts. */
  private nextLine = 0;

  /** `size` is the whole text's, in bytes. */
  constructor(size: number) {
    this.size = size;
    this.rows = new GoroutineRows(size);
  }

  /** Reads the next piece of the text. Every piece but the last ends behind a blank line. */
  async add(bytes: Uint8Array, pace: Pace): Promise<void> {
    this.bytes = bytes;
    let pos = 0;
    let turns = 0;
    while (pos < bytes.length) {
      if ((++turns & 2047) === 0 && pace.isDue()) await pace.breathe(this.base + pos, this.size);
      let end = bytes.indexOf(10, pos);
      if (end < 0) end = bytes.length;
      pos = this.readLine(pos, end > pos && bytes[end - 1] === 13 ? end - 1 : end, end + 1);
    }
    this.base += bytes.length;
    this.bytes = new Uint8Array(0);
  }

  finish(): readonly Dump[] {
    this.endGoroutine(this.size === runtimeLimit);
    return this.crash.finish(this.rows.length);
  }

  /** Reads the line `[start, end)`, and with a function its place line too; returns where the next one starts. */
  private readLine(start: number, end: number, next: number): number {
    const { bytes } = this;
    if (isBlank(bytes, start, end)) {
      this.crash.endText();
      if (this.part !== 'race-created' || this.frames.length > 0) this.endGoroutine(false);
      return next;
    }
    const header = this.headers.read(bytes, start, end);
    if (header !== null) {
      this.endGoroutine(false);
      this.beginGoroutine(header, start);
      return next;
    }
    if (this.row === null && this.raceCreatedFor === NONE) {
      this.readOutside(start, end);
      return next;
    }
    return this.readInside(start, end, next);
  }

  private readOutside(start: number, end: number): void {
    if (hasHeaderInside(this.bytes, start, end)) this.headersInside++;
    const race = this.crash.readLine(this.bytes, start, end, this.rows.length);
    if (this.crash.startsNewDump(this.rows.length)) this.seen = new Map();
    if (race === null) return;
    if (race.kind === 'access') {
      if (this.seen.has(race.id)) return;
      this.row = this.newRow(race.id, running, 0, GoroutineFlag.reported | GoroutineFlag.culprit, start);
      this.part = 'stack';
      return;
    }
    this.raceCreatedFor = race.id;
    this.part = 'race-created';
  }

  private readInside(start: number, end: number, next: number): number {
    const { bytes } = this;
    const text = skipBlanks(bytes, start, end);
    if (this.isWhole() && !startsWith(bytes, text, end, '[originating from goroutine ')) {
      this.endGoroutine(false);
      this.readOutside(text, end);
      return next;
    }
    const open = argumentsAt(bytes, text, end);
    if (open > 0) {
      const place = this.placeAfter(next);
      if (place !== NONE || (bytes[start] !== TAB && !hasBlank(bytes, text, open))) {
        this.addFrame(text, open, end, place);
        return place === NONE ? next : this.nextLine;
      }
    }
    if (startsWith(bytes, text, end, 'created by ')) return this.readCreator(text + 11, end, next);
    if (bytes[text] === 46 && startsWith(bytes, text, end, '...')) {
      if (this.row !== null) this.row.flags |= GoroutineFlag.elided;
      return next;
    }
    if (startsWith(bytes, text, end, '[originating from goroutine ')) {
      this.endPart();
      this.part = 'ancestor';
      this.ancestorId = integerAt(bytes, text + 28, end)?.value ?? NONE;
      return next;
    }
    return this.readOdd(text, end, next);
  }

  /** Lines that are no frame: C functions, "stack unavailable", the end of goleak's list, or somebody else's output. */
  private readOdd(text: number, end: number, next: number): number {
    const { bytes } = this;
    if (startsWith(bytes, text, end, 'goroutine running on other thread')) {
      if (this.row !== null) this.row.flags |= GoroutineFlag.partial;
      return next;
    }
    if (startsWith(bytes, text, end, 'non-Go function')) {
      this.frames.push(this.lines.frame(this.lines.functionOf(bytes, text, text + 15), NONE, false));
      return this.isPcLine(next) ? this.nextLine : next;
    }
    const place = this.placeAfter(next);
    if (place !== NONE || this.isPcLine(next)) {
      this.frames.push(this.lines.frame(this.lines.functionOf(bytes, text, end), place, false));
      return this.nextLine;
    }
    if (
      bytes[text] === 93 ||
      startsWith(bytes, text, end, '-----') ||
      startsWith(bytes, text, end, '======')
    ) {
      this.endGoroutine(false);
      this.crash.readLine(bytes, text, end, this.rows.length);
      return next;
    }
    if (isTrailer(ascii(bytes, text, Math.min(end, text + 40)))) {
      this.endGoroutine(false);
      this.readOutside(text, end);
      return next;
    }
    if (++this.oddLines >= maxOddLines || this.crash.isMarker(bytes, text, end)) {
      this.endGoroutine(true);
      this.readOutside(text, end);
    } else if (this.row !== null) this.row.flags |= GoroutineFlag.partial;
    return next;
  }

  /** True once nothing more is due but ancestors: the creator is read. */
  private isWhole(): boolean {
    if (this.row === null || this.part !== 'stack') return false;
    return this.row.creator !== NONE && this.frames.length > 0;
  }

  /** True if the line at `start` is the `pc=0x…` of a C frame without a place; `nextLine` is then behind it. */
  private isPcLine(start: number): boolean {
    const { bytes } = this;
    const end = bytes.indexOf(10, start);
    const text = skipBlanks(bytes, start, bytes.length);
    if (text === start || !startsWith(bytes, text, bytes.length, 'pc=')) return false;
    this.nextLine = end < 0 ? bytes.length : end + 1;
    return true;
  }

  private addFrame(text: number, open: number, end: number, place: number): void {
    const isInlined = isEllipsis(this.bytes, open, end);
    if (place === NONE && this.row !== null) this.row.flags |= GoroutineFlag.partial;
    if (this.frames.length >= maxFrames) {
      if (this.row !== null) this.row.flags |= GoroutineFlag.elided;
      return;
    }
    const frame = this.lines.frame(
      this.lines.functionOf(this.bytes, text, open),
      place,
      isInlined && this.part !== 'ancestor',
    );
    if (this.part === 'stack' && !isInlined)
      readWords(this.bytes, open, end, this.frames.length, this.rows.words);
    this.frames.push(frame);
  }

  /** `created by F [in goroutine N]` and its place. */
  private readCreator(start: number, end: number, next: number): number {
    const { bytes } = this;
    const id = creatorIdAt(bytes, start, end);
    const stop = id === NONE ? end : creatorEnd(bytes, end);
    const place = this.placeAfter(next);
    const frame = this.lines.frame(this.lines.functionOf(bytes, start, stop), place, false);
    const { row } = this;
    if (this.part === 'ancestor') this.endPart(frame);
    else if (row !== null) {
      row.creator = frame;
      row.creatorId = id;
    }
    return place === NONE ? next : this.nextLine;
  }

  /** Index of the place on the line that starts at `start`, and `nextLine` behind it; NONE if it is none. */
  private placeAfter(start: number): number {
    const { bytes } = this;
    if (start >= bytes.length) return NONE;
    let end = bytes.indexOf(10, start);
    if (end < 0) end = bytes.length;
    const next = end + 1;
    if (bytes[end - 1] === 13) end--;
    const text = skipBlanks(bytes, start, end);
    if (text === end) return NONE;
    const stop = placeEnd(bytes, text, end);
    if (stop < 0) return NONE;
    if (
      text === start &&
      (argumentsAt(bytes, text, end) > 0 || this.headers.read(bytes, start, end) !== null)
    )
      return NONE;
    this.nextLine = next;
    return this.lines.placeOf(bytes, text, stop);
  }

  private beginGoroutine(header: Header, offset: number): void {
    const { status } = header;
    this.crash.endText();
    if (this.crash.startsNewDump(this.rows.length)) this.seen = new Map();
    const wait = status.wait === '' ? 0 : this.symbols.strings.intern(status.wait);
    const labels = status.labels || header.labels;
    const flags = status.flags | (header.isReported ? GoroutineFlag.reported : 0);
    if (header.isReported) this.crash.readGoleak();
    this.isSystemLevel ||= header.isSystemLevel;
    const row = this.newRow(header.id, status.state, wait, flags, offset);
    row.waitMinutes = status.minutes;
    row.labelSet = this.labelSet(labels);
    row.bubble = status.bubble;
    this.row = row;
    this.part = 'stack';
  }

  private newRow(id: number, state: number, wait: number, flags: number, offset: number): GoroutineRow {
    this.frames = [];
    this.oddLines = 0;
    this.wordStart = this.rows.words.length;
    return {
      id,
      state,
      wait,
      waitMinutes: NONE,
      flags,
      stack: NONE,
      creator: NONE,
      creatorId: NONE,
      labelSet: 0,
      bubble: NONE,
      offset: this.base + offset,
    };
  }

  private labelSet(text: string): number {
    if (text === '') return 0;
    let set = this.labelIndex.get(text);
    if (set === undefined) {
      set = this.labelSets.intern(parseLabels(text));
      this.labelIndex.set(text, set);
    }
    return set;
  }

  private takeStack(): number {
    const { frames } = this;
    let stack = NONE;
    for (let i = frames.length - 1; i >= 0; i--) {
      if (i === frames.length - 1 && this.isGoexit(frames[i])) continue;
      stack = this.symbols.stacks.intern(stack, frames[i]);
    }
    this.frames = [];
    return stack;
  }

  private goexitFrame = NONE;
  private isGoexit(frame: number): boolean {
    if (frame === this.goexitFrame) return true;
    const isGoexit = this.symbols.functionNameOf(frame) === 'runtime.goexit';
    if (isGoexit) this.goexitFrame = frame;
    return isGoexit;
  }

  /** Ends an `[originating from goroutine]` block, or the stack before the first of them. */
  private endPart(creator = NONE): void {
    const { row } = this;
    if (this.part === 'ancestor') {
      const stack = this.takeStack();
      if (row !== null && (stack !== NONE || creator !== NONE)) {
        this.ancestors.push({ goroutine: this.rows.length, id: this.ancestorId, stack, creator });
      }
    } else if (this.part === 'stack' && row !== null && row.stack === NONE) row.stack = this.takeStack();
  }

  private endGoroutine(isCut: boolean): void {
    if (this.part === 'race-created') this.endRaceCreated();
    const { row } = this;
    if (row === null) return;
    this.endPart();
    this.row = null;
    this.part = 'stack';
    if (isCut || row.stack === NONE) row.flags |= GoroutineFlag.partial;
    if (row.flags & GoroutineFlag.partial) this.partial++;
    if (row.id !== 0) {
      const earlier = this.seen.get(row.id);
      if (earlier !== undefined && !this.crash.repeatsDump(this.rows.length)) {
        this.repeat(earlier, row);
        return;
      }
      if (earlier !== undefined) {
        this.crash.beginDump(this.rows.length);
        this.seen = new Map();
      }
      this.seen.set(row.id, this.rows.length);
    }
    this.crash.addGoroutine(row, this.rows.length);
    this.rows.push(row, this.wordStart);
  }

  /** A goroutine printed again: counted once, with whichever stack was whole. */
  private repeat(earlier: number, row: GoroutineRow): void {
    this.repeated++;
    if (row.flags & GoroutineFlag.partial) this.partial--;
    this.rows.words.cut(this.wordStart);
    while (
      this.ancestors.length > 0 &&
      this.ancestors[this.ancestors.length - 1].goroutine === this.rows.length
    )
      this.ancestors.pop();
    if (this.rows.stackAt(earlier) === NONE && row.stack !== NONE && !(row.flags & GoroutineFlag.partial)) {
      if (this.rows.repair(earlier, row.stack, row.creator)) this.partial--;
    }
  }

  private endRaceCreated(): void {
    const id = this.raceCreatedFor;
    this.raceCreatedFor = NONE;
    this.part = 'stack';
    const frame = this.frames[0];
    this.frames = [];
    const row = this.seen.get(id);
    if (frame !== undefined && row !== undefined) this.rows.setCreator(row, frame);
  }
}

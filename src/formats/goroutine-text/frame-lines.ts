import { Int32Builder, NONE } from '../../base/columns.ts';
import { PairIndex } from '../../model/row-index.ts';
import type { SymbolsBuilder } from '../../model/symbols-builder.ts';
import { ByteIndex } from './line-index.ts';

const utf8 = new TextDecoder();
const COLON = 58;
/** No key: place is NONE or more. */
const unseen = -3;
const maxLine = 0x7fff_ffff;

/**
 * Turns pairs of lines (function, file) into frames. Text repeats itself a thousandfold: each distinct function text
 * and each distinct path is decoded once; places and frames are interned by number.
 */
export class FrameLines {
  private readonly functions = new ByteIndex();
  private readonly functionNames: number[] = [];
  private readonly files = new ByteIndex();
  private readonly fileNames: number[] = [];
  private readonly placeFile = new Int32Builder(1024);
  private readonly placeLine = new Int32Builder(1024);
  private readonly places = new PairIndex(this.placeFile, this.placeLine);
  private readonly frameFunction = new Int32Builder(1024);
  private readonly framePlace = new Int32Builder(1024);
  private readonly frameRow = new Int32Builder(1024);
  private readonly frames = new PairIndex(this.frameFunction, this.framePlace);
  /** By function, side by side: place (and whether inlined) seen with it last, and the frame. Mostly it is the same. */
  private recent = new Int32Array(2048).fill(unseen);
  private readonly symbols: SymbolsBuilder;

  constructor(symbols: SymbolsBuilder) {
    this.symbols = symbols;
  }

  /** Number of a function text `[start, end)`: the name without arguments. */
  functionOf(bytes: Uint8Array, start: number, end: number): number {
    const index = this.functions.intern(bytes, start, end);
    if (index === this.functionNames.length) {
      const name = displayName(utf8.decode(bytes.subarray(start, end)));
      this.functionNames.push(this.symbols.strings.intern(name));
    }
    return index;
  }

  /** Number of a place text `[start, end)`: `path/file.go:12`, without what follows. */
  placeOf(bytes: Uint8Array, start: number, end: number): number {
    let colon = end - 1;
    let line = 0;
    for (let unit = 1; colon > start && bytes[colon] !== COLON; colon--, unit *= 10)
      line += (bytes[colon] - 48) * unit;
    const file = this.files.intern(bytes, start, colon);
    if (file === this.fileNames.length)
      this.fileNames.push(this.symbols.strings.intern(utf8.decode(bytes.subarray(start, colon))));
    if (line > maxLine) line = 0;
    const found = this.places.find(file, line);
    if (found >= 0) return found;
    const row = this.placeFile.push(file);
    this.placeLine.push(line);
    this.places.fill(found, row);
    return row;
  }

  /** The frame of a function and a place; `place` NONE where the text gives none. */
  frame(func: number, place: number, isInlined: boolean): number {
    const key = place * 2 + (isInlined ? 1 : 0);
    if (func * 2 >= this.recent.length) {
      const recent = new Int32Array(func * 4).fill(unseen);
      recent.set(this.recent);
      this.recent = recent;
    }
    const { recent } = this;
    if (recent[func * 2] === key) return recent[func * 2 + 1];
    const frame = this.find(func, place, key);
    recent[func * 2] = key;
    recent[func * 2 + 1] = frame;
    return frame;
  }

  private find(func: number, place: number, key: number): number {
    const found = this.frames.find(func, key);
    if (found >= 0) return this.frameRow.values[found];
    const file = place === NONE ? 0 : this.fileNames[this.placeFile.values[place]];
    const line = place === NONE ? 0 : this.placeLine.values[place];
    const name = this.functionNames[func];
    const row = this.symbols.internFunction(name, name, file, 0);
    const frame = this.symbols.addFrame(row, line, (key & 1) === 1, NONE, 0);
    this.frameFunction.push(func);
    this.framePlace.push(key);
    this.frames.fill(found, this.frameRow.push(frame));
    return frame;
  }
}

/** `%2e` and the like are decoded in the last path element; the printer's `panic` is runtime.gopanic. */
function displayName(text: string): string {
  const name = text === 'panic' ? 'runtime.gopanic' : text;
  return name.includes('%')
    ? name.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : name;
}

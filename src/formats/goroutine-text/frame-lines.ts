import { Int32Builder, NONE } from '../../base/columns.ts';
import { PairIndex, type SymbolsBuilder } from '../../model/symbols-builder.ts';
import { ByteIndex } from './line-index.ts';

const utf8 = new TextDecoder();

interface Place {
  /** String index of the file. */
  readonly file: number;
  readonly line: number;
}

/**
 * Turns pairs of lines (function, file) into frames. Text repeats itself a thousandfold: each distinct function text
 * and each distinct place is decoded once, and each pair of them is interned by number.
 */
export class FrameLines {
  private readonly functions = new ByteIndex();
  private readonly functionNames: number[] = [];
  private readonly places = new ByteIndex();
  private readonly placeRows: Place[] = [];
  private readonly frameFunction = new Int32Builder(1024);
  private readonly framePlace = new Int32Builder(1024);
  private readonly frameRow = new Int32Builder(1024);
  private readonly frames = new PairIndex(this.frameFunction, this.framePlace);
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
    const index = this.places.intern(bytes, start, end);
    if (index === this.placeRows.length) {
      const text = utf8.decode(bytes.subarray(start, end));
      const colon = text.lastIndexOf(':');
      const line = Number(text.slice(colon + 1));
      const hasLine = colon >= 0 && Number.isInteger(line) && line <= 0x7fff_ffff;
      this.placeRows.push({
        file: this.symbols.strings.intern(hasLine ? text.slice(0, colon) : text),
        line: hasLine ? line : 0,
      });
    }
    return index;
  }

  /** The frame of a function and a place; `place` NONE where the text gives none. */
  frame(func: number, place: number, isInlined: boolean): number {
    const key = place * 2 + (isInlined ? 1 : 0);
    const found = this.frames.find(func, key);
    if (found >= 0) return this.frameRow.values[found];
    const { file, line } = place === NONE ? { file: 0, line: 0 } : this.placeRows[place];
    const name = this.functionNames[func];
    const row = this.symbols.internFunction(name, name, file, 0);
    const frame = this.symbols.internFrame(row, line, isInlined);
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

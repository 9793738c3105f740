import { Float64Builder, Int32Builder, NONE } from '../../base/columns.ts';
import type { LabelSetTable } from '../../model/labels.ts';
import { type LabelRow, LabelSetBuilder } from '../../model/labels-builder.ts';
import type { SampleTable } from '../../model/profile.ts';
import type { Symbols } from '../../model/symbols.ts';
import { SymbolsBuilder } from '../../model/symbols-builder.ts';
import type { MemoryMap } from './memory-map.ts';

/** A symbolised line of a record: `#	0x48b944	internal/poll.runtime_pollWait+0x84	…/netpoll.go:351`. */
export interface FrameLine {
  /** Null where the text has ids instead of addresses. */
  readonly address: bigint | null;
  readonly name: string;
  readonly file: string;
  readonly line: number;
}

const mask64 = (1n << 64n) - 1n;

/** Builds the samples of a text profile: by its symbols where it has them, else by addresses. */
export class RecordBuilder {
  readonly symbols = new SymbolsBuilder();
  private readonly labels = new LabelSetBuilder(this.symbols.strings);
  private readonly stack = new Int32Builder();
  private readonly labelSet = new Int32Builder();
  private readonly values: Float64Builder[];
  private readonly hiddenStart = new Int32Builder();
  private readonly hiddenPc = new Float64Builder();
  private hasSymbols = false;
  private readonly locations = new Map<bigint, number>();
  private readonly frames = new Map<FrameLine, number>();
  private readonly addresses: bigint[] = [];

  constructor(valueTypes: number) {
    this.values = Array.from({ length: valueTypes }, () => new Float64Builder());
  }

  get length(): number {
    return this.stack.length;
  }

  /**
   * Adds a sample. `addresses` are the listed PCs, leaf first, already adjusted to the call; `frames` are what the text
   * shows, leaf first, empty if it shows none.
   */
  add(
    values: readonly number[],
    addresses: readonly bigint[],
    frames: readonly FrameLine[],
    labels: readonly LabelRow[] = [],
  ): void {
    values.forEach((value, i) => {
      this.values[i].push(value);
    });
    this.labelSet.push(labels.length === 0 ? 0 : this.labels.intern(labels));
    this.hiddenStart.push(this.hiddenPc.length);
    if (frames.length > 0) {
      this.hasSymbols = true;
      for (const pc of hiddenBefore(addresses, frames[0])) this.hiddenPc.push(Number(pc));
      this.stack.push(this.symbolisedStack(frames.every(isNowhere) ? [] : frames));
    } else {
      for (const pc of addresses) this.hiddenPc.push(Number(pc));
      this.stack.push(this.plainStack(addresses));
    }
  }

  private symbolisedStack(frames: readonly FrameLine[]): number {
    let stack = NONE;
    for (let i = frames.length - 1; i >= 0; i--)
      stack = this.symbols.stacks.intern(stack, this.frameOf(frames[i]));
    return stack;
  }

  private frameOf(line: FrameLine): number {
    const known = this.frames.get(line);
    if (known !== undefined) return known;
    const { address, name, file } = line;
    const { strings } = this.symbols;
    const location = address === null ? NONE : this.location(address, 0);
    const text = strings.intern(name);
    const func = name === '' ? NONE : this.symbols.internFunction(text, text, strings.intern(file), 0);
    const frame = this.symbols.internFrame(func, line.line, false, location);
    this.frames.set(line, frame);
    return frame;
  }

  private plainStack(addresses: readonly bigint[]): number {
    let stack = NONE;
    for (let i = addresses.length - 1; i >= 0; i--) {
      const frame = this.symbols.internFrame(NONE, 0, false, this.location(addresses[i], 0));
      stack = this.symbols.stacks.intern(stack, frame);
    }
    return stack;
  }

  private location(address: bigint, mapping: number): number {
    const known = this.locations.get(address);
    if (known !== undefined) return known;
    this.addresses.push(address & mask64);
    const row = this.symbols.addLocation(address & mask64, mapping);
    this.locations.set(address, row);
    return row;
  }

  /** Publishes the columns; locations get their mapping from the memory map, or from one that covers everything. */
  finish(map: MemoryMap): {
    readonly symbols: Symbols;
    readonly samples: SampleTable;
    readonly labelSets: LabelSetTable;
  } {
    const { strings } = this.symbols;
    for (const mapping of map.mappings) {
      const [file, buildId] = [mapping.file, mapping.buildId].map((text) => strings.intern(text));
      this.symbols.addMapping({ ...mapping, file, buildId });
    }
    const length = this.stack.length;
    this.hiddenStart.push(this.hiddenPc.length);
    const labelSets = this.labels.finish();
    const symbols = this.symbols.finish();
    const mapping = Int32Array.from(this.addresses, (address) => map.indexOf(address));
    return {
      symbols: { ...symbols, locations: { ...symbols.locations, mapping } },
      labelSets,
      samples: {
        length,
        stack: this.stack.finish(),
        labelSet: this.labelSet.finish(),
        values: this.values.map((column) => column.finish()),
        exact: this.values.map(() => null),
        hidden: this.hasSymbols ? { start: this.hiddenStart.finish(), pc: this.hiddenPc.finish() } : null,
      },
    };
  }
}

/** threadcreate shows where it knows nothing as address 0. */
function isNowhere({ address, name }: FrameLine): boolean {
  return address === 0n && name === '';
}

/** The PCs listed before the first shown frame. Listed PCs are adjusted; shown ones are by the runtime. */
function hiddenBefore(addresses: readonly bigint[], first: FrameLine): readonly bigint[] {
  const at = first.address === null ? NONE : addresses.indexOf(first.address);
  return at < 0 ? [] : addresses.slice(0, at);
}

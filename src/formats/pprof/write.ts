import protobuf from 'protobufjs/minimal.js';
import { NONE } from '../../base/columns.ts';
import type { LabelSetTable } from '../../model/labels.ts';
import type { Profile } from '../../model/profile.ts';
import type { StackTable, Symbols } from '../../model/symbols.ts';

/** What a profile is written from: columns, as filters left them. */
export interface ProfileContent {
  readonly head: Pick<
    Profile,
    | 'valueTypes'
    | 'defaultValueType'
    | 'periodType'
    | 'period'
    | 'timeNanos'
    | 'durationNanos'
    | 'comments'
    | 'docUrl'
    | 'dropFrames'
    | 'keepFrames'
  >;
  readonly symbols: Omit<Symbols, 'stacks'>;
  /** Frames of one location follow one another, and all but the outermost are inlined. */
  readonly forest: StackTable;
  readonly isInlined: Uint8Array;
  readonly labelSets: LabelSetTable;
  /** Keys of labels that are left out. */
  readonly hidesLabel: (key: string) => boolean;
  /** One after the other, as a sample table each: a row of `forest` or NONE, a label set, values. */
  readonly samples: readonly ContentSamples[];
}

export interface ContentSamples {
  readonly length: number;
  readonly row: Int32Array;
  readonly labelSet: Int32Array;
  /** One column per value type; samples without any value are not written. */
  readonly values: readonly (Float64Array | BigInt64Array)[];
  /** pprof's mark of the samples of a base (`pprof::base`). */
  readonly isBase: boolean;
}

/** The bytes of profile.proto. Strings come last, as Go writes them. */
export function writeProfile(content: ProfileContent): Uint8Array {
  return new ProfileWriter(content).write();
}

type Message = protobuf.Writer;

class ProfileWriter {
  private readonly content: ProfileContent;
  private readonly strings: string[] = [''];
  private readonly stringIndex = new Map<string, number>([['', 0]]);
  private bytes = new Uint8Array(1 << 16);
  private at = 0;
  /** Id of the location that each outermost frame stands for, and of each function; 0 if not yet written. */
  private readonly locationId: Int32Array;
  private readonly functionId: Int32Array;
  private locations = 0;
  private functions = 0;

  constructor(content: ProfileContent) {
    this.content = content;
    this.locationId = new Int32Array(content.symbols.frames.length);
    this.functionId = new Int32Array(content.symbols.functions.length);
  }

  write(): Uint8Array {
    const { head, samples } = this.content;
    for (const type of head.valueTypes) this.message(1, (to) => this.valueType(to, type));
    this.mappings();
    for (const table of samples) for (let i = 0; i < table.length; i++) this.sample(table, i);
    this.message(0, (to) => {
      const text = (field: number, value: string): void => {
        if (value !== '') to.uint32(field * 8).int64(this.string(value));
      };
      text(7, head.dropFrames);
      text(8, head.keepFrames);
      if (head.timeNanos !== 0n) to.uint32(9 * 8).int64(wide(head.timeNanos));
      if (head.durationNanos !== 0n) to.uint32(10 * 8).int64(wide(head.durationNanos));
      if (head.period !== 0) to.uint32(12 * 8).int64(head.period);
      for (const comment of head.comments) to.uint32(13 * 8).int64(this.string(comment));
      text(14, head.valueTypes[head.defaultValueType]?.type ?? '');
      text(15, head.docUrl);
    });
    const { periodType } = head;
    if (periodType !== null) this.message(11, (to) => this.valueType(to, periodType));
    for (const text of this.strings) this.append(6, new TextEncoder().encode(text));
    return this.bytes.slice(0, this.at);
  }

  private valueType(to: Message, { type, unit }: { readonly type: string; readonly unit: string }): void {
    to.uint32(8).int64(this.string(type)).uint32(16).int64(this.string(unit));
  }

  private mappings(): void {
    const { mappings, strings } = this.content.symbols;
    for (let m = 0; m < mappings.length; m++) {
      this.message(3, (to) => {
        to.uint32(8).uint64(m + 1);
        to.uint32(16).uint64(wide(mappings.start[m]));
        to.uint32(24).uint64(wide(mappings.limit[m]));
        to.uint32(32).uint64(wide(mappings.offset[m]));
        to.uint32(40).int64(this.string(strings[mappings.file[m]]));
        to.uint32(48).int64(this.string(strings[mappings.buildId[m]]));
        for (let bit = 0; bit < 4; bit++)
          if (mappings.has[m] & (1 << bit)) to.uint32((7 + bit) * 8).bool(true);
      });
    }
  }

  private sample({ row, labelSet, values, isBase }: ContentSamples, i: number): void {
    if (values.every((column) => Number(column[i]) === 0)) return;
    const ids: number[] = [];
    const { parent, frame } = this.content.forest;
    for (let at = row[i]; at !== NONE; at = parent[at]) {
      const own = frame[at];
      if (this.content.isInlined[own] === 1) continue;
      ids.push(this.locationId[own] || this.location(own, row[i], at));
    }
    this.message(2, (to) => {
      if (ids.length > 0) {
        to.uint32(10).fork();
        for (const id of ids) to.uint64(id);
        to.ldelim();
      }
      to.uint32(18).fork();
      for (const column of values) {
        const value = column[i];
        to.int64(typeof value === 'bigint' ? wide(value) : value);
      }
      to.ldelim();
      this.labels(to, labelSet[i]);
      if (isBase) this.label(to, 'pprof::base', (label) => label.uint32(16).int64(this.string('true')));
    });
  }

  /** Writes the location whose outermost frame is `outermost`; its other frames lie on the path just below `at`. */
  private location(outermost: number, leaf: number, at: number): number {
    const { symbols, forest, isInlined } = this.content;
    const below: number[] = [];
    for (let row = leaf; row !== at; row = forest.parent[row]) {
      if (isInlined[forest.frame[row]] === 0) below.length = 0;
      else below.push(forest.frame[row]);
    }
    const lines = [...below, outermost].filter((frame) => symbols.frames.func[frame] !== NONE);
    const functions = lines.map((frame) => this.function(symbols.frames.func[frame]));
    const id = ++this.locations;
    this.locationId[outermost] = id;
    const location = symbols.frames.location[outermost];
    this.message(4, (to) => {
      to.uint32(8).uint64(id);
      if (location !== NONE) {
        to.uint32(16).uint64(symbols.locations.mapping[location] + 1);
        to.uint32(24).uint64(wide(symbols.locations.address[location]));
        if (symbols.locations.isFolded[location] === 1) to.uint32(40).bool(true);
      }
      lines.forEach((frame, l) => {
        to.uint32(34).fork().uint32(8).uint64(functions[l]);
        to.uint32(16).int64(symbols.frames.line[frame]);
        if (symbols.frames.column[frame] !== 0) to.uint32(24).int64(symbols.frames.column[frame]);
        to.ldelim();
      });
    });
    return id;
  }

  private function(func: number): number {
    if (this.functionId[func] !== 0) return this.functionId[func];
    const { functions, strings } = this.content.symbols;
    const id = ++this.functions;
    this.functionId[func] = id;
    this.message(5, (to) => {
      to.uint32(8).uint64(id);
      to.uint32(16).int64(this.string(strings[functions.name[func]]));
      to.uint32(24).int64(this.string(strings[functions.systemName[func]]));
      to.uint32(32).int64(this.string(strings[functions.file[func]]));
      if (functions.startLine[func] !== 0) to.uint32(40).int64(functions.startLine[func]);
    });
    return id;
  }

  private labels(to: Message, set: number): void {
    const { labelSets, symbols, hidesLabel } = this.content;
    for (let row = labelSets.start[set]; row < labelSets.start[set + 1]; row++) {
      const key = symbols.strings[labelSets.key[row]];
      if (hidesLabel(key)) continue;
      const text = labelSets.text[row];
      this.label(to, key, (label) => {
        if (text !== NONE) label.uint32(16).int64(this.string(symbols.strings[text]));
        else label.uint32(24).int64(labelSets.num[row]);
        const unit = symbols.strings[labelSets.unit[row]];
        if (unit !== '') label.uint32(32).int64(this.string(unit));
      });
    }
  }

  private label(to: Message, key: string, write: (label: Message) => void): void {
    to.uint32(26).fork().uint32(8).int64(this.string(key));
    write(to);
    to.ldelim();
  }

  private string(text: string): number {
    const known = this.stringIndex.get(text);
    if (known !== undefined) return known;
    this.stringIndex.set(text, this.strings.length);
    return this.strings.push(text) - 1;
  }

  /** Field 0 writes the fields themselves, without a message around them. */
  private message(field: number, write: (to: Message) => void): void {
    const writer = protobuf.Writer.create();
    write(writer);
    this.append(field, writer.finish());
  }

  private append(field: number, bytes: Uint8Array): void {
    const room = this.at + bytes.length + 12;
    if (room > this.bytes.length) {
      const next = new Uint8Array(room * 2);
      next.set(this.bytes.subarray(0, this.at));
      this.bytes = next;
    }
    if (field !== 0) {
      this.bytes[this.at++] = field * 8 + 2;
      let rest = bytes.length;
      for (; rest >= 0x80; rest = Math.floor(rest / 128)) this.bytes[this.at++] = (rest % 128) | 0x80;
      this.bytes[this.at++] = rest;
    }
    this.bytes.set(bytes, this.at);
    this.at += bytes.length;
  }
}

/** 64 bits as the writer takes them: exact, without a library for long integers. */
function wide(value: bigint): protobuf.Long {
  return {
    low: Number(BigInt.asIntN(32, value)),
    high: Number(BigInt.asIntN(32, value >> 32n)),
    unsigned: false,
  } as protobuf.Long;
}

import { Int32Builder, NONE } from '../../base/columns.ts';
import type { Symbols } from '../../model/symbols.ts';
import { packageOf } from '../names.ts';
import { cleanPath, functionName, pathTrimmer, withoutTypeArguments } from './display-names.ts';
import type { ProfileQuestion } from './question.ts';

/** What pprof calls nodes: frames that are shown as one, at the question's granularity. Columns are parallel. */
export interface NodeTable {
  readonly length: number;
  /** Node of each frame of the subject. */
  readonly of: Int32Array;
  /** As pprof prints it. */
  readonly name: readonly string[];
  /** '' where the granularity has none. */
  readonly function: readonly string[];
  readonly file: readonly string[];
  /** 0 where the granularity has none. */
  readonly line: Int32Array;
  /** 0n where the granularity has none. */
  readonly address: readonly bigint[];
  /** Frame that the node was made for. */
  readonly frame: Int32Array;
}

type Granularity = ProfileQuestion['granularity'];

/** Groups the frames as `go tool pprof` does. O(frames). */
export function nodeTable(symbols: Symbols, question: ProfileQuestion): NodeTable {
  const builder = new NodeBuilder(symbols, question);
  const of = new Int32Array(symbols.frames.length);
  for (let frame = 0; frame < of.length; frame++) of[frame] = builder.node(frame);
  return builder.finish(of);
}

class NodeBuilder {
  private readonly symbols: Symbols;
  private readonly granularity: Granularity;
  private readonly keepsColumns: boolean;
  /** Of each function, as shown. */
  private readonly names: string[] = [];
  private readonly files: string[] = [];
  private readonly nodeOf = new Map<string, number>();
  /** Of nodes that differ by name alone. */
  private readonly nodeOfName = new Map<string, number>();
  /** The same, by string index, where all functions are shown by the names that they have; else null. */
  private readonly nodeOfString: Int32Array | null;
  /** Node of each function, where a function has one; NONE if not yet made. */
  private readonly ofFunction: Int32Array;
  private readonly name: string[] = [];
  private readonly function: string[] = [];
  private readonly file: string[] = [];
  private readonly line = new Int32Builder();
  private readonly address: bigint[] = [];
  private readonly frame = new Int32Builder();

  constructor(symbols: Symbols, question: ProfileQuestion) {
    const { functions, strings } = symbols;
    let keepsNames = question.granularity !== 'packages';
    this.symbols = symbols;
    this.granularity = question.granularity;
    this.keepsColumns = question.granularity === 'addresses' && !question.noInlines;
    const trimmed = pathTrimmer(question.trimPath);
    for (let f = 0; f < functions.length; f++) {
      const given = strings[functions.name[f]];
      const name = functionName(given, strings[functions.systemName[f]]);
      const shown = question.mergeGenerics ? withoutTypeArguments(name) : name;
      if (shown !== given) keepsNames = false;
      this.names.push(shown);
      this.files.push(cleanPath(trimmed(strings[functions.file[f]])));
    }
    this.nodeOfString = keepsNames ? new Int32Array(strings.length).fill(NONE) : null;
    this.ofFunction = new Int32Array(functions.length).fill(NONE);
  }

  node(frame: number): number {
    const func = this.symbols.frames.func[frame];
    if (func === NONE) return this.unsymbolised(frame);
    const isPerFunction = this.granularity !== 'lines' && this.granularity !== 'addresses';
    if (!isPerFunction) return this.perLine(frame, func);
    if (this.ofFunction[func] !== NONE) return this.ofFunction[func];
    const node = this.perFunction(frame, func);
    if (this.nameAt(func) !== '') this.ofFunction[func] = node;
    return node;
  }

  finish(of: Int32Array): NodeTable {
    return {
      length: this.name.length,
      of,
      name: this.name,
      function: this.function,
      file: this.file,
      line: this.line.finish(),
      address: this.address,
      frame: this.frame.finish(),
    };
  }

  /** The name that tells nodes apart: none by file. */
  private nameAt(func: number): string {
    if (this.granularity === 'files') return '';
    if (this.granularity === 'packages') return packageOf(this.names[func]) || this.names[func];
    return this.names[func];
  }

  private perFunction(frame: number, func: number): number {
    const name = this.nameAt(func);
    const hasFile = this.granularity === 'filefunctions' || this.granularity === 'files';
    if (!hasFile && name !== '') return this.named(frame, name, func);
    const file = hasFile ? this.files[func] : '';
    const key = `${name}\n${file}${this.namelessKey(frame, func, name)}`;
    const known = this.nodeOf.get(key);
    if (known !== undefined) return known;
    const text = [name, file].filter((part) => part !== '').join(' ') || this.objectText(frame);
    return this.add(frame, text, { key, name, file: this.fileShown(func) });
  }

  private named(frame: number, name: string, func: number): number {
    if (this.nodeOfString !== null) {
      const index = this.symbols.functions.name[func];
      if (this.nodeOfString[index] !== NONE) return this.nodeOfString[index];
      this.nodeOfString[index] = this.name.length;
    } else {
      const known = this.nodeOfName.get(name);
      if (known !== undefined) return known;
      this.nodeOfName.set(name, this.name.length);
    }
    return this.push(frame, name, name, this.fileShown(func), 0, 0n);
  }

  private fileShown(func: number): string {
    return this.granularity === 'packages' ? '' : this.files[func];
  }

  private perLine(frame: number, func: number): number {
    const { frames, locations } = this.symbols;
    const name = this.names[func];
    const file = this.files[func];
    const line = frames.line[frame];
    const column = this.keepsColumns ? frames.column[frame] : 0;
    const location = frames.location[frame];
    const address = this.granularity === 'addresses' && location !== NONE ? locations.address[location] : 0n;
    const key = `${address} ${line}:${column} ${name}\n${file}${this.namelessKey(frame, func, name)}`;
    const known = this.nodeOf.get(key);
    if (known !== undefined) return known;
    const place = line === 0 ? file : `${file}:${line}${column === 0 ? '' : `:${column}`}`;
    const text = [hex(address), name, place].filter((part) => part !== '').join(' ');
    const isEmpty = name === '' && place === '';
    return this.add(frame, isEmpty ? `${hex(address)} ${this.objectText(frame)}`.trim() : text, {
      key,
      name,
      file,
      line,
      address,
    });
  }

  /** pprof keeps functions without a name apart by binary and start line; by files, all are without. */
  private namelessKey(frame: number, func: number, name: string): string {
    if (name !== '') return '';
    return `\n${this.objectFile(frame)}\n${this.symbols.functions.startLine[func]}`;
  }

  private unsymbolised(frame: number): number {
    const { frames, locations } = this.symbols;
    const location = frames.location[frame];
    const address = this.granularity === 'addresses' && location !== NONE ? locations.address[location] : 0n;
    // As a function without name, file and line: pprof does not tell them apart either.
    const isPerLine = this.granularity === 'lines' || this.granularity === 'addresses';
    const key = `${isPerLine ? `${address} 0:0 ` : ''}\n\n${this.objectFile(frame)}\n0`;
    const text = `${hex(address)} ${this.objectText(frame)}`.trim();
    return this.nodeOf.get(key) ?? this.add(frame, text, { key, name: '', file: '', address });
  }

  private objectFile(frame: number): string {
    const { frames, locations, mappings, strings } = this.symbols;
    const location = frames.location[frame];
    const mapping = location === NONE ? NONE : locations.mapping[location];
    return mapping === NONE ? '' : strings[mappings.file[mapping]];
  }

  private objectText(frame: number): string {
    const file = this.objectFile(frame);
    return file === '' ? '<unknown>' : `[${file.slice(file.replace(/\/+$/, '').lastIndexOf('/') + 1)}]`;
  }

  private add(
    frame: number,
    text: string,
    node: { key: string; name: string; file: string; line?: number; address?: bigint },
  ): number {
    this.nodeOf.set(node.key, this.name.length);
    return this.push(frame, text, node.name, node.file, node.line ?? 0, node.address ?? 0n);
  }

  private push(
    frame: number,
    text: string,
    name: string,
    file: string,
    line: number,
    address: bigint,
  ): number {
    this.name.push(text);
    this.function.push(name);
    this.file.push(file);
    this.line.push(line);
    this.frame.push(frame);
    return this.address.push(address) - 1;
  }
}

function hex(address: bigint): string {
  return address === 0n ? '' : address.toString(16).padStart(16, '0');
}

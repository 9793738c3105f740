import { SyntaxFault } from './parse.ts';
import { type Assertion, type CharClass, hasChar, type Node } from './syntax.ts';

const maxInstructions = 20_000;

/** A step of the machine. Classes read a character; the others lead on at once. */
export type Instruction =
  | { readonly op: 'class'; readonly ascii: Uint8Array; readonly class: CharClass; next: number }
  | { readonly op: 'assert'; readonly assert: Assertion; next: number }
  | { readonly op: 'split'; next: number; other: number }
  | { readonly op: 'match' };

/** Thompson's machine for a tree: instruction 0 is where it starts. Throws `SyntaxFault` if it would be too large. */
export function compileProgram(tree: Node): readonly Instruction[] {
  const compiler = new Compiler();
  compiler.emit({ op: 'split', next: 1, other: 1 });
  compiler.node(tree);
  compiler.emit({ op: 'match' });
  return compiler.instructions;
}

class Compiler {
  readonly instructions: Instruction[] = [];
  private readonly asciiOf = new Map<CharClass, Uint8Array>();

  emit(instruction: Instruction): number {
    if (this.instructions.length >= maxInstructions)
      throw new SyntaxFault('expression is too large when its repetitions are written out');
    return this.instructions.push(instruction) - 1;
  }

  /** Emits the node so that it leads on to the instruction after it. */
  node(node: Node): void {
    switch (node.kind) {
      case 'class': {
        const at = this.instructions.length;
        this.emit({ op: 'class', ascii: this.ascii(node.class), class: node.class, next: at + 1 });
        return;
      }
      case 'assert':
        this.emit({ op: 'assert', assert: node.assert, next: this.instructions.length + 1 });
        return;
      case 'concat':
        for (const part of node.parts) this.node(part);
        return;
      case 'alternate':
        this.alternate(node.parts);
        return;
      case 'repeat':
        this.repeat(node.node, node.min, node.max);
    }
  }

  private alternate(parts: readonly Node[]): void {
    const ends: { next: number; other: number }[] = [];
    parts.forEach((part, i) => {
      if (i === parts.length - 1) {
        this.node(part);
        return;
      }
      const fork = this.split();
      fork.next = this.instructions.length;
      this.node(part);
      ends.push(this.split());
      fork.other = this.instructions.length;
    });
    for (const end of ends) {
      end.next = this.instructions.length;
      end.other = end.next;
    }
  }

  private repeat(node: Node, min: number, max: number): void {
    for (let i = 0; i < min; i++) this.node(node);
    if (max === Number.POSITIVE_INFINITY) {
      const loop = this.split();
      const start = this.instructions.length;
      loop.next = start;
      this.node(node);
      const back = this.split();
      back.next = start;
      back.other = this.instructions.length;
      loop.other = this.instructions.length;
      return;
    }
    const forks: { next: number; other: number }[] = [];
    for (let i = min; i < max; i++) {
      const fork = this.split();
      fork.next = this.instructions.length;
      forks.push(fork);
      this.node(node);
    }
    for (const fork of forks) fork.other = this.instructions.length;
  }

  private split(): { next: number; other: number } {
    const instruction = { op: 'split' as const, next: 0, other: 0 };
    this.emit(instruction);
    return instruction;
  }

  private ascii(one: CharClass): Uint8Array {
    const known = this.asciiOf.get(one);
    if (known !== undefined) return known;
    const table = Uint8Array.from({ length: 128 }, (_, point) => (hasChar(one, point) ? 1 : 0));
    this.asciiOf.set(one, table);
    return table;
  }
}

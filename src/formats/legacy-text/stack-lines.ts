import type { LabelRow } from '../../model/labels-builder.ts';
import { unquote } from '../goroutine-text/labels.ts';
import type { FrameLine } from './records.ts';
import type { TextLines } from './text.ts';

/** Reads the `#` lines behind records. Lines repeat themselves: equal ones give the same object. */
export class StackLines {
  private readonly known = new Map<string, FrameLine | null>();

  /** Labels and symbolised frames of a record. Stops at the first line that is none. */
  read(lines: TextLines): { readonly frames: readonly FrameLine[]; readonly labels: readonly LabelRow[] } {
    const frames: FrameLine[] = [];
    let labels: readonly LabelRow[] = [];
    while (!lines.isAtEnd) {
      const line = lines.peek();
      if (!line.startsWith('#') || /^#\s*runtime\.MemStats/.test(line)) break;
      lines.next();
      if (line.startsWith('# labels: ')) labels = parseCountLabels(line.slice(10));
      else {
        const frame = this.frame(line);
        if (frame !== null) frames.push(frame);
      }
    }
    return { frames, labels };
  }

  private frame(line: string): FrameLine | null {
    let frame = this.known.get(line);
    if (frame === undefined) {
      frame = frameOf(line);
      this.known.set(line, frame);
    }
    return frame;
  }
}

/** `#	0xPC	func+0xOFF	file:line`; cells are parted by one or more tabs. */
function frameOf(line: string): FrameLine | null {
  const cells = line.slice(1).trim().split(/\t+/);
  if (cells.length === 1) return spacedFrame(cells[0]);
  const address = hexOf(cells[0]);
  if (address === null) return null;
  const [name, place] = [cells[1] ?? '', cells[2] ?? ''];
  return frame(address, name, place);
}

/** The same with the tabs turned into blanks. */
function spacedFrame(text: string): FrameLine | null {
  const match = /^(0x[0-9a-f]+)(?:\s+(\S+\+0x[0-9a-f]+)\s+(\S.*))?$/i.exec(text);
  if (match === null) return null;
  const address = hexOf(match[1]);
  return address === null ? null : frame(address, match[2] ?? '', match[3] ?? '');
}

function frame(address: bigint, name: string, place: string): FrameLine {
  const plus = name.lastIndexOf('+0x');
  const colon = place.lastIndexOf(':');
  const line = colon < 0 ? 0 : Number(place.slice(colon + 1));
  return {
    address,
    name: (plus > 0 ? name.slice(0, plus) : name).trim(),
    file: colon < 0 ? place : place.slice(0, colon),
    line: Number.isInteger(line) && line <= 0x7fff_ffff ? line : 0,
  };
}

function hexOf(text: string): bigint | null {
  return /^0x[0-9a-f]{1,16}$/i.test(text) ? BigInt(text) : null;
}

/** `{"k":"v", "k2":"v2"}` with Go's string escapes. */
function parseCountLabels(text: string): LabelRow[] {
  const rows: LabelRow[] = [];
  const pattern = /"((?:[^"\\]|\\.)*)"\s*:\s*"((?:[^"\\]|\\.)*)"/g;
  for (const match of text.matchAll(pattern))
    rows.push({ key: unquote(match[1]), text: unquote(match[2]), num: 0, unit: '' });
  return rows;
}

import { ByteIndex } from './line-index.ts';
import { integerAt, skipBlanks, startsWith } from './line-shape.ts';
import { parseStatus, type Status } from './status.ts';

export interface Header {
  readonly id: number;
  readonly status: Status;
  /** Labels of Go 1.27, behind the brackets; '' if none. */
  readonly labels: string;
  /** True where the header carries gp=, m= and mp=: SIGQUIT and throw. */
  readonly isSystemLevel: boolean;
  /** True for goleak's and the race detector's wording. */
  readonly isReported: boolean;
}

const utf8 = new TextDecoder();
const maxHeader = 8192;

/** Recognises headers; statuses repeat themselves and are taken apart once. */
export class Headers {
  private readonly texts = new ByteIndex();
  private readonly statuses: Status[] = [];

  /** The header in `[start, end)`, or null. */
  read(bytes: Uint8Array, start: number, end: number): Header | null {
    const first = bytes[start];
    if (first === 103) return this.readRuntime(bytes, start, end);
    if (first === 91 || first === 71) return this.readGoleak(bytes, start, end);
    if (first !== 32 && first !== 9) return null;
    const text = skipBlanks(bytes, start, end);
    return bytes[text] === 103 ? this.readRuntime(bytes, text, end) : this.readGoleak(bytes, text, end);
  }

  private readRuntime(bytes: Uint8Array, start: number, end: number): Header | null {
    if (!startsWith(bytes, start, end, 'goroutine ')) return null;
    const id = integerAt(bytes, start + 10, end);
    if (id === null || bytes[id.end] !== 32) return null;
    let open = id.end + 1;
    const isSystemLevel = bytes[open] === 103;
    while (open < end && bytes[open] !== 91) open++;
    if (open >= end || open - id.end > 80 || end - open > maxHeader) return null;
    const close = closing(bytes, open, end);
    if (close < 0) return null;
    let labels = '';
    let colon = close + 1;
    if (bytes[colon] === 58) labels = '';
    else {
      if (bytes[colon] === 32) colon++;
      if (bytes[colon] !== 123) return null;
      const text = utf8.decode(bytes.subarray(colon, end)).trimEnd();
      if (!text.endsWith('}:')) return null;
      labels = text.slice(1, -2);
    }
    return {
      id: id.value,
      status: this.status(bytes, open + 1, close),
      labels,
      isSystemLevel,
      isReported: false,
    };
  }

  /** `[Goroutine 21 in state chan receive, with X on top of the stack:` */
  private readGoleak(bytes: Uint8Array, start: number, end: number): Header | null {
    let pos = start;
    while (pos < end && (bytes[pos] === 91 || bytes[pos] === 32)) pos++;
    if (pos - start > 64 || !startsWith(bytes, pos, end, 'Goroutine ')) return null;
    const match = /^Goroutine (\d+) in state (.+?), with .* on top of the stack:/.exec(
      utf8.decode(bytes.subarray(pos, Math.min(end, pos + 2048))),
    );
    if (match === null) return null;
    return {
      id: Number(match[1]),
      status: parseStatus(match[2]),
      labels: '',
      isSystemLevel: false,
      isReported: true,
    };
  }

  private status(bytes: Uint8Array, start: number, end: number): Status {
    const index = this.texts.intern(bytes, start, end);
    if (index === this.statuses.length) this.statuses.push(parseStatus(utf8.decode(this.texts.range(index))));
    return this.statuses[index];
  }
}

/** The bracket that closes the status: quoted labels of Go 1.26 may hold brackets themselves. */
function closing(bytes: Uint8Array, open: number, end: number): number {
  let isQuoted = false;
  for (let i = open + 1; i < end; i++) {
    const byte = bytes[i];
    if (isQuoted) {
      if (byte === 92) i++;
      else if (byte === 34) isQuoted = false;
    } else if (byte === 34) isQuoted = true;
    else if (byte === 93) return i;
  }
  return -1;
}

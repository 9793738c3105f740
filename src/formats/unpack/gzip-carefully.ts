import {
  Z_BUF_ERROR,
  Z_NO_FLUSH,
  Z_OK,
  Z_STREAM_END,
  ZStream,
  zlibInflate,
  zlibInflateInit2,
  zlibInflateReset,
} from 'pako';
import { FormatError } from '../../base/errors.ts';
import type { Pace } from '../../base/pace.ts';
import type { Source } from '../../base/source.ts';
import type { Notice } from '../../model/origin.ts';
import { type Budget, Gathering, type Unpacked } from './budget.ts';

const chunkBytes = 1 << 18;
/** Window bits of zlib for gzip and nothing else. */
const gzipWindow = 31;

/** Member by member: what comes before a fault is used. `expected` is the size to begin with. */
export async function gunzipCarefully(
  source: Source,
  budget: Budget,
  pace: Pace,
  expected: number,
): Promise<Unpacked> {
  const out = new Gathering(expected);
  const notices: Notice[] = [];
  const stream = new GzipStream((chunk) => {
    budget.take(chunk.length, 'gzip');
    out.add(chunk);
    budget.checkRatio(source.size, out.length, 'gzip');
  });
  let pos = 0;
  let end: MemberEnd | null = null;
  while (end === null || end.mayContinue) {
    if (stream.inputLeft < 2 && pos < source.size) {
      const next = Math.min(source.size, pos + chunkBytes);
      stream.feed(await source.slice(pos, next));
      pos = next;
      await pace.breathe(pos, source.size);
    }
    const isLast = pos >= source.size;
    if (end?.mayContinue) {
      const rest = stream.nextMember(isLast);
      if (rest === 'none') break;
      if (rest === 'other') {
        notices.push(trailingNotice(source.size - pos + stream.inputLeft, pos - stream.inputLeft));
        break;
      }
    }
    end = stream.read(isLast);
    if (end !== null && end.fault !== null) {
      if (out.length === 0) throw nothingIn(end.fault, pos - stream.inputLeft);
      notices.push(faultNotice(end.fault, out.length));
    }
  }
  return { bytes: out.finish(), notices };
}

type Fault = { readonly kind: 'truncated' | 'checksum' | 'damaged'; readonly reason: string };

/** How reading a member ended; after a whole one, or one whose checksum is wrong, another may follow. */
interface MemberEnd {
  readonly fault: Fault | null;
  readonly mayContinue: boolean;
}

/** zlib's inflate, member by member: pako's own class loses the output before a fault and members at chunk ends. */
class GzipStream {
  private readonly strm = new ZStream();
  private readonly emit: (chunk: Uint8Array) => void;

  constructor(emit: (chunk: Uint8Array) => void) {
    this.emit = emit;
    zlibInflateInit2(this.strm, gzipWindow);
    this.strm.input = new Uint8Array(0);
    this.strm.avail_in = 0;
    this.strm.avail_out = 0;
  }

  get inputLeft(): number {
    return this.strm.avail_in;
  }

  /** Adds input behind what is left. */
  feed(bytes: Uint8Array): void {
    const { strm } = this;
    const left = strm.input.subarray(strm.next_in, strm.next_in + strm.avail_in);
    const input = new Uint8Array(left.length + bytes.length);
    input.set(left);
    input.set(bytes, left.length);
    strm.input = input;
    strm.next_in = 0;
    strm.avail_in = input.length;
  }

  /** Inflates what input there is; null if more is needed. */
  read(isLast: boolean): MemberEnd | null {
    const { strm } = this;
    for (;;) {
      if (strm.avail_out === 0) {
        strm.output = new Uint8Array(chunkBytes);
        strm.next_out = 0;
        strm.avail_out = chunkBytes;
      }
      const status = zlibInflate(strm, Z_NO_FLUSH);
      const isWaiting = status === Z_OK || status === Z_BUF_ERROR;
      if (strm.avail_out === 0 || !isWaiting || (isLast && strm.avail_in === 0)) this.flush();
      if (status === Z_STREAM_END) return { fault: null, mayContinue: true };
      if (!isWaiting) return this.fault();
      if (strm.avail_in > 0 || strm.avail_out === chunkBytes) continue;
      if (!isLast) return null;
      return { fault: { kind: 'truncated', reason: '' }, mayContinue: false };
    }
  }

  private fault(): MemberEnd {
    const { strm } = this;
    const reason = strm.msg || 'unknown';
    if (reason !== 'incorrect data check' && reason !== 'incorrect length check')
      return { fault: { kind: 'damaged', reason }, mayContinue: false };
    const trailer = reason === 'incorrect data check' ? Math.min(4, strm.avail_in) : 0;
    strm.next_in += trailer;
    strm.avail_in -= trailer;
    return { fault: { kind: 'checksum', reason }, mayContinue: true };
  }

  private flush(): void {
    const { strm } = this;
    if (strm.next_out > 0) this.emit(strm.output.subarray(0, strm.next_out));
    strm.avail_out = 0;
    strm.next_out = 0;
  }

  /** What lies behind a member: another (and the stream is at it), nothing but zeros, or something else. */
  nextMember(isLast: boolean): 'member' | 'none' | 'other' {
    const { strm } = this;
    const { input, next_in: at, avail_in: left } = strm;
    if (left >= 2 && input[at] === 0x1f && input[at + 1] === 0x8b) {
      zlibInflateReset(strm);
      return 'member';
    }
    const isZero = input.subarray(at, at + left).every((byte) => byte === 0);
    return isLast && isZero ? 'none' : 'other';
  }
}

function trailingNotice(bytes: number, offset: number): Notice {
  return {
    code: 'trailing-bytes',
    text: `After the gzip data come ${bytes} other bytes; they are left out.`,
    offset,
  };
}

function nothingIn({ kind, reason }: Fault, offset: number): FormatError {
  const isCut = kind === 'truncated';
  const detail = isCut ? 'it ends before any of its content' : `its compressed data is damaged (${reason})`;
  return new FormatError(isCut ? 'truncated' : 'malformed', {
    format: 'gzip',
    offset,
    detail: `${detail}; copy the file again`,
  });
}

function faultNotice({ kind, reason }: Fault, inflated: number): Notice {
  if (kind === 'checksum') {
    return {
      code: 'bad-crc',
      text: 'The gzip checksum does not fit the content: the file was damaged on its way, numbers may be wrong.',
      offset: inflated,
    };
  }
  if (kind === 'truncated') {
    return {
      code: 'gzip-truncated',
      text: `The gzip data ends early: ${inflated} bytes could be unpacked; what they hold is shown.`,
      offset: inflated,
    };
  }
  return {
    code: 'gzip-damaged',
    text: `The gzip data is damaged after ${inflated} unpacked bytes (${reason}); what came before is shown.`,
    offset: inflated,
  };
}

import { FormatError } from './errors.ts';

const TWO_32 = 4294967296;

/**
 * A place in a byte array, moving forward. Every read is bounded by `end`; past it is a `FormatError('truncated')`
 * with the offset. `varint` gives the low 53 bits exactly; `varintHigh` holds the high 32 bits of the last one.
 */
export class Cursor {
  readonly bytes: Uint8Array;
  pos: number;
  end: number;
  /** High and low 32 bits of the varint read last, unsigned: for 64-bit ids, addresses and values. */
  high = 0;
  low = 0;
  private readonly format: string;

  constructor(bytes: Uint8Array, format: string, pos = 0, end = bytes.length) {
    this.bytes = bytes;
    this.format = format;
    this.pos = pos;
    this.end = end;
  }

  byte(): number {
    if (this.pos >= this.end) throw this.truncated('a byte');
    return this.bytes[this.pos++];
  }

  /** An unsigned varint as a double: exact up to 2^53, nearest above. `high` and `low` hold all 64 bits. */
  varint(): number {
    const { bytes, end } = this;
    let pos = this.pos;
    if (pos >= end) throw this.truncated('a varint');
    let b = bytes[pos++];
    if (b < 0x80) {
      this.pos = pos;
      this.high = 0;
      this.low = b;
      return b;
    }
    let low = b & 0x7f;
    let high = 0;
    for (let shift = 7; ; shift += 7) {
      if (shift > 63) throw this.malformed('a varint of more than 10 bytes');
      if (pos >= end) throw this.truncated('a varint');
      b = bytes[pos++];
      const bits = b & 0x7f;
      if (shift < 28) low |= bits << shift;
      else if (shift === 28) {
        low |= bits << 28;
        high = bits >>> 4;
      } else high |= bits << (shift - 32);
      if (b < 0x80) break;
    }
    this.pos = pos;
    this.low = low >>> 0;
    this.high = high >>> 0;
    return this.high * TWO_32 + this.low;
  }

  /** The varint read last as an unsigned 64-bit integer. */
  lastUnsigned(): bigint {
    return (BigInt(this.high) << 32n) | BigInt(this.low);
  }

  /** The varint read last as a signed (two's complement) 64-bit integer. */
  lastSigned(): bigint {
    return BigInt.asIntN(64, this.lastUnsigned());
  }

  /** The varint read last as a signed double: exact between -2^53 and 2^53. */
  lastSignedNumber(): number {
    return (this.high | 0) * TWO_32 + this.low;
  }

  /** A view of the next `length` bytes; the length is checked before anything is made. */
  take(length: number): Uint8Array {
    if (!(length >= 0 && length <= this.end - this.pos)) throw this.truncated(`${length} bytes`);
    const view = this.bytes.subarray(this.pos, this.pos + length);
    this.pos += length;
    return view;
  }

  skip(length: number): void {
    if (!(length >= 0 && length <= this.end - this.pos)) throw this.truncated(`${length} bytes`);
    this.pos += length;
  }

  truncated(expected: string): FormatError {
    return new FormatError('truncated', {
      format: this.format,
      offset: this.pos,
      detail: `expected ${expected}, but only ${Math.max(0, this.end - this.pos)} bytes are left`,
    });
  }

  malformed(found: string): FormatError {
    return new FormatError('malformed', { format: this.format, offset: this.pos, detail: `found ${found}` });
  }
}

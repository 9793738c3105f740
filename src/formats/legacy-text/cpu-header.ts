/** Reads words of one size and byte order. */
export class Words {
  pos = 0;
  private readonly view: DataView;
  readonly size: 4 | 8;
  private readonly isLittle: boolean;

  constructor(bytes: Uint8Array, size: 4 | 8, isLittle: boolean) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.size = size;
    this.isLittle = isLittle;
  }

  get left(): number {
    return Math.floor((this.view.byteLength - this.pos) / this.size);
  }

  next(): bigint {
    const { pos, view } = this;
    this.pos += this.size;
    return this.size === 8
      ? view.getBigUint64(pos, this.isLittle)
      : BigInt(view.getUint32(pos, this.isLittle));
  }
}

export interface Header {
  readonly words: Words;
  readonly periodNs: number;
  readonly isJava: boolean;
}

/** 0, 3, 0 or 1 (Java), period in microseconds, 0: in words of 4 or 8 bytes of either order; null if none fits. */
export function headerOf(bytes: Uint8Array): Header | null {
  for (const size of [4, 8] as const) {
    for (const isLittle of [true, false]) {
      const words = new Words(bytes, size, isLittle);
      if (words.left < 5) continue;
      const [zero, three, flavour, period, end] = Array.from({ length: 5 }, () => words.next());
      if (zero !== 0n || three !== 3n || flavour > 1n || period <= 0n || period > 1n << 40n || end !== 0n)
        continue;
      return { words, periodNs: Number(period) * 1000, isJava: flavour === 1n };
    }
  }
  return null;
}

/** True if the bytes begin as the profile of gperftools' CPU profiler and Go's before 1.9. */
export function isBinaryCpu(head: Uint8Array): boolean {
  return headerOf(head) !== null;
}

import type { TakeNotice } from './generation.ts';

/** Of one code, at most: nobody is shown more. */
const maxKept = 20;

/** A remark: code, text, offset in the file. */
export type GivenNotice = Parameters<TakeNotice>;

/** Remarks kept to be told later: the first few of each code as they are, of the others how many there are. */
export class NoticeBuffer {
  private kept: GivenNotice[] = [];
  private counts = new Map<string, number>();

  readonly add: TakeNotice = (code, text, offset) => {
    const count = (this.counts.get(code) ?? 0) + 1;
    this.counts.set(code, count);
    if (count <= maxKept) this.kept.push([code, text, offset]);
  };

  /** Empties it. */
  take(): KeptNotices {
    const { kept, counts } = this;
    this.kept = [];
    this.counts = new Map();
    return { kept, counts };
  }
}

export interface KeptNotices {
  readonly kept: readonly GivenNotice[];
  /** By code: how many there were, the kept ones among them. */
  readonly counts: ReadonlyMap<string, number>;
}

/** Tells them all, as if they came one by one. */
export function tell({ kept, counts }: KeptNotices, notice: TakeNotice): void {
  for (const given of kept) notice(...given);
  for (const [code, count] of counts) for (let n = maxKept; n < count; n++) notice(code, '', null);
}

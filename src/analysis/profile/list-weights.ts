import type { SamplePaths } from '../../model/profile.ts';

/** What the samples of each list of locations weigh together. Columns are by list. */
export interface ListWeights {
  readonly weight: Float64Array;
  /** 1 if one of them weighs anything: weights may cancel out. */
  readonly isLive: Uint8Array;
}

export function listWeights({ list, start }: SamplePaths, values: Float64Array): ListWeights {
  const weight = new Float64Array(start.length - 1);
  const isLive = new Uint8Array(start.length - 1);
  for (let i = 0; i < list.length; i++) {
    if (values[i] === 0) continue;
    weight[list[i]] += values[i];
    isLive[list[i]] = 1;
  }
  return { weight, isLive };
}

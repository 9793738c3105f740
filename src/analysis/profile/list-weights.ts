import type { SamplePaths } from '../../model/profile.ts';

/** What the samples of each list of locations weigh together. Columns are by list; that of weights may be the values. */
export interface ListWeights {
  readonly weight: Readonly<Float64Array>;
  /** 1 if one of them weighs anything: weights may cancel out. */
  readonly isLive: Uint8Array;
}

export function listWeights({ list, start }: SamplePaths, values: Float64Array): ListWeights {
  const isLive = new Uint8Array(start.length - 1);
  // As many lists as samples: each has its own, in their order.
  if (isLive.length === list.length) {
    for (let i = 0; i < isLive.length; i++) isLive[i] = values[i] === 0 ? 0 : 1;
    return { weight: values, isLive };
  }
  const weight = new Float64Array(isLive.length);
  for (let i = 0; i < list.length; i++) {
    if (values[i] === 0) continue;
    weight[list[i]] += values[i];
    isLive[list[i]] = 1;
  }
  return { weight, isLive };
}

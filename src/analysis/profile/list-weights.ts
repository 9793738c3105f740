import type { SamplePaths } from '../../model/profile.ts';

/** What the samples of each list of locations weigh together, by list; it may be the values themselves. */
export function listWeights({ list, start }: SamplePaths, values: Float64Array): Readonly<Float64Array> {
  const lists = start.length - 1;
  // As many lists as samples: each has its own, in their order.
  if (lists === list.length) return values;
  const weight = new Float64Array(lists);
  for (let i = 0; i < list.length; i++) weight[list[i]] += values[i];
  return weight;
}

/** 1 for each list of which a sample weighs anything: weights may cancel out. */
export function isLiveList({ list, start }: SamplePaths, values: Float64Array): Uint8Array {
  const isLive = new Uint8Array(start.length - 1);
  for (let i = 0; i < list.length; i++) if (values[i] !== 0) isLive[list[i]] = 1;
  return isLive;
}

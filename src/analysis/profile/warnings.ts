import type { Profile } from '../../model/profile.ts';

/** Value types that only ever grow while a process runs. */
const cumulative = new Set(['alloc_objects', 'alloc_space', 'contentions', 'delay']);

/** Honest words when two profiles should not be compared, or not like this; empty if all is well. */
export function comparisonWarnings(profile: Profile, base: Profile, valueType: string): readonly string[] {
  const out: string[] = [];
  const [ours, theirs] = [profile.origin, base.origin];
  if (ours.program !== null && theirs.program !== null && ours.program !== theirs.program) {
    out.push(`Different programs: ${theirs.program} before, ${ours.program} after.`);
  } else if (ours.buildId !== null && theirs.buildId !== null && ours.buildId !== theirs.buildId) {
    out.push('Different builds of the program: lines and addresses may have moved; compare by function.');
  }
  if (profile.profileKind !== base.profileKind)
    out.push(`Different kinds of profile: ${base.profileKind} before, ${profile.profileKind} after.`);
  else if (
    ours.form !== theirs.form &&
    (profile.profileKind === 'goroutine' || ours.format !== theirs.format)
  )
    out.push(
      `Different forms: ${theirs.form} before, ${ours.form} after; text leaves out frames of the runtime, so stacks may not line up.`,
    );
  out.push(...samplingWarnings(profile, base));
  const minutes = ours.timeMs === null || theirs.timeMs === null ? null : ours.timeMs - theirs.timeMs;
  const areTimed = ours.timeFrom === 'capture' && theirs.timeFrom === 'capture' && minutes !== null;
  if (areTimed && minutes < 0) out.push('The base is the later one of the two: growth shows as loss.');
  if (cumulative.has(valueType)) out.push(...cumulativeWarnings(profile, base, valueType));
  return out;
}

function samplingWarnings(profile: Profile, base: Profile): readonly string[] {
  const out: string[] = [];
  if (profile.period !== base.period && profile.period > 0 && base.period > 0) {
    const unit = profile.periodType?.unit ?? '';
    out.push(
      `Different sampling: one sample per ${base.period} ${unit} before, per ${profile.period} ${unit} after; small sites differ by chance.`,
    );
  }
  const [own, other] = [Number(profile.durationNanos), Number(base.durationNanos)];
  if (own > 0 && other > 0 && Math.abs(own - other) > 0.2 * Math.max(own, other))
    out.push(
      `Different durations: ${seconds(other)} before, ${seconds(own)} after; normalize, or read shares rather than values.`,
    );
  return out;
}

/** Totals since the start of the process never fall: less than before means another process. */
function cumulativeWarnings(profile: Profile, base: Profile, valueType: string): readonly string[] {
  const [own, other] = [total(profile, valueType), total(base, valueType)];
  if (own < other)
    return [
      `${valueType} counts from the start of the process and fell: the process was restarted in between.`,
    ];
  return [`${valueType} counts from the start of the process: the difference is what happened in between.`];
}

function total(profile: Profile, valueType: string): number {
  const column = profile.samples.values[profile.valueTypes.findIndex(({ type }) => type === valueType)];
  return column === undefined ? 0 : column.reduce((sum, value) => sum + value, 0);
}

function seconds(nanos: number): string {
  return `${(nanos / 1e9).toFixed(1)} s`;
}

import type { DocId } from '../ids.ts';

/** A goroutine snapshot, as far as its moment goes. */
export interface MomentFile {
  readonly id: DocId;
  readonly name: string;
  /** 'protobuf', 'debug=1', 'debug=2', 'SIGQUIT'… */
  readonly form: string;
  /** Goroutines. */
  readonly total: number;
  /** Milliseconds since 1970; null if unknown. */
  readonly timeMs: number | null;
  readonly timeFrom: 'capture' | 'file' | null;
}

export interface Moments {
  /** One file a moment, in the order given. */
  readonly ids: readonly DocId[];
  /** Capture times that files without one of their own have from the other forms of their moment. */
  readonly times: Readonly<Record<DocId, number>>;
  /** Other forms of these moments: not counted again. */
  readonly left: readonly DocId[];
}

/** Forms of one moment are captured one after another: a busy service comes and goes by so much meanwhile. */
const drift = 0.25;

/** What tells most of goroutines: ids, creators and minutes before exact times, and those before neither. */
const formRank = ['debug=2', 'protobuf', 'debug=1'];

/**
 * People capture one moment in several forms: `goroutine-a.pb.gz` beside `goroutine-a.debug2.txt`. Counted as
 * snapshots of their own they would be a trend where there is none. Files are forms of one moment if their names are
 * alike but for the form, no form occurs twice, and their counts agree. Of each moment the form stays that most
 * moments have: stacks of one form line up best.
 */
export function oneFormAMoment(files: readonly MomentFile[]): Moments {
  const moments = momentsOf(files);
  const perForm = new Map<string, number>();
  for (const moment of moments)
    for (const { form } of moment) perForm.set(form, (perForm.get(form) ?? 0) + 1);
  const better = (a: MomentFile, b: MomentFile): number =>
    (perForm.get(b.form) ?? 0) - (perForm.get(a.form) ?? 0) || rankOf(a.form) - rankOf(b.form);
  const kept = new Set<DocId>();
  const times: Record<DocId, number> = {};
  for (const moment of moments) {
    const [best] = [...moment].sort(better);
    kept.add(best.id);
    const captured = moment.find(({ timeFrom, timeMs }) => timeFrom === 'capture' && timeMs !== null);
    if (best.timeFrom !== 'capture' && captured?.timeMs != null) times[best.id] = captured.timeMs;
  }
  const ids = files.map(({ id }) => id);
  return {
    ids: ids.filter((id) => kept.has(id)),
    times,
    left: ids.filter((id) => !kept.has(id)),
  };
}

function rankOf(form: string): number {
  const rank = formRank.indexOf(form);
  return rank < 0 ? formRank.length : rank;
}

function momentsOf(files: readonly MomentFile[]): readonly (readonly MomentFile[])[] {
  const byStem = new Map<string, MomentFile[]>();
  for (const file of files) {
    const stem = stemOf(file.name);
    const alike = byStem.get(stem);
    if (alike === undefined) byStem.set(stem, [file]);
    else alike.push(file);
  }
  return [...byStem.values()].flatMap((alike) =>
    isOneMoment(alike) ? [alike] : alike.map((file) => [file]),
  );
}

function isOneMoment(alike: readonly MomentFile[]): boolean {
  if (new Set(alike.map(({ form }) => form)).size < alike.length) return false;
  const totals = alike.map(({ total }) => total);
  const most = Math.max(...totals);
  return most - Math.min(...totals) <= Math.max(10, most * drift);
}

/** A name without what tells the form: `dir/goroutine-a` of `dir/goroutine-a.debug=2.txt.gz`. */
function stemOf(name: string): string {
  let stem = name.toLowerCase();
  for (let before = ''; before !== stem; ) {
    before = stem;
    stem = stem.replace(/[._-](gz|zst|pb|proto|protobuf|pprof|prof|txt|text|log|out|debug=?[0-2])$/, '');
  }
  return stem;
}

import type { AliveCounts } from '../../../analysis/timeline/figure-questions.ts';
import type { LaneLabels, LaneList, Overview } from '../../../analysis/timeline/question.ts';
import type { LaneLabel } from '../../../draw/timeline/lanes-picture.ts';
import type { App } from '../../../state/app.ts';
import type { TimelineView } from '../../../state/views/timeline.ts';
import { selectedOf, selectedText, windowText } from '../time-text.ts';
import { foldOf, toggledFold, withFold } from './folds.ts';
import { HoverTip } from './hover-tip.ts';
import { laneOf, sectionOf, subjectOfLane } from './lane-find.ts';
import type { Scene, SceneHit } from './scene.ts';
import type { SceneActions } from './scene-input.ts';
import type { KeyActions } from './scene-keys.ts';

/** What the handlers look at when something happens: never captured, for it changes between renders. */
export interface SceneNow {
  readonly list: LaneList;
  readonly view: TimelineView;
  readonly choose: (choices: Partial<TimelineView>, how?: 'rest' | 'step') => void;
}

interface Parts {
  readonly app: App;
  readonly doc: string;
  readonly scene: Scene;
  readonly tip: HTMLElement;
  readonly now: () => SceneNow;
}

/** What pointer and keys do to the view. */
export function sceneActions({ app, doc, scene, tip, now }: Parts): SceneActions & KeyActions {
  const hover = new HoverTip(tip, (question) => app.answers.once('span', { doc, ...question }));
  const selectAt = (lane: number, atNs: number): void => {
    const { list, view, choose } = now();
    choose(
      { selected: selectedText({ ...subjectOfLane(list, view.lanes, lane), atNs }), range: null },
      'step',
    );
  };
  const fold = (section: number, how: 'toggle' | 'all'): void => {
    const { list, view, choose } = now();
    const one = list.sections[section];
    const next = how === 'all' ? 'all' : toggledFold(one, foldOf(one, view.folds));
    choose({ folds: withFold(view.folds, one.key, next) });
  };
  return {
    onSelect: (hit) => selectAt(hit.lane, hit.ns),
    onZoomTo: (hit) => zoomTo(app, doc, scene, now(), hit),
    onHeader: (section) => fold(section, 'toggle'),
    onMore: (section) => fold(section, 'all'),
    onHover: (hit, x, y) => {
      if (hit === null || hit.lane < 0) hover.hide();
      else hover.show(scene, now().list, now().view.lanes, hit, x, y);
    },
    onRange: (range) =>
      now().choose({ range: range === null ? null : windowText(range), selected: null }, 'step'),
    step: (direction) => step(app, doc, scene, now(), direction),
    enter: () => {
      const [first] = scene.visibleLanes();
      if (scene.selected !== null) scene.goTo(scene.selected.startNs, scene.selected.endNs);
      else if (first !== undefined) selectAt(first, (scene.window.startNs + scene.window.endNs) / 2);
      return true;
    },
    fold: () => {
      const { list, view } = now();
      const selected = selectedOf(view.selected);
      const lane = selected === null ? -1 : laneOf(list, view.lanes, selected);
      const section = lane < 0 ? undefined : sectionOf(list, lane);
      if (section === undefined) return false;
      fold(list.sections.indexOf(section), 'toggle');
      return true;
    },
    clear: () => {
      const { view, choose } = now();
      if (view.selected === null && view.range === null) return false;
      choose({ selected: null, range: null }, 'step');
      return true;
    },
    rangeOfWindow: () => now().choose({ range: windowText(scene.window), selected: null }, 'step'),
  };
}

function zoomTo(app: App, doc: string, scene: Scene, { list, view }: SceneNow, hit: SceneHit): void {
  const { by, id } = subjectOfLane(list, view.lanes, hit.lane);
  if (by === 'task') {
    void app.answers.once('task', { doc, id }).then(({ startNs, endNs }) => {
      scene.goTo(startNs ?? 0, endNs ?? scene.durationNs);
    });
    return;
  }
  void app.answers.once('span', { doc, by, id, atNs: Math.round(hit.ns) }).then((span) => {
    if (span !== null) scene.goTo(span.startNs, span.endNs);
  });
}

/** Left and right go to the span before and after, up and down to the lane above and below at the same time. */
function step(
  app: App,
  doc: string,
  scene: Scene,
  { list, view, choose }: SceneNow,
  direction: 'left' | 'right' | 'up' | 'down',
): boolean {
  const selected = selectedOf(view.selected);
  if (selected === null) return false;
  const lane = laneOf(list, view.lanes, selected);
  if (direction === 'up' || direction === 'down') {
    if (lane < 0) return false;
    const next = scene.nextLane(lane, direction === 'up' ? -1 : 1);
    choose({ selected: selectedText({ ...subjectOfLane(list, view.lanes, next), atNs: selected.atNs }) });
    return true;
  }
  const { by } = selected;
  if (by === 'task') return false;
  void app.answers.once('span', { doc, ...selected, by }).then((span) => {
    const at = direction === 'left' ? span?.previousNs : span?.nextNs;
    if (at === null || at === undefined) return;
    choose({ selected: selectedText({ ...selected, atNs: at }) });
    scene.revealTime(at);
  });
  return true;
}

const labelKinds = ['run', 'region', 'gc', 'sample'] as const;

/** Answered labels by the position of their lane. */
export function labelsByLane(
  list: LaneList,
  positions: readonly number[],
  labels: LaneLabels,
): ReadonlyMap<number, readonly LaneLabel[]> {
  const lanesOfRow = new Map<number, LaneLabel[][]>();
  const byLane = new Map<number, LaneLabel[]>();
  for (const lane of positions) {
    const own: LaneLabel[] = [];
    byLane.set(lane, own);
    const sharing = lanesOfRow.get(list.row[lane]);
    if (sharing === undefined) lanesOfRow.set(list.row[lane], [own]);
    else sharing.push(own);
  }
  for (let i = 0; i < labels.row.length; i++) {
    const label: LaneLabel = {
      startNs: labels.start[i],
      endNs: labels.end[i],
      text: labels.texts[labels.text[i]],
      kind: labelKinds[labels.kind[i]] ?? 'run',
    };
    for (const own of lanesOfRow.get(labels.row[i]) ?? []) own.push(label);
  }
  return byLane;
}

/** Live counts of the groups in which they change: the others say it in their note. */
export function aliveByKey(counts: AliveCounts | undefined): Scene['alive'] {
  const byKey = new Map<string, Float64Array>();
  for (const { entry, alive, created, ended } of counts?.series ?? [])
    if (created + ended > 1) byKey.set(entry, alive);
  return byKey;
}

export function bandsOf(overview: Overview | undefined): Scene['bands'] {
  return overview === undefined ? { gc: [], stw: [] } : { gc: overview.gc, stw: overview.stw };
}

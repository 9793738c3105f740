import type { LaneKind } from '../../../analysis/timeline/lanes.ts';
import type { LaneList, SpanDetail, SpanQuestion } from '../../../analysis/timeline/question.ts';
import { CELL_MIXED, CELL_PARKED, KIND_MASK, spanKinds } from '../../../model/span-kind.ts';
import { duration, moment } from '../time-text.ts';
import { sectionOf, subjectOfLane } from './lane-find.ts';
import type { Scene, SceneHit } from './scene.ts';

export type AskSpan = (question: Omit<SpanQuestion, 'doc'>) => Promise<SpanDetail | null>;

/** The pointer rests so long before more than the picture knows is asked for. */
const restMs = 90;

/** Says beside the pointer what is under it: at once what the picture knows, then what the engine knows. */
export class HoverTip {
  private readonly box: HTMLElement;
  private readonly ask: AskSpan;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private age = 0;

  constructor(box: HTMLElement, ask: AskSpan) {
    this.box = box;
    this.ask = ask;
  }

  hide(): void {
    this.age++;
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.box.dataset.shown = 'no';
  }

  show(scene: Scene, list: LaneList, lanes: LaneKind, hit: SceneHit, x: number, y: number): void {
    this.hide();
    const kind = scene.cellAt(hit.lane, hit.ns);
    if ((kind & KIND_MASK) === 0 && lanes !== 'task') return;
    const subject = subjectOfLane(list, lanes, hit.lane);
    const place = (text: string): void => {
      this.box.textContent = text;
      this.box.dataset.shown = 'yes';
      const room = this.box.parentElement;
      const left = Math.min(x + 14, (room?.clientWidth ?? 0) - this.box.offsetWidth - 6);
      const below = y + 20 + this.box.offsetHeight <= (room?.clientHeight ?? 0);
      const top = below ? y + 18 : y - this.box.offsetHeight - 8;
      this.box.style.transform = `translate(${Math.max(0, left)}px, ${top}px)`;
    };
    const section = lanes === 'goroutine' || lanes === 'task' ? sectionOf(list, hit.lane)?.title : undefined;
    const name = [`${nameOf[subject.by]}${subject.id}`, section].filter(Boolean).join(' · ');
    const open = scene.labelsAt(hit.lane, hit.ns).map(({ text }) => text);
    place([name, stateText(kind), ...open, moment(hit.ns)].filter(Boolean).join(' · '));
    const { by } = subject;
    if (by === 'task' || (kind & CELL_MIXED) !== 0) return;
    const { age } = this;
    this.timer = setTimeout(() => {
      const question = { by, id: subject.id, atNs: Math.round(hit.ns) };
      this.ask(question).then(
        (span) => {
          if (age === this.age && span !== null) place([name, ...spanText(span, by), ...open].join(' · '));
        },
        () => undefined,
      );
    }, restMs);
  }
}

const nameOf: Readonly<Record<LaneKind, string>> = {
  goroutine: 'goroutine ',
  proc: 'P',
  thread: 'M',
  task: 'task ',
};

function stateText(cell: number): string {
  const kind = spanKinds[cell & KIND_MASK] ?? '';
  if (kind === 'absent' || kind === 'task') return '';
  return (cell & CELL_PARKED) !== 0 ? `${kind}, never woken` : kind;
}

function spanText(span: SpanDetail, by: LaneKind): readonly string[] {
  const state = span.state === 'waiting' ? span.reason : span.state;
  const long = duration(span.endNs - span.startNs);
  const lasting = span.isParked ? `${long}, never woken` : long;
  const who = by === 'goroutine' ? [] : [`goroutine ${span.goroutine} ${span.entry}`];
  return [...who, state, lasting, `from ${moment(span.startNs)}`];
}

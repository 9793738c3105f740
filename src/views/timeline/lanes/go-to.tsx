import type { RefObject } from 'react';
import type { LaneList } from '../../../analysis/timeline/question.ts';
import { useApp } from '../../hooks/app-context.ts';
import { useView } from '../../hooks/use-store.ts';
import { withFold } from '../scene/folds.ts';
import type { Scene } from '../scene/scene.ts';
import { selectedText, timeOfText } from '../time-text.ts';

interface GoToProps {
  readonly list: LaneList | undefined;
  readonly scene: RefObject<Scene | null>;
}

/** '2.5s' goes to a time, '#12' to a goroutine, anything else to the first function that contains it. */
export function GoTo({ list, scene }: GoToProps) {
  const app = useApp();
  const [view, choose] = useView('timeline');
  const go = (text: string): void => {
    const made = scene.current;
    if (made === null || text === '') return;
    const time = timeOfText(text);
    if (time !== null) {
      const half = Math.min(made.window.endNs - made.window.startNs, made.durationNs / 4) / 2;
      made.moveTo({ startNs: time - half, endNs: time + half });
      return;
    }
    const id = /^(?:#|g|goroutine )?\s*(\d+)$/i.exec(text);
    if (id !== null) {
      const atNs = (made.window.startNs + made.window.endNs) / 2;
      const selected = selectedText({ by: 'goroutine', id: Number(id[1]), atNs });
      choose({ lanes: 'goroutine', selected, range: null }, 'step');
      return;
    }
    const section =
      list?.sections.findIndex(({ key }) => key.toLowerCase().includes(text.toLowerCase())) ?? -1;
    if (list === undefined || section < 0) {
      app.messages.say('warning', `No group of lanes is called “${text}”.`);
      return;
    }
    choose({ folds: withFold(view.folds, list.sections[section].key, 'few') });
    requestAnimationFrame(() => scene.current?.revealSection(section));
  };
  return (
    <input
      className="field"
      size={13}
      aria-label="Go to time, goroutine or function"
      title="1.5s, 300ms: a time; #12: a goroutine; else a function"
      placeholder="Go to 1.5s, #12, func"
      onKeyDown={(event) => {
        if (event.key === 'Enter') go(event.currentTarget.value.trim());
      }}
    />
  );
}

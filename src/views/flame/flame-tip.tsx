import { type Ref, useImperativeHandle, useRef } from 'react';
import { clipped } from '../parts/clipped.ts';
import styles from './flame-page.module.css';
import type { BoxWords } from './flame-words.ts';

export interface TipHandle {
  /** Beside a point of the picture, within its width; null hides it. */
  show(words: BoxWords | null, xCss?: number, yCss?: number): void;
}

const gapCss = 14;

/** Follows the pointer outside React: it is there with the next frame. */
export function FlameTip({ ref }: { readonly ref: Ref<TipHandle> }) {
  const box = useRef<HTMLDivElement>(null);
  useImperativeHandle(ref, () => ({
    show: (words, xCss = 0, yCss = 0) => {
      const element = box.current;
      if (element === null) return;
      element.hidden = words === null;
      if (words === null) return;
      element.replaceChildren(
        line(styles.tipName, clipped(words.name)),
        ...(words.about === '' ? [] : [line(styles.tipAbout, words.about)]),
        ...words.figures.map(figureLine),
      );
      const host = element.parentElement;
      const room = host === null ? 0 : host.clientWidth;
      const below = yCss + gapCss + element.offsetHeight <= (host?.clientHeight ?? 0);
      const left = Math.max(0, Math.min(xCss + gapCss, room - element.offsetWidth - 4));
      const top = below ? yCss + gapCss : Math.max(0, yCss - gapCss - element.offsetHeight);
      element.style.transform = `translate(${left}px, ${top}px)`;
    },
  }));
  return <div ref={box} className={styles.tip} hidden aria-hidden="true" />;
}

function line(className: string, text: string): HTMLElement {
  const element = document.createElement('div');
  element.className = className;
  element.textContent = text;
  return element;
}

function figureLine({ title, text, change, direction }: BoxWords['figures'][number]): HTMLElement {
  const element = line(styles.tipFigure, '');
  const head = document.createElement('span');
  head.className = styles.tipTitle;
  head.textContent = title;
  const tail = document.createElement('span');
  tail.textContent = change;
  tail.dataset.direction = String(direction);
  element.append(head, ` ${text} `, tail);
  return element;
}

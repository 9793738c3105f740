import { act, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';

Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true);

export interface Mounted {
  readonly host: HTMLElement;
  /** Runs what changes the page, and waits until React has drawn it. */
  readonly after: (change: () => void | Promise<void>) => Promise<void>;
  readonly unmount: () => Promise<void>;
}

/** Draws a component on the page of a component test. */
export async function mount(node: ReactNode, widthCss = 1000, heightCss = 600): Promise<Mounted> {
  const host = document.createElement('div');
  Object.assign(host.style, { width: `${widthCss}px`, height: `${heightCss}px`, display: 'grid' });
  document.body.replaceChildren(host);
  const root = createRoot(host);
  const after: Mounted['after'] = async (change) => {
    await act(async () => {
      await change();
      await new Promise((resolve) => requestAnimationFrame(resolve));
    });
  };
  await after(() => root.render(node));
  return { host, after, unmount: () => after(() => root.unmount()) };
}

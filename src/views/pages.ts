import { type ComponentType, lazy } from 'react';
import type { Page } from '../state/pages.ts';
import { LeaksPage } from './leaks/leaks-page.tsx';
import { StartPage } from './start/start-page.tsx';

/** The component of each page. Only the first two are in the first load. */
export const pageComponents: { readonly [P in Page]: ComponentType } = {
  start: StartPage,
  leaks: LeaksPage,
  goroutines: lazy(async () => ({
    default: (await import('./goroutines/goroutines-page.tsx')).GoroutinesPage,
  })),
  flame: lazy(async () => ({ default: (await import('./flame/flame-page.tsx')).FlamePage })),
  top: lazy(async () => ({ default: (await import('./top/top-page.tsx')).TopPage })),
  callers: lazy(async () => ({ default: (await import('./callers/callers-page.tsx')).CallersPage })),
  graph: lazy(async () => ({ default: (await import('./graph/graph-page.tsx')).GraphPage })),
  labels: lazy(async () => ({ default: (await import('./labels/labels-page.tsx')).LabelsPage })),
  overtime: lazy(async () => ({ default: (await import('./overtime/overtime-page.tsx')).OvertimePage })),
  timeline: lazy(async () => ({ default: (await import('./timeline/timeline-page.tsx')).TimelinePage })),
  report: lazy(async () => ({ default: (await import('./report/report-page.tsx')).ReportPage })),
};

export interface NavigationEntry {
  readonly page: Page;
  readonly title: string;
}

/** The header, in its order. Pages of `profile` stand together under one heading on narrow screens. */
export const navigationEntries: readonly NavigationEntry[] = [
  { page: 'leaks', title: 'Leaks' },
  { page: 'goroutines', title: 'Goroutines' },
  { page: 'flame', title: 'Flame graph' },
  { page: 'top', title: 'Top' },
  { page: 'callers', title: 'Callers' },
  { page: 'graph', title: 'Graph' },
  { page: 'labels', title: 'Labels' },
  { page: 'overtime', title: 'Over time' },
  { page: 'timeline', title: 'Timeline' },
  { page: 'report', title: 'Report' },
];

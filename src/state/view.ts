import type { Fields } from './fields.ts';
import type { FileGroup } from './file-group.ts';
import type { Page } from './pages.ts';
import { type CallersView, callersDefaults, callersFields } from './views/callers.ts';
import { type FlameView, flameDefaults, flameFields } from './views/flame.ts';
import { type GoroutinesView, goroutinesDefaults, goroutinesFields } from './views/goroutines.ts';
import { type GraphView, graphDefaults, graphFields } from './views/graph.ts';
import { type LabelsView, labelsDefaults, labelsFields } from './views/labels.ts';
import { type LeaksView, leaksDefaults, leaksFields } from './views/leaks.ts';
import { type OvertimeView, overtimeDefaults, overtimeFields } from './views/overtime.ts';
import { type ProfileView, profileDefaults, profileFields } from './views/profile.ts';
import { type ReportView, reportDefaults, reportFields } from './views/report.ts';
import { type TimelineView, timelineDefaults, timelineFields } from './views/timeline.ts';
import { type TopView, topDefaults, topFields } from './views/top.ts';

/** The choices of each page, by name. A page that is left keeps its choices until the tab is closed. */
export interface ViewParts {
  readonly leaks: LeaksView;
  readonly goroutines: GoroutinesView;
  /** Shared by all pages of a profile. */
  readonly profile: ProfileView;
  readonly flame: FlameView;
  readonly top: TopView;
  readonly callers: CallersView;
  readonly graph: GraphView;
  readonly labels: LabelsView;
  readonly overtime: OvertimeView;
  readonly timeline: TimelineView;
  readonly report: ReportView;
}
export type PartName = keyof ViewParts;

/** What the address carries beside the files. */
export interface View extends ViewParts {
  readonly page: Page;
  /** Which kind of file the profile pages show; null takes the first that is open. */
  readonly group: FileGroup | null;
}

export const partDefaults: ViewParts = {
  leaks: leaksDefaults,
  goroutines: goroutinesDefaults,
  profile: profileDefaults,
  flame: flameDefaults,
  top: topDefaults,
  callers: callersDefaults,
  graph: graphDefaults,
  labels: labelsDefaults,
  overtime: overtimeDefaults,
  timeline: timelineDefaults,
  report: reportDefaults,
};

export const partFields: { readonly [P in PartName]: Fields<ViewParts[P]> } = {
  leaks: leaksFields,
  goroutines: goroutinesFields,
  profile: profileFields,
  flame: flameFields,
  top: topFields,
  callers: callersFields,
  graph: graphFields,
  labels: labelsFields,
  overtime: overtimeFields,
  timeline: timelineFields,
  report: reportFields,
};

/** The parts that a page's address carries. */
export const pageParts: { readonly [P in Page]: readonly PartName[] } = {
  start: [],
  leaks: ['leaks'],
  goroutines: ['goroutines'],
  flame: ['profile', 'flame'],
  top: ['profile', 'top'],
  callers: ['profile', 'callers'],
  graph: ['profile', 'graph'],
  labels: ['profile', 'labels'],
  overtime: ['profile', 'overtime'],
  timeline: ['timeline'],
  report: ['report'],
};

export const initialView: View = { page: 'start', group: null, ...partDefaults };

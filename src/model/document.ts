import type { Goroutines } from './goroutines.ts';
import type { Profile } from './profile.ts';
import type { Trace } from './trace.ts';

export type Document = Profile | Goroutines | Trace;

import type { Pace } from '../../base/pace.ts';
import type { Document } from '../../model/document.ts';
import type { DocId } from '../ids.ts';
import { snapshotOf } from '../snapshot.ts';
import { placeKey, placesOf } from './place.ts';

/** Goroutines that the runtime's own leak profiles name, by place: the most that any one profile counts. */
export async function leakedPlaces(
  beside: readonly { readonly doc: DocId; readonly document: Document }[],
  pace: Pace,
): Promise<ReadonlyMap<string, number>> {
  const leaked = new Map<string, number>();
  for (const { doc, document } of beside) {
    if (document.kind !== 'profile' || document.profileKind !== 'goroutineleak') continue;
    const snapshot = await snapshotOf(doc, document, pace);
    const places = placesOf(snapshot);
    const counts = new Map<string, number>();
    for (let row = 0; row < snapshot.length; row++) {
      const place = placeKey(places(snapshot.stack[row], snapshot.isCut?.[row] === 1));
      counts.set(place, (counts.get(place) ?? 0) + snapshot.count[row]);
    }
    for (const [place, count] of counts) leaked.set(place, Math.max(count, leaked.get(place) ?? 0));
  }
  return leaked;
}

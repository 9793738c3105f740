import type { DocId } from '../analysis/ids.ts';
import { profileOfGoroutines } from '../analysis/profile/of-goroutines.ts';
import { QueryError } from '../base/errors.ts';
import type { Document } from '../model/document.ts';
import type { Goroutines } from '../model/goroutines.ts';
import type { Profile } from '../model/profile.ts';
import type { Trace } from '../model/trace.ts';

/** The opened documents, by id. The engine owns them; views see only answers. */
export class Documents {
  private readonly byId = new Map<DocId, Document>();

  set(id: DocId, document: Document): void {
    this.byId.set(id, document);
  }

  delete(id: DocId): void {
    this.byId.delete(id);
  }

  has(id: DocId): boolean {
    return this.byId.has(id);
  }

  /** True while the very profile is open, under whatever id. */
  holds(profile: Profile): boolean {
    for (const one of this.byId.values()) {
      if (one === profile || (one.kind === 'goroutines' && profileOfGoroutines(one) === profile)) return true;
    }
    return false;
  }

  /** Throws `QueryError('no-document')`. */
  get(id: DocId): Document {
    const document = this.byId.get(id);
    if (document === undefined) throw new QueryError('no-document', `no document ${id} is open`);
    return document;
  }

  /** A profile, or a dump as a profile of its goroutines. */
  profile(id: DocId): Profile {
    const document = this.get(id);
    if (document.kind === 'goroutines') return profileOfGoroutines(document);
    if (document.kind !== 'profile')
      throw new QueryError('wrong-kind', `${document.origin.name} is not a profile`);
    return document;
  }

  trace(id: DocId): Trace {
    const document = this.get(id);
    if (document.kind !== 'trace')
      throw new QueryError('wrong-kind', `${document.origin.name} is not a trace`);
    return document;
  }

  /** A goroutine profile, debug=1 text or dump. */
  snapshot(id: DocId): Goroutines | Profile {
    const document = this.get(id);
    if (document.kind === 'trace') throw new QueryError('wrong-kind', `${document.origin.name} is a trace`);
    return document;
  }
}

/** What page and fetching frame say to each other. Both are of the same origin, and check it. */

export type ToFrame = { readonly kind: 'fetch'; readonly id: number; readonly url: string };

export type FromFrame =
  | { readonly kind: 'ready' }
  /** `total` is 0 where the server does not say. */
  | { readonly kind: 'progress'; readonly id: number; readonly done: number; readonly total: number }
  | {
      readonly kind: 'done';
      readonly id: number;
      readonly blob: Blob;
      readonly modifiedMs: number | null;
    }
  | { readonly kind: 'failed'; readonly id: number; readonly text: string };

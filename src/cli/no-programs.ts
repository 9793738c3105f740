/** In place of `node:child_process`, which takes Node a millisecond or two to load; nothing of it is called. */
export {};

/** Id of an opened document: the hash of its content, in hex, and the same on every machine. */
export type DocId = string;

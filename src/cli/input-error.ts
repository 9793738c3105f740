/** An input that cannot be read, in one line: file, what it seems to be, what is wrong, where. Exit code 2. */
export class InputError extends Error {}

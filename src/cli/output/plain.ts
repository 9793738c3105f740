const maxLength = 2_000;

/** A name from a file as one line that a terminal takes for text: no control characters, no escape sequences. */
export function plainLine(text: string): string {
  const plain = text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ');
  return plain.length > maxLength ? `${plain.slice(0, maxLength)}…` : plain;
}

/** The way to another thread. Messages arrive in the order in which they were sent. */
export interface ThreadPort<Out, In> {
  post(message: Out): void;
  /** A message that is there already, else null. */
  poll(): In | null;
  /** The next message; this thread stands still until it is there. Throws if the other thread dies. */
  wait(): In;
  /** The same, while this thread does other things. */
  next(): Promise<In>;
  close(): void;
}

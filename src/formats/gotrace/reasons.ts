/** Wait reasons by the frame that parked, innermost first: Go 1.19 to 1.27 `runtime`. */
const waits: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/^runtime\.(chanrecv[12]?|reflect_chanrecv)$/, 'chan receive'],
  [/^runtime\.(chansend[1]?|reflect_chansend)$/, 'chan send'],
  [/^runtime\.(selectgo|reflect_rselect)$/, 'select'],
  [/^runtime\.block$/, 'forever'],
  [/^(runtime\.notifyListWait|sync\.runtime_notifyListWait)$/, 'sync.(*Cond).Wait'],
  [/^(runtime\.netpollblock|internal\/poll\.runtime_pollWait)$/, 'network'],
  [/^(runtime\.timeSleep|time\.Sleep)$/, 'sleep'],
  [
    /^runtime\.(gcBgMarkWorker|bgscavenge|forcegchelper|runfinq|runFinalizers|runCleanups)$/,
    'system goroutine wait',
  ],
  [/^runtime\.bgsweep$/, 'GC background sweeper wait'],
  [/^(runtime\.semacquire1?|sync\.runtime_Semacquire\w*|internal\/sync\.runtime_Semacquire\w*)$/, 'sync'],
  [/^(sync|internal\/sync)\.\(\*(Mutex|RWMutex|WaitGroup)\)\./, 'sync'],
];

/** Frames that park on behalf of others. */
const parkers = /^runtime\.(gopark|goparkunlock|mcall|chanpark)/;

/** Why a goroutine waits, as far as its stack tells; '' if it does not. */
export function inferredReason(frames: Iterable<string>): string {
  let depth = 0;
  for (const name of frames) {
    if (parkers.test(name)) continue;
    for (const [pattern, reason] of waits) if (pattern.test(name)) return reason;
    if (++depth > 6) return '';
  }
  return '';
}

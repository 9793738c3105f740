import { CopyButton } from '../parts/copy-button.tsx';
import styles from './start-page.module.css';

const lines = [
  {
    what: 'Goroutines, twice',
    command:
      'curl -so goroutine-1.pb.gz localhost:6060/debug/pprof/goroutine; sleep 300; curl -so goroutine-2.pb.gz localhost:6060/debug/pprof/goroutine',
  },
  {
    what: 'With waits and ids',
    command: "curl -so goroutine.txt 'localhost:6060/debug/pprof/goroutine?debug=2'",
  },
  { what: 'Heap', command: 'curl -so heap.pb.gz localhost:6060/debug/pprof/heap' },
  {
    what: 'A trace of 5 seconds',
    command: "curl -so trace.out 'localhost:6060/debug/pprof/trace?seconds=5'",
  },
  { what: 'Dump of a stuck process', command: 'kill -QUIT $(pidof myservice)   # the dump is in its log' },
] as const;

/** What to type to get good input. */
export function CaptureLines() {
  return (
    <section className={styles.section} aria-labelledby="capture">
      <h2 id="capture">
        Capture from a service with <code>net/http/pprof</code>
      </h2>
      <ul className={styles.lines}>
        {lines.map(({ what, command }) => (
          <li key={what} className={styles.line}>
            <span>{what}</span>
            <code>{command}</code>
            <CopyButton text={() => command} label="Copy" ariaLabel={`Copy: ${what}`} />
          </li>
        ))}
      </ul>
    </section>
  );
}

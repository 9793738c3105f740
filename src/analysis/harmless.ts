import type { StackLine } from './leaks/finding.ts';

/** Why goroutines of a kind are no leak by themselves. */
export interface Harmless {
  /**
   * 'system': the runtime's own. 'idle': waits for work by design. 'demand': as many as there are peers.
   * 'request': your code in a server's goroutine; it ends when the request does.
   */
  readonly kind: 'system' | 'idle' | 'demand' | 'request';
  readonly why: string;
}

interface Habit extends Harmless {
  /** Matches a function of the stack; `at` says which. */
  readonly pattern: RegExp;
  readonly at: 'root' | 'leaf' | 'any';
}

const habits: readonly Habit[] = [
  {
    kind: 'system',
    at: 'any',
    pattern:
      /^runtime\.(forcegchelper|bgsweep|bgscavenge|runfinq|runFinalizers|runCleanups|gcBgMarkWorker|updateMaxProcsGoroutine|timerproc|ensureSigM\.func1|gcenable|mcall|sysmon|traceStart.*|\(\*traceAdvancerState\).*)$/,
    why: 'a goroutine of the runtime itself',
  },
  {
    kind: 'idle',
    at: 'any',
    pattern: /^os\/signal\.(loop|signal_recv)$/,
    why: 'waits for signals, one per process',
  },
  {
    kind: 'idle',
    at: 'any',
    pattern: /^runtime\/(trace|pprof)\./,
    why: 'wrote this very profile or a trace',
  },
  { kind: 'idle', at: 'root', pattern: /^(runtime\.main|main\.main)$/, why: 'the main goroutine' },
  {
    kind: 'idle',
    at: 'root',
    pattern: /^testing\.(tRunner|\(\*M\)\.startAlarm.*|\(\*T\)\..*)$/,
    why: 'belongs to the test runner',
  },
  {
    kind: 'idle',
    at: 'any',
    pattern:
      /^(net\/http\.\(\*Server\)\.Serve|net\.\(\*(TCP|Unix)Listener\)\.[Aa]ccept|internal\/poll\.\(\*FD\)\.Accept)$/,
    why: 'accepts connections, one per listener',
  },
  {
    kind: 'demand',
    at: 'root',
    pattern: /^net\/http\.\(\*conn\)\.serve$/,
    why: 'serves a connection: as many as there are clients',
  },
  {
    kind: 'demand',
    at: 'root',
    pattern: /^net\/http\.(\(\*connReader\)\.backgroundRead|\(\*http2\w*\)\..*|http2\w*\..*)$/,
    why: 'belongs to an open connection: as many as there are peers',
  },
  {
    kind: 'demand',
    at: 'root',
    pattern: /^net\/http\.\(\*(persistConn|http2ClientConn)\)\.(readLoop|writeLoop)$/,
    why: 'keeps a client connection of the pool: as many as the pool holds',
  },
  {
    kind: 'idle',
    at: 'root',
    pattern: /^database\/sql\.\(\*DB\)\.(connectionOpener|connectionCleaner|connectionResetter)$/,
    why: 'one per sql.DB',
  },
  {
    kind: 'demand',
    at: 'any',
    pattern: /^database\/sql\.\(\*DB\)\.conn$/,
    why: 'waits for a connection of the pool',
  },
  {
    kind: 'demand',
    at: 'root',
    pattern:
      /^(golang\.org\/x\/net\/http2\.\(\*(serverConn|ClientConn|clientConnReadLoop)\)|github\.com\/(go-sql-driver\/mysql\.\(\*mysqlConn\)|lib\/pq\.\(\*conn\)|jackc\/(pgx|pgconn|puddle)|hashicorp\/yamux|quic-go\/quic-go|rabbitmq\/amqp091-go|streadway\/amqp))/,
    why: 'belongs to an open connection: as many as there are',
  },
  { kind: 'idle', at: 'root', pattern: /^crypto\/tls\./, why: 'a TLS handshake in progress' },
  {
    kind: 'demand',
    at: 'root',
    pattern: /^google\.golang\.org\/grpc\/.*(transport|grpcsync|addrConn|internal|http2)/,
    why: 'belongs to a gRPC connection',
  },
  {
    kind: 'demand',
    at: 'root',
    pattern: /^google\.golang\.org\/grpc\.\(\*(Server|ccBalancer\w*|addrConn|ClientConn)\)/,
    why: 'belongs to a gRPC server or client',
  },
  {
    kind: 'idle',
    at: 'root',
    pattern:
      /^(go\.opentelemetry\.io\/|go\.opencensus\.io\/|k8s\.io\/(klog|client-go|apimachinery)|github\.com\/golang\/glog|github\.com\/fsnotify|gopkg\.in\/(natefinch\/)?lumberjack|go\.uber\.org\/zap|go\.mongodb\.org\/mongo-driver|go\.temporal\.io\/sdk|github\.com\/(getsentry\/sentry-go|newrelic\/go-agent|gocql\/gocql|segmentio\/kafka-go|DataDog\/dd-trace-go)|gopkg\.in\/DataDog\/dd-trace-go|cloud\.google\.com\/go)/,
    why: 'a service loop of a library, as many as it has instances',
  },
  {
    kind: 'idle',
    at: 'root',
    pattern:
      /^(github\.com\/jackc\/.*backgroundHealthCheck|github\.com\/(redis|go-redis)\/.*(reaper|pool)|github\.com\/(IBM|Shopify)\/sarama\.|github\.com\/twmb\/franz-go\/|github\.com\/nats-io\/nats\.go\.)/i,
    why: 'a service loop of a client library, as many as it has connections',
  },
];

/** Why a stack (leaf first) is harmless by nature; null if nothing is known. */
export function harmlessBy(stack: readonly StackLine[]): Harmless | null {
  if (stack.length === 0) return null;
  const root = stack[stack.length - 1].function;
  if (root !== 'main.main' && stack.every(({ origin }) => origin === 'user')) return null;
  for (const habit of habits) {
    const isMatch =
      habit.at === 'root'
        ? habit.pattern.test(root)
        : stack.some((line) => line.origin !== 'user' && habit.pattern.test(line.function));
    if (isMatch) return habit.kind === 'demand' && hasHandler(stack) ? request(habit) : habit;
  }
  return overNetwork(stack);
}

function request(habit: Harmless): Harmless {
  return { kind: 'request', why: `works on a request: its root ${habit.why}` };
}

/** Code of yours runs on top: more than an idle connection. */
function hasHandler(stack: readonly StackLine[]): boolean {
  return stack.some((line, index) => line.origin === 'user' && index < stack.length - 1);
}

/** Reading or writing a socket in a loop: a goroutine per connection, whatever the protocol. */
function overNetwork(stack: readonly StackLine[]): Harmless | null {
  const leaf = stack.find(
    (line) => line.function !== 'runtime.gopark' && line.function !== 'runtime.netpollblock',
  );
  if (leaf?.function.endsWith('.runtime_pollWait') !== true) return null;
  return { kind: 'demand', why: 'reads or writes a connection or file: as many as there are peers' };
}

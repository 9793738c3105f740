import type { StackLine } from './leaks/finding.ts';

export type FrameOrigin = StackLine['origin'];

const standardRoots = new Set(
  (
    'archive arena bufio bytes cmp compress container context crypto database debug embed encoding errors expvar ' +
    'flag fmt go hash html image index internal io iter log maps math mime net os path plugin reflect regexp ' +
    'runtime slices sort strconv strings structs sync syscall testing text time unicode unique unsafe weak vendor'
  ).split(' '),
);

/** The import path of a function: 'net/http' of 'net/http.(*conn).serve'; '' for C functions. */
export function packageOf(name: string): string {
  const brackets = name.indexOf('[');
  const plain = brackets < 0 ? name : name.slice(0, brackets);
  const paren = plain.indexOf('(');
  const path = paren < 0 ? plain : plain.slice(0, paren);
  const slash = path.lastIndexOf('/');
  const dot = path.indexOf('.', slash + 1);
  return dot < 0 ? '' : path.slice(0, dot).replaceAll('%2e', '.');
}

/** A function without its import path's folders: 'http.(*conn).serve'. */
export function shortName(name: string): string {
  const brackets = name.indexOf('[');
  const paren = name.indexOf('(');
  const ends = [brackets, paren].filter((at) => at >= 0);
  const head = ends.length === 0 ? name : name.slice(0, Math.min(...ends));
  return name.slice(head.lastIndexOf('/') + 1);
}

export function isRuntime(name: string): boolean {
  if (name.startsWith('runtime.')) return true;
  return name.startsWith('internal/runtime/') || name.startsWith('runtime/internal/');
}

/**
 * The folder of the main module when main itself was fetched as a module (`…/prometheus@v0.53.3`), else null:
 * its packages are the user's, though they lie where dependencies lie.
 */
export function mainModule(mainFile: string): string | null {
  const version = /^(.*@v[^/]*)\//.exec(mainFile);
  return version === null ? null : version[1];
}

/** Libraries by name: builds from vendored or GOPATH sources with -trimpath show no version in their paths. */
const libraries =
  /^(google\.golang\.org|golang\.org\/x|go\.uber\.org|go\.opentelemetry\.io|go\.opencensus\.io|go\.mongodb\.org|go\.temporal\.io\/sdk|gopkg\.in|k8s\.io\/(client-go|apimachinery|klog|utils)|cloud\.google\.com\/go|github\.com\/(grpc-ecosystem|soheilhy\/cmux|prometheus\/client_golang|sirupsen\/logrus|gorilla|jackc|lib\/pq|go-sql-driver|redis|go-redis|gin-gonic|labstack|valyala|quic-go|fsnotify|golang|google|rabbitmq|streadway|twmb|segmentio|IBM\/sarama|Shopify\/sarama|aws|getsentry|gocql|hashicorp\/(yamux|raft|memberlist|serf)|oklog\/run|spf13))(\/|$)/;

/** Whose code a frame is, by its function and file; `module` as `mainModule` gives it. */
export function originOf(name: string, file: string, module: string | null): FrameOrigin {
  if (name === '' || isRuntime(name)) return 'runtime';
  const pack = packageOf(name);
  if (pack === '') return 'runtime';
  if (isStandard(pack, file)) return 'std';
  if (module !== null && file.startsWith(`${module}/`)) return 'user';
  if (file.includes('@v') || file.includes('/vendor/') || file.includes('/pkg/mod/')) return 'vendor';
  return libraries.test(pack) ? 'vendor' : 'user';
}

function isStandard(pack: string, file: string): boolean {
  if (!standardRoots.has(rootOf(pack))) return false;
  if (file === '' || !file.includes('/')) return true;
  const path = file.replaceAll('\\', '/');
  if (path.includes(`/src/${pack}/`) || path.startsWith(`${pack}/`)) return true;
  // Linked from elsewhere: time.Sleep lies in runtime/time.go, sync.runtime_notifyListWait in runtime/sema.go.
  const folder = rootOf(path.slice(path.lastIndexOf('/src/') + 1).replace(/^src\//, ''));
  return folder === 'runtime' || folder === 'internal';
}

function rootOf(path: string): string {
  const slash = path.indexOf('/');
  return slash < 0 ? path : path.slice(0, slash);
}

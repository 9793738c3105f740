import { count } from '../../../base/figures.ts';
import { isGrowing } from '../frames.ts';
import type { Rule } from '../rule.ts';
import { speaksFor } from '../weigh.ts';

/** Start functions of goroutines that a client, pool or provider keeps while it lives. */
const services: readonly (readonly [RegExp, string])[] = [
  [/^database\/sql\.\(\*DB\)\.connection(Opener|Cleaner|Resetter)$/, 'sql.DB'],
  [
    /^google\.golang\.org\/grpc\/internal\/(transport\.(\(\*(http2Client|loopyWriter)\)|newHTTP2Client)|grpcsync\.)/,
    'grpc.ClientConn',
  ],
  [/^google\.golang\.org\/grpc\.\(\*(addrConn|ccBalancerWrapper|ClientConn)\)/, 'grpc.ClientConn'],
  [/^k8s\.io\/(client-go|apimachinery)\//, 'informer, reflector or work queue'],
  [/^go\.opentelemetry\.io\//, 'OpenTelemetry provider'],
  [/^go\.opencensus\.io\//, 'OpenCensus worker'],
  [/^github\.com\/fsnotify\//, 'file watcher'],
  [/^github\.com\/jackc\/pgx/, 'pgx pool'],
  [/^github\.com\/(redis|go-redis)\//, 'Redis client'],
  [/^github\.com\/(IBM|Shopify)\/sarama/, 'Kafka client'],
  [/^github\.com\/(twmb\/franz-go|segmentio\/kafka-go)/, 'Kafka client'],
  [/^github\.com\/nats-io\/nats\.go/, 'NATS client'],
];

export const clientPerRequest: Rule = {
  id: 'client-per-request',
  pattern: 'Client made again and again',
  fix: 'Make it once and share it: keep it for the life of the program, or Close it where it was made.',
  reference: 'https://pkg.go.dev/database/sql#Open',
  match: (site, scene) => {
    const service = services.find(([root]) => root.test(site.root));
    if (service === undefined) return null;
    const isMany = scene.snapshots >= 2 && isGrowing(site) && site.count >= 5;
    const ended = site.lives?.deaths.reduce((sum, n) => sum + n, 0) ?? 0;
    if (!isMany || ended > 0) return { evidence: [] };
    const text = `${count(site.count - site.counts[0])} more of what one ${service[1]} needs once: a new one is made again and again.`;
    return { isAboutHarmless: true, evidence: [speaksFor(12, text)] };
  },
};

import { isIn } from '../frames.ts';
import type { Rule } from '../rule.ts';

export const slowClients: Rule = {
  id: 'slow-clients',
  pattern: 'Connections that stay open',
  fix: 'Grows with open connections: check how many clients there are, and bound them. Set Server.ReadHeaderTimeout, ReadTimeout, WriteTimeout and IdleTimeout.',
  reference: 'https://pkg.go.dev/net/http#Server',
  match: (site) => {
    const isServer = /^net\/http\.\(\*(conn|connReader|http2serverConn)\)\./.test(site.root);
    return isServer && (site.waitClass === 'io' || isIn(site, 'net/http.(*connReader).backgroundRead'))
      ? { evidence: [] }
      : null;
  },
};

import { isIn } from '../frames.ts';
import type { Rule } from '../rule.ts';
import { speaksAgainst } from '../weigh.ts';

const stream =
  /^google\.golang\.org\/grpc(\.newClientStreamWithParams\.func\d+|\/internal\/transport\.\(\*recvBufferReader\)\.readClient)$/;

export const grpcStreamNotEnded: Rule = {
  id: 'grpc-stream-not-ended',
  pattern: 'gRPC stream neither read to its end nor cancelled',
  fix: 'Receive until io.EOF or another error, or cancel the context that the stream was made with; closing the ClientConn ends them all.',
  reference: 'https://pkg.go.dev/google.golang.org/grpc#ClientConn.NewStream',
  match: (site) =>
    isIn(site, stream)
      ? {
          evidence: [
            speaksAgainst(10, 'A stream that is used for long, a watch for example, looks the same.'),
          ],
        }
      : null,
};

import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Invalidation {
  readonly id: string;
  readonly reference: string;
  readonly paths: readonly string[];
  status: string;
}

export interface CloudFrontDouble {
  readonly endpoint: string;
  readonly invalidations: readonly Invalidation[];
  /** Whether a request hangs, or did. */
  readonly hanging: boolean;
  /** How it behaves from now on. */
  behave(behavior: Partial<Behavior>): void;
  close(): Promise<void>;
}

interface Behavior {
  /** Looks at an invalidation until it is completed. */
  readonly looks: number;
  /** How it writes that: CloudFront `Completed`, moto `COMPLETED`. */
  readonly completed: string;
  /** Never answers, as when the connection hangs. */
  readonly hangs: boolean;
  /** How many times it refuses, because too many are under way. */
  readonly refusals: number;
}

/**
 * As much of CloudFront as invalidations need, in the REST-XML that the SDK speaks; signatures are not checked. The same
 * caller reference is the same invalidation, and another one's is refused with other paths, as at AWS.
 */
export async function startCloudFront(distribution: string): Promise<CloudFrontDouble> {
  const invalidations: Invalidation[] = [];
  let behavior: Behavior = { looks: 0, completed: 'Completed', hangs: false, refusals: 0 };
  const looks = new Map<string, number>();
  let hanging = false;

  const create = (body: string): Answer => {
    if (behavior.refusals > 0) {
      behavior = { ...behavior, refusals: behavior.refusals - 1 };
      return problem(400, 'TooManyInvalidationsInProgress');
    }
    const reference = between(body, 'CallerReference')[0] ?? '';
    const paths = between(body, 'Path');
    const quantity = Number(between(body, 'Quantity')[0]);
    if (quantity !== paths.length) return problem(400, 'InconsistentQuantities');
    const known = invalidations.find((each) => each.reference === reference);
    if (known && known.paths.join() !== paths.join()) return problem(400, 'InvalidArgument');
    const made = known ?? {
      id: `I${String(invalidations.length + 1).padStart(13, '0')}`,
      reference,
      paths,
      status: 'InProgress',
    };
    if (!known) invalidations.push(made);
    return { status: 201, body: xmlOf(made) };
  };

  const get = (id: string): Answer => {
    const found = invalidations.find((each) => each.id === id);
    if (!found) return problem(404, 'NoSuchInvalidation');
    const looked = (looks.get(id) ?? 0) + 1;
    looks.set(id, looked);
    if (looked > behavior.looks) found.status = behavior.completed;
    return { status: 200, body: xmlOf(found) };
  };

  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const [, version, , id, , invalidation] = (request.url ?? '').split('?')[0]?.split('/') ?? [];
    const body = (await request.toArray()).join('');
    if (version !== '2020-05-31') return problem(400, 'InvalidArgument');
    if (id !== distribution) return problem(404, 'NoSuchDistribution');
    return request.method === 'POST' ? create(body) : get(invalidation ?? '');
  };

  const server = createServer((request, response) => {
    if (behavior.hangs) {
      hanging = true;
      return;
    }
    void answer(request).then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'text/xml' }).end(body);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    endpoint: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    invalidations,
    get hanging() {
      return hanging;
    },
    behave: (changed) => {
      behavior = { ...behavior, ...changed };
    },
    close: () =>
      new Promise((done) => {
        server.close(() => {
          done();
        });
        server.closeAllConnections();
      }),
  };
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

const head = '<?xml version="1.0" encoding="UTF-8"?>';
const space = 'http://cloudfront.amazonaws.com/doc/2020-05-31/';

function xmlOf({ id, reference, paths, status }: Invalidation): string {
  const items = paths.map((path) => `<Path>${path}</Path>`).join('');
  return `${head}<Invalidation xmlns="${space}"><Id>${id}</Id><Status>${status}</Status><CreateTime>2026-05-05T05:05:05Z</CreateTime><InvalidationBatch><Paths><Quantity>${String(paths.length)}</Quantity><Items>${items}</Items></Paths><CallerReference>${reference}</CallerReference></InvalidationBatch></Invalidation>`;
}

function problem(status: number, code: string): Answer {
  return {
    status,
    body: `${head}<ErrorResponse xmlns="${space}"><Error><Type>Sender</Type><Code>${code}</Code><Message>${code}</Message></Error><RequestId>double</RequestId></ErrorResponse>`,
  };
}

function between(xml: string, element: string): string[] {
  const found = xml.matchAll(new RegExp(`<${element}>([^<]*)</${element}>`, 'g'));
  return [...found].map(([, text = '']) => text);
}

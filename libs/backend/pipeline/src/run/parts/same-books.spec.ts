import fc from 'fast-check';
import { standardPurchases } from '@waybill/tabular/testing';
import type { FeedFormat } from '@waybill/tabular';
import { restPart, type Lease } from '@waybill/store';
import { describe, expect, it } from 'vitest';
import { header } from '../../../cases/bad-input.ts';
import { returnsFeed } from '../../../cases/returns-feed.ts';
import { booksOf, openTestHub, type Books, type TestHub } from '../../../testing/index.ts';
import type { CrashPoint } from '../../crash-points.ts';
import * as partsOfRun from './parts-of-run.ts';

const key = 'acme/p/large.csv';
const batchRows = 4;

describe('a file posted in parts leaves the books that it leaves as a whole', () => {
  it('whatever is in it, however it is divided, and whichever worker dies where', async () => {
    const seen = {
      parts: 0,
      rest: 0,
      deaths: 0,
      posted: 0,
      conflict: 0,
      duplicate: 0,
      returned: 0,
    };
    await fc.assert(
      fc.asyncProperty(generatedFile, generatedWork, async ({ text, format }, work) => {
        const whole = await asWhole(text, format);
        const parts = await inParts(text, format, work);
        expect(parts.books).toEqual(whole);
        seen.parts += parts.count;
        seen.rest += parts.rest ? 1 : 0;
        seen.deaths += parts.deaths;
        seen.posted += whole.run.counts?.posted ?? 0;
        seen.conflict += whole.run.counts?.conflict ?? 0;
        seen.duplicate += whole.run.counts?.duplicate ?? 0;
        seen.returned += whole.run.pointsReversed ?? 0;
      }),
      { numRuns: 25 },
    );
    // The generator really goes where it should.
    expect(Object.entries(seen).filter(([, count]) => count < 4)).toEqual([]);
  }, 60_000);

  const text = manyRows(20_000);
  let whole: Promise<Books> | null = null;

  it.each([1, 2, 7, 64])(
    '20,000 rows in %i parts',
    async (count) => {
      whole ??= asWhole(text, standardPurchases, 5000);
      const work = { partBytes: Math.ceil(text.length / count), seed: count, deaths: [5] };
      const parts = await inParts(text, standardPurchases, work, 1000);
      expect(parts).toMatchObject({ count, deaths: 1 });
      expect(parts.books).toEqual(await whole);
    },
    60_000,
  );
});

/** How the parts of a run are worked on: in which order, and after how many moments at which a worker may die one does. */
interface Work {
  readonly partBytes: number;
  readonly seed: number;
  readonly deaths: readonly number[];
}

const generatedWork: fc.Arbitrary<Work> = fc.record({
  partBytes: fc.integer({ min: 60, max: 1200 }),
  seed: fc.integer({ min: 1, max: 1000 }),
  deaths: fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 4 }),
});

const id = fc.integer({ min: 1, max: 20 }).map((n) => `T${String(n)}`);
const row = fc.record({
  txn: fc.oneof({ weight: 8, arbitrary: id }, { weight: 1, arbitrary: fc.constantFrom('', ' T1') }),
  member: fc.constantFrom('M1', 'M2'),
  amount: fc.constantFrom('10.00', '10.00', '10.00', '25.50', 'ten'),
  note: fc.constantFrom(
    'ok',
    'ok',
    'ok',
    '"two\nlines"',
    '"a ""b"", c"',
    'é',
    'bad"quote',
    'one,too many',
  ),
  kind: fc.constantFrom('', '', '', 'RETURN'),
  original: id,
});

const generatedFile = fc
  .record({
    rows: fc.array(row, { minLength: 1, maxLength: 60, size: 'max' }),
    lineEnd: fc.constantFrom('\n', '\r\n'),
    mark: fc.boolean(),
    ended: fc.boolean(),
    derived: fc.constantFrom(false, false, true),
  })
  .map(({ rows, lineEnd, mark, ended, derived }) => {
    const lines = rows.map(({ txn, member, amount, note, kind, original }) => {
      const own = `${txn},${member},2026-01-02,${amount},USD,1,S1,${note.replaceAll('\n', lineEnd)}`;
      return derived ? own : `${own},${kind},${kind === '' ? '' : original}`;
    });
    const head = derived ? header : `${header},kind,original`;
    const text = [head, ...lines].join(lineEnd) + (ended ? lineEnd : '');
    return { text: `${mark ? '\uFEFF' : ''}${text}`, format: derived ? derivedFeed : returnsFeed };
  });

const derivedFeed: FeedFormat = {
  ...standardPurchases,
  mapping: {
    fields: standardPurchases.mapping.fields.filter(({ field }) => field !== 'txnId'),
    transactionKey: { kind: 'derived', columns: ['member_id', 'amount'], scope: 'file' },
  },
};

/** Ids ascend; every 500th row repeats an id of far above, half of them with another amount. */
function manyRows(count: number): string {
  const rows = Array.from({ length: count }, (_, index) => {
    const no = index % 500 === 499 ? index - 450 * Math.min(10, Math.floor(index / 500)) : index;
    const amount = `${String(2 + (no % 97))}.${index % 1000 === 999 ? '01' : '00'}`;
    return `T${String(no)},M${String((index * 7919) % 200)},2026-01-02,${amount},USD,1,S1,"a, b"`;
  });
  return [header, ...rows, ''].join('\n');
}

async function asWhole(text: string, format: FeedFormat, rows = batchRows): Promise<Books> {
  const hub = await hubWith(format, rows);
  try {
    await hub.drop(key, text);
    const { run } = await hub.takeIn(key);
    return await booksOf(hub, run?.id ?? '');
  } finally {
    await hub.close();
  }
}

async function inParts(
  text: string,
  format: FeedFormat,
  { partBytes, seed, deaths }: Work,
  rows = batchRows,
) {
  const hub = await hubWith(format, rows, partBytes);
  const fate = new Fate(deaths);
  const leases: Lease[] = [];
  const start = (lease: Lease) => {
    leases.push(lease);
    return Promise.resolve();
  };
  const ports = { ...hub.ports, crashPoints: fate };
  try {
    await hub.drop(key, text);
    await hub.takeIn(key, { ...hub.ports, parts: { fromBytes: 0, start } });
    const [lease] = leases;
    if (!lease) throw new Error('The run did not go by parts');
    const plan = await fate.survive(() => partsOfRun.plan(ports, lease));
    for (const partNo of shuffled(plan.parts, seed))
      await fate.survive(() => partsOfRun.post(ports, lease, partNo));
    if (plan.rest) await fate.survive(() => partsOfRun.post(ports, lease, restPart));
    if (plan.verdict !== 'ended') await fate.survive(() => partsOfRun.finish(ports, lease));
    const books = await booksOf(hub, lease.runId);
    return { books, count: plan.parts.length, rest: plan.rest, deaths: fate.died };
  } finally {
    await hub.close();
  }
}

function hubWith(format: FeedFormat, rows: number, partBytes = 1): Promise<TestHub> {
  return openTestHub({ settings: { batchRows: rows, partBytes } }).then(async (hub) => {
    await hub.partner('acme');
    await hub.feed('acme', { code: 'p', format });
    return hub;
  });
}

/** Workers die after so many of the moments at which they may. */
class Fate {
  readonly #deaths: number[];
  #moments = 0;
  died = 0;

  constructor(deaths: readonly number[]) {
    this.#deaths = [...deaths];
  }

  reach(_point: CrashPoint): void {
    this.#moments += 1;
    if (this.#moments !== this.#deaths[0]) return;
    this.#deaths.shift();
    this.#moments = 0;
    this.died += 1;
    throw new Died();
  }

  /** Begins anew whenever the worker dies. */
  async survive<T>(work: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof Died)) throw error;
      }
    }
  }
}

class Died extends Error {}

function shuffled(numbers: readonly number[], seed: number): number[] {
  return numbers.toSorted((a, b) => ((a * seed * 7919) % 101) - ((b * seed * 7919) % 101));
}

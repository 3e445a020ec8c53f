import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';

/** Latencies in whole milliseconds, counted, so that a day of them takes no more memory than a minute. */
export class Latencies {
  readonly #counts = new Map<number, number>();
  count = 0;
  failed = 0;

  add(ms: number, good: boolean): void {
    this.#counts.set(ms, (this.#counts.get(ms) ?? 0) + 1);
    this.count += 1;
    if (!good) this.failed += 1;
  }

  /** The smallest latency within which that part of all answers came; 0 when there were none. */
  quantile(part: number): number {
    let left = Math.ceil(this.count * part);
    for (const ms of [...this.#counts.keys()].toSorted((one, other) => one - other)) {
      left -= this.#counts.get(ms) ?? 0;
      if (left <= 0) return ms;
    }
    return 0;
  }
}

/** What came of so many users over a time. */
export interface Stage {
  readonly users: number;
  readonly seconds: number;
  /** Of everything that users ask of the hub once all of them are there; signing in is the issuer's. */
  readonly all: Latencies;
  /** While users were still arriving at a hub that had just started or served fewer. */
  readonly arriving: Latencies;
  readonly byOperation: ReadonlyMap<string, Latencies>;
  /** One after the other, each a sixtieth of the time. */
  readonly course: readonly Latencies[];
  /** At most ten, as JMeter words them. */
  readonly failures: readonly string[];
}

interface Sample {
  readonly timeStamp: string;
  readonly elapsed: string;
  readonly label: string;
  readonly responseCode: string;
  readonly success: string;
  readonly failureMessage: string;
}

const parts = 60;

/** Reads JMeter's results, whose columns are told by their first line. */
export async function readStage(
  results: string,
  stage: { users: number; seconds: number; rampS: number },
): Promise<Stage> {
  const made = {
    ...stage,
    all: new Latencies(),
    arriving: new Latencies(),
    byOperation: new Map<string, Latencies>(),
    course: Array.from({ length: parts }, () => new Latencies()),
    failures: [] as string[],
  };
  let start = 0;
  const samples = createReadStream(results).pipe(
    parse({ columns: true, relax_column_count: true }),
  );
  for await (const sample of samples as AsyncIterable<Sample>) {
    start ||= Number(sample.timeStamp);
    const atS = (Number(sample.timeStamp) - start) / 1000;
    const ms = Number(sample.elapsed);
    const good = sample.success === 'true';
    if (!good && made.failures.length < 10) made.failures.push(wordsOf(sample));
    if (sample.label === 'sign-in') {
      if (!good) made.all.add(ms, good);
      continue;
    }
    if (atS < stage.rampS) {
      made.arriving.add(ms, good);
      continue;
    }
    made.all.add(ms, good);
    const operation = made.byOperation.get(sample.label) ?? new Latencies();
    made.byOperation.set(sample.label, operation);
    operation.add(ms, good);
    made.course[Math.min(parts - 1, Math.floor((atS / stage.seconds) * parts))]?.add(ms, good);
  }
  return made;
}

function wordsOf({ label, responseCode, failureMessage }: Sample): string {
  return `${label} ${responseCode} ${failureMessage}`.replaceAll(/\s+/g, ' ').trim().slice(0, 300);
}

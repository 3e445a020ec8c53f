import { purchaseSlots, tieredRules } from '@waybill/rules/testing';
import { FindingsChecker } from './findings-checker.ts';
import type { Findings } from './findings.ts';
import { findingsOf } from './findings.ts';

const text = JSON.stringify(tieredRules());
const mistyped = text.replace('floor(amount)', 'floor(amout)');

describe('texts that are checked', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('go to a worker one at a time, and of those that come meanwhile only the last', () => {
    const { worker, checker, answers } = started();
    checker.check('a', purchaseSlots);
    checker.check('b', purchaseSlots);
    checker.check(mistyped, purchaseSlots);
    expect(worker.asked).toEqual(['a']);

    worker.answer();
    expect(worker.asked).toEqual(['a', mistyped]);
    worker.answer();

    expect(answers.map(([asked]) => asked)).toEqual(['a', mistyped]);
    expect(answers.at(-1)?.[1].placed).toMatchObject([{ fix: { text: 'amount' } }, {}]);
  });

  it('are asked about once', () => {
    const { worker, checker } = started();
    checker.check('a', purchaseSlots);
    worker.answer();
    checker.check('a', purchaseSlots);
    expect(worker.asked).toEqual(['a']);

    checker.check('a', [...purchaseSlots]);
    expect(worker.asked).toEqual(['a', 'a']);
  });

  it('are checked here, the last one too, from when the worker’s script cannot be fetched', () => {
    const { worker, checker, answers } = started();
    checker.check(text, purchaseSlots);
    worker.fail();
    vi.advanceTimersByTime(200);
    expect(answers).toMatchObject([[text, { diagnostics: [] }]]);
    expect(worker.isStopped).toBe(true);

    checker.check('a', purchaseSlots);
    checker.check(mistyped, purchaseSlots);
    vi.advanceTimersByTime(200);
    expect(answers.map(([asked]) => asked)).toEqual([text, mistyped]);
  });

  it('are checked no more when nobody wants to know', () => {
    vi.stubGlobal('Worker', undefined);
    Reflect.deleteProperty(globalThis, 'Worker');
    const answers: string[] = [];
    const checker = new FindingsChecker((_findings, asked) => answers.push(asked));
    checker.check(text, purchaseSlots);
    checker.stop();
    vi.advanceTimersByTime(1_000);
    expect(answers).toEqual([]);
  });
});

function started() {
  const workers: FakeWorker[] = [];
  vi.stubGlobal(
    'Worker',
    class extends FakeWorker {
      constructor() {
        super();
        workers.push(this);
      }
    },
  );
  const answers: [string, Findings][] = [];
  const checker = new FindingsChecker((findings, asked) => answers.push([asked, findings]));
  const [worker] = workers;
  if (!worker) throw new Error('no worker was started');
  return { worker, checker, answers };
}

/** Answers when it is told to. */
class FakeWorker extends EventTarget {
  readonly asked: string[] = [];
  isStopped = false;
  private last: Parameters<typeof findingsOf> = ['', []];

  postMessage({ text: asked, slots }: { text: string; slots: typeof purchaseSlots }): void {
    this.asked.push(asked);
    this.last = [asked, slots];
  }

  answer(): void {
    this.dispatchEvent(new MessageEvent('message', { data: findingsOf(...this.last) }));
  }

  fail(): void {
    this.dispatchEvent(new Event('error'));
  }

  terminate(): void {
    this.isStopped = true;
  }
}

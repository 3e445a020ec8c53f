import { AskedBeside } from './asked-beside.ts';

describe('what is asked of a worker', () => {
  it('is asked one at a time, and of what comes meanwhile only the last', () => {
    const { worker, beside, answers } = begun();
    for (const question of ['a', 'b', 'c']) beside.ask(question);
    expect(worker.asked).toEqual(['a']);
    worker.answer('A');
    expect(worker.asked).toEqual(['a', 'c']);
    worker.answer('C');

    expect(answers).toEqual([
      ['A', 'a'],
      ['C', 'c'],
    ]);
  });

  it('is answered on the page when the worker cannot be fetched', () => {
    vi.useFakeTimers();
    const { worker, beside, answers } = begun();
    beside.ask('a');
    worker.dispatchEvent(new Event('error'));
    vi.runAllTimers();
    for (const question of ['b', 'c']) beside.ask(question);
    vi.runAllTimers();
    vi.useRealTimers();

    expect(worker.isOver).toBe(true);
    expect(answers).toEqual([
      ['a here', 'a'],
      ['c here', 'c'],
    ]);
  });
});

function begun() {
  const worker = new Slow();
  const answers: [string, string][] = [];
  const beside = new AskedBeside<string, string>(
    worker as unknown as Worker,
    (question) => `${question} here`,
    (...answer) => {
      answers.push(answer);
    },
  );
  return { worker, beside, answers };
}

class Slow extends EventTarget {
  readonly asked: unknown[] = [];
  isOver = false;

  postMessage(question: unknown): void {
    this.asked.push(question);
  }

  terminate(): void {
    this.isOver = true;
  }

  answer(data: string): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
}

import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { peakMemoryMb } from '../../../e2e/load/process-figures.ts';
import type { Answer, Step } from './function-process.ts';
import type { Place } from './hub-for-parts.ts';

const program = fileURLToPath(new URL('function-process.ts', import.meta.url));

/** Processes that carry out steps, one each at a time and kept for the next, as Lambda does; one that is killed fails its step. */
export class FunctionPool {
  readonly #place: Place;
  readonly #all = new Set<ChildProcess>();
  readonly #idle: ChildProcess[] = [];
  /** By the part that it works on. */
  readonly #posting = new Map<number, ChildProcess>();
  peakMb = 0;

  constructor(place: Place) {
    this.#place = place;
  }

  async invoke(step: Step): Promise<unknown> {
    const child = this.#idle.pop() ?? this.#start();
    if (step.step === 'post') this.#posting.set(step.part, child);
    try {
      const answer = await answered(child, step);
      this.peakMb = Math.max(this.peakMb, await peakMemoryMb(child.pid ?? 0));
      this.#idle.push(child);
      if ('error' in answer) throw Object.assign(new Error(answer.text), { name: answer.error });
      return answer.result;
    } finally {
      if (step.step === 'post') this.#posting.delete(step.part);
    }
  }

  /** Kills the process that works on a part, in the middle of whatever it does. False when none does. */
  kill(part: number): boolean {
    return this.#posting.get(part)?.kill('SIGKILL') ?? false;
  }

  stop(): void {
    for (const child of this.#all) child.kill('SIGKILL');
  }

  #start(): ChildProcess {
    const env = { ...process.env, WAYBILL_BENCH_PLACE: JSON.stringify(this.#place) };
    const child = fork(program, { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    this.#all.add(child);
    child.once('exit', () => this.#all.delete(child));
    return child;
  }
}

function answered(child: ChildProcess, step: Step): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const onExit = () => {
      reject(Object.assign(new Error('The process ended'), { name: 'Runtime.ExitError' }));
    };
    child.once('exit', onExit);
    child.once('message', (answer: Answer) => {
      child.off('exit', onExit);
      resolve(answer);
    });
    child.send(step);
  });
}

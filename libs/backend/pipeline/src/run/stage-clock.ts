import type { Clock } from '@waybill/kit';
import type { StageName } from '@waybill/contracts';
import type { StageMark } from '@waybill/store';

/** Collects how long each stage of a run was busy, since stages of one batch interleave. */
export class StageClock {
  readonly #clock: Clock;
  readonly #marks = new Map<StageName, StageMark>();
  readonly #states = new Map<StageName, StageMark['state']>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  start(...names: StageName[]): void {
    for (const name of names) {
      this.#mark(name, { name, state: 'running', startedAt: this.#clock.now() });
    }
  }

  end(state: 'done' | 'failed' | 'skipped', ...names: StageName[]): void {
    for (const name of names) {
      this.#mark(name, { name, state, finishedAt: this.#clock.now() });
    }
  }

  /** Times a piece of work that does not wait. */
  time<T>(name: StageName, work: () => T): T {
    const started = performance.now();
    const result = work();
    this.add(name, performance.now() - started);
    return result;
  }

  async timeAsync<T>(name: StageName, work: () => Promise<T>): Promise<T> {
    const started = performance.now();
    const result = await work();
    this.add(name, performance.now() - started);
    return result;
  }

  add(name: StageName, ms: number): void {
    const known = this.#marks.get(name);
    this.#marks.set(name, {
      ...(known ?? { name, state: this.#states.get(name) ?? 'running' }),
      busyMs: (known?.busyMs ?? 0) + ms,
    });
  }

  /** What has not been stored yet; whole milliseconds. */
  take(): StageMark[] {
    const marks = [...this.#marks.values()].map((mark) =>
      mark.busyMs === undefined ? mark : { ...mark, busyMs: Math.round(mark.busyMs) },
    );
    this.#marks.clear();
    return marks;
  }

  #mark(name: StageName, mark: StageMark): void {
    this.#states.set(name, mark.state);
    this.#marks.set(name, { ...this.#marks.get(name), ...mark });
  }
}

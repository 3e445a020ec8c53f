import type { Clock } from '@waybill/kit';
import { diceFor } from '../story/dice.ts';

const tickMsMax = 9;

/** The clock of the past: goes on a little whenever somebody looks at it, as work takes time, and jumps to what happens next. */
export class HistoryClock implements Clock {
  #ms: number;
  #dice = diceFor('clock');

  constructor(start: Date) {
    this.#ms = start.getTime();
  }

  now(): Date {
    this.pass(1 + this.#dice.below(tickMsMax));
    return new Date(this.#ms);
  }

  pass(ms: number): void {
    this.#ms += Math.max(0, Math.round(ms));
  }

  /** Never back: what happens while something else is still going on waits for its end. */
  reach(time: Date): void {
    this.#ms = Math.max(this.#ms, time.getTime());
  }

  /** The beginning of a chapter, which is the same however often it has to be told. */
  begin(chapter: string, time: Date): void {
    this.#ms = time.getTime();
    this.#dice = diceFor('clock', chapter);
  }
}

import type { Slot } from '@waybill/rules';
import { OwnWorker as Worker } from '../../code/monaco/own-worker.ts';
import { AskedBeside } from '../asked-beside.ts';
import { findingsOf } from './findings.ts';
import type { Findings } from './findings.ts';

interface Asked {
  readonly text: string;
  readonly slots: readonly Slot[];
}

/** Checks texts in a worker where there is one. */
export class FindingsChecker extends AskedBeside<Asked, Findings> {
  private last: Asked | null = null;

  /** @param answered What was found in a text that was handed in, the newest that is known */
  constructor(answered: (findings: Findings, text: string) => void) {
    super('Worker' in globalThis ? started() : null, findingsIn, (findings, { text }) => {
      answered(findings, text);
    });
  }

  /** Nothing is done for what was asked last. */
  check(text: string, slots: readonly Slot[]): void {
    if (this.last?.text === text && this.last.slots === slots) return;
    this.last = { text, slots };
    this.ask(this.last);
  }
}

function started(): Worker {
  return new Worker(new URL('./findings.worker', import.meta.url), {
    type: 'module',
    name: 'findings',
  });
}

function findingsIn({ text, slots }: Asked): Findings {
  return findingsOf(text, slots);
}

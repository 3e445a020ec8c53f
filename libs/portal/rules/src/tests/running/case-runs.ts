import { DestroyRef, Service, computed, effect, inject, signal } from '@angular/core';
import type { RuleSetDocument } from '@waybill/rules';
import { STANDSTILL } from '@waybill/portal-ui';
import { RuleWorkspace } from '../../workspace/rule-workspace.ts';
import type { CaseRun } from './run-cases.ts';
import { TESTS_BESIDE } from './tests-beside.ts';

/** What comes of the tests of the rules as they are written, a moment behind the text. */
@Service({ autoProvided: false })
export class CaseRuns {
  private readonly workspace = inject(RuleWorkspace);
  private readonly standstill = inject(STANDSTILL);
  private readonly last = signal<{ run: CaseRun; document: RuleSetDocument } | null>(null);

  /** Of the last text whose tests were run; null until one was. */
  readonly run = computed(() => this.last()?.run ?? null);
  /** What is shown is of a text that has changed since, or the text may be old itself: then nothing is run. */
  readonly isOld = computed(
    () => this.standstill() !== null || this.last()?.document !== this.workspace.document(),
  );

  constructor() {
    const tests = inject(TESTS_BESIDE)((run, { document }) => {
      this.last.set({ run, document });
    });
    inject(DestroyRef).onDestroy(() => {
      tests.stop();
    });
    effect(() => {
      const [document, slots] = [this.workspace.document(), this.workspace.slots()];
      if (document !== null && slots.length > 0 && this.standstill() === null)
        tests.ask({ document, slots });
    });
  }

  /** What came of a test; null while it is not known. @param at Its index in the document */
  resultOf(at: number, id: string) {
    const last = this.last();
    return last?.document.tests?.[at]?.id === id ? (last.run.results[at] ?? null) : null;
  }
}

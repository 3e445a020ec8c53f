import { HttpErrorResponse } from '@angular/common/http';
import { DestroyRef, Service, computed, effect, inject, linkedSignal, signal } from '@angular/core';
import type { Provider } from '@angular/core';
import { toProblem } from '@waybill/portal-core';
import type { PortalProblem } from '@waybill/portal-core';
import { STANDSTILL } from '@waybill/portal-ui';
import { RuleSetDetail } from '../rule-set/rule-set-detail.ts';
import { RuleWorkspace } from '../workspace/rule-workspace.ts';
import type { ClauseHighlight } from '../workspace/rule-workspace.ts';
import type { Asked } from './judge/judge-row.ts';
import { JUDGE } from './judge/judge.ts';
import type { Judge } from './judge/judge.ts';
import type { Verdict } from './judge/verdict.ts';
import { verdictOf } from './judge/verdict.ts';
import { PickedRow } from './picked-row.ts';
import { ReceivedRows } from './received-rows.ts';
import type { RowPlace } from './received-rows.ts';

/** The hub is asked so long after the last key. */
const restMs = 300;

/** A verdict, and what it is about. */
interface Told {
  readonly verdict: Verdict;
  readonly place: RowPlace | null;
  readonly isOld: boolean;
}

/**
 * What the rules say about the picked row, while they are written. It is decided in this browser; only where the rules read what is
 * hidden from this person, the hub decides.
 */
@Service({ autoProvided: false })
export class RuleSimulator {
  private readonly workspace = inject(RuleWorkspace);
  private readonly row = inject(PickedRow);
  private readonly received = inject(ReceivedRows);
  private readonly startJudge = inject(JUDGE);
  private readonly id = inject(RuleSetDetail).id;
  /** Why no row is decided now: what it would be decided by may be old. */
  readonly standstill = inject(STANDSTILL);
  private judge: Promise<Judge> | null = null;

  readonly isOpen = this.row.isWanted.asReadonly();
  private readonly told = linkedSignal<string | undefined, Told | null>({
    source: this.id,
    computation: () => null,
  });
  /** Why the hub could not be asked. */
  private readonly failure = signal<PortalProblem | null>(null);
  private readonly attempts = signal(0);

  /** The last one; of the row before while the next one is on its way. */
  readonly verdict = computed(() => this.told()?.verdict ?? null);
  /** The rules have errors now, or may be old: the verdict is by what they said before. */
  readonly isOld = computed(() => this.standstill() !== null || (this.told()?.isOld ?? false));
  readonly isRefused = computed(
    () => this.workspace.isBroken() || this.workspace.errors().length > 0,
  );
  readonly problem = computed(() => this.row.problem() ?? this.failure());
  /** Decided where all values are known, and not here. */
  readonly asksHub = computed(() => this.row.hidden().size > 0 && !this.row.isEdited());

  private readonly highlight = computed(
    (): readonly ClauseHighlight[] => (this.isOpen() ? (this.verdict()?.highlight ?? []) : []),
    { equal: (one, other) => JSON.stringify(one) === JSON.stringify(other) },
  );

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      void this.judge?.then((judge) => {
        judge.stop();
      });
    });
    effect(() => {
      const isPicked = this.row.place() !== null || this.row.isByHand();
      const run = this.row.runs.items().find(({ counts }) => counts.read > 0);
      if (this.isOpen() && !isPicked && run) this.row.pick({ run: run.id, rowNo: 1 });
    });
    effect((onCleanup) => {
      const [values, text, slots] = [
        this.row.values(),
        this.workspace.text(),
        this.workspace.slots(),
      ];
      this.attempts();
      this.failure.set(null);
      if (!this.isOpen() || values === null || slots.length === 0 || this.standstill() !== null)
        return;
      if (this.asksHub()) onCleanup(this.askHub(text));
      else void this.askJudge({ text, slots, row: values });
    });
    effect(() => {
      this.workspace.highlight.set(this.highlight());
    });
  }

  /** @param place The row to try; the one before, or the first of the latest run, without it */
  open(place: RowPlace | null = null): void {
    if (place) this.row.pick(place);
    this.row.isWanted.set(true);
  }

  close(): void {
    this.row.isWanted.set(false);
  }

  retry(): void {
    if (this.row.problem()) this.row.retry();
    else this.attempts.update((count) => count + 1);
  }

  private async askJudge(asked: Asked): Promise<void> {
    this.judge ??= this.startJudge((verdict, { row }) => {
      // What came of another row meanwhile is nobody's answer.
      if (row === this.row.values()) this.tell(verdict);
    });
    try {
      (await this.judge).ask(asked);
    } catch (error) {
      // The next attempt fetches it anew.
      this.judge = null;
      this.failure.set(toProblem(error));
    }
  }

  private tell(verdict: Verdict | null): void {
    const place = this.row.place();
    if (verdict) this.told.set({ verdict, place, isOld: false });
    else
      this.told.update((told) => (told?.place === place ? told && { ...told, isOld: true } : null));
  }

  /** Returns how to stop it. */
  private askHub(text: string): () => void {
    const [id, place, document] = [this.id(), this.row.place(), this.workspace.document()];
    if (id === undefined || place === null || document === null) return () => undefined;
    let call: { unsubscribe: () => void } | null = null;
    const timer = setTimeout(() => {
      if (this.isRefused()) {
        this.tell(null);
        return;
      }
      call = this.received.simulate(id, text, place).subscribe({
        next: ({ row, decision, steps }) => {
          this.tell(verdictOf(document, row, { decision, steps }));
        },
        error: (error: unknown) => {
          if (error instanceof HttpErrorResponse && error.status === 422) this.tell(null);
          else this.failure.set(toProblem(error));
        },
      });
    }, restMs);
    return () => {
      clearTimeout(timer);
      call?.unsubscribe();
    };
  }
}

/** For the page whose editors share one. */
export function provideRuleSimulator(): Provider[] {
  return [PickedRow, RuleSimulator];
}

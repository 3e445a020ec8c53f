import { HttpClient } from '@angular/common/http';
import { Injectable, inject, signal } from '@angular/core';
import type { RowErrorDecision } from '@waybill/contracts';
import { Undo, toProblem } from '@waybill/portal-core';
import type { PortalProblem } from '@waybill/portal-core';
import { figure } from '@waybill/portal-ui';
import { firstValueFrom } from 'rxjs';

export type RowDeed = 'resolve' | 'ignore' | 'reopen';

/** Rows by id, or all that match a query, with how many the person was shown. */
export type RowSelection =
  | { readonly ids: readonly string[] }
  | { readonly query: Readonly<Record<string, string>>; readonly expected: number };

export interface RowDecision {
  readonly deed: RowDeed;
  readonly selection: RowSelection;
  readonly reason: string;
}

const pasts: Readonly<Record<RowDeed, string>> = {
  resolve: 'resolved',
  ignore: 'ignored',
  reopen: 'opened again',
};

/** Sends decisions about row errors, and offers to take back what closed them. */
@Injectable()
export class RowDecisions {
  private readonly http = inject(HttpClient);
  private readonly undo = inject(Undo);

  readonly busy = signal(false);
  /** What the hub refused, with what was typed. */
  readonly refused = signal<{ decision: RowDecision; problem: PortalProblem } | null>(null);

  /** `changed` is called when rows have other states now, also after an undo. Answers whether it was done. */
  async decide(decision: RowDecision, changed: () => void): Promise<boolean> {
    this.refused.set(null);
    this.busy.set(true);
    try {
      const answer = await this.send(decision);
      this.offerUndo(decision.deed, answer, changed);
      return true;
    } catch (error) {
      this.refused.set({ decision, problem: toProblem(error) });
      return false;
    } finally {
      this.busy.set(false);
      changed();
    }
  }

  private offerUndo(deed: RowDeed, answer: RowErrorDecision, changed: () => void): void {
    if (answer.changed === 0 || deed === 'reopen') return;
    const rows = answer.changed === 1 ? 'row' : 'rows';
    this.undo.offer({
      done: `${figure(answer.changed)} ${rows} ${pasts[deed]}`,
      undo: async () => {
        const query = { decision: answer.decision };
        const selection = { query, expected: answer.changed };
        await this.send({ deed: 'reopen', selection, reason: `Undo: ${pasts[deed]} by mistake` });
        changed();
      },
    });
  }

  private send({ deed, selection, reason }: RowDecision): Promise<RowErrorDecision> {
    const headers = { 'Idempotency-Key': crypto.randomUUID() };
    return firstValueFrom(
      this.http.post<RowErrorDecision>(
        `/bff/api/row-errors/${deed}`,
        { selection, reason },
        { headers },
      ),
    );
  }
}

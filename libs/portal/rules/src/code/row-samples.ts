import { HttpClient } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import type { Run } from '@waybill/contracts';
import type { Slot } from '@waybill/rules';
import { firstValueFrom } from 'rxjs';
import { everyField } from '../simulator/everything.ts';
import { ReceivedRows } from '../simulator/received-rows.ts';

const rowsAsked = 3;

/** Values that rows of a feed had lately, for whoever writes an expression about them. */
@Service()
export class RowSamples {
  private readonly http = inject(HttpClient);
  private readonly received = inject(ReceivedRows);

  /** By field, each value once. Empty when there was no row, or what may name a person is not shown to this one. */
  async of(ruleSet: string, slots: readonly Slot[]): Promise<ReadonlyMap<string, string[]>> {
    const samples = new Map<string, string[]>();
    for (const row of await this.rowsOf(ruleSet, slots)) {
      for (const [name, value] of Object.entries(row)) {
        const seen = samples.get(name) ?? [];
        if (value !== null && !seen.includes(value)) samples.set(name, [...seen, value]);
      }
    }
    return samples;
  }

  private async rowsOf(ruleSet: string, slots: readonly Slot[]) {
    try {
      const params = { feed: ruleSet, state: 'succeeded,partial', limit: '1' };
      const { items } = await firstValueFrom(
        this.http.get<{ items: readonly Run[] }>('/bff/api/runs', { params }),
      );
      const [run] = items;
      if (!run) return [];
      const text = JSON.stringify(everyField(slots));
      const numbers = Array.from(
        { length: Math.min(rowsAsked, run.counts.read) },
        (_, at) => at + 1,
      );
      const rows = numbers.map((rowNo) =>
        firstValueFrom(this.received.simulate(ruleSet, text, { run: run.id, rowNo })),
      );
      return (await Promise.all(rows)).map(({ row }) => row);
    } catch {
      // They are a help; without them everything else is said.
      return [];
    }
  }
}

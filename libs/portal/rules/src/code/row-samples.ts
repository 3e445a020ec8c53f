import { HttpClient } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import type { ResponseOf, Run, operations } from '@waybill/contracts';
import { ruleSetSchemaUrl } from '@waybill/rules';
import type { RuleSetDocument, Slot } from '@waybill/rules';
import { firstValueFrom } from 'rxjs';

const rowsAsked = 3;

/** Values that rows of a feed had lately, for whoever writes an expression about them. */
@Service()
export class RowSamples {
  private readonly http = inject(HttpClient);

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
      return await Promise.all(numbers.map((rowNo) => this.rowOf(ruleSet, text, run.id, rowNo)));
    } catch {
      // They are a help; without them everything else is said.
      return [];
    }
  }

  private async rowOf(ruleSet: string, text: string, run: string, rowNo: number) {
    const url = `/bff/api/rule-sets/${encodeURIComponent(ruleSet)}/simulate`;
    const body = { text, row: { kind: 'received', run, rowNo } };
    const headers = { 'Idempotency-Key': crypto.randomUUID() };
    const answer = this.http.post<ResponseOf<typeof operations.simulateRules>>(url, body, {
      headers,
    });
    return (await firstValueFrom(answer)).row;
  }
}

/** Rules that take in every field and do nothing: what they are given is what the row has. */
function everyField(slots: readonly Slot[]): RuleSetDocument {
  return {
    $schema: ruleSetSchemaUrl,
    name: 'every-field',
    inputs: slots.map(({ name, type, scale }) => ({
      name,
      type,
      ...(type === 'decimal' && { scale: scale ?? 0 }),
      optional: true,
    })),
    rules: [{ id: 'nothing', when: 'true', then: [{ do: 'skip', reason: 'Only looked at.' }] }],
  };
}

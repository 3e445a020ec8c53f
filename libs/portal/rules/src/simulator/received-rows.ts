import { HttpClient } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import type { ResponseOf, operations } from '@waybill/contracts';
import type { Observable } from 'rxjs';

export type Simulation = ResponseOf<typeof operations.simulateRules>;

/** A row that a run met. */
export interface RowPlace {
  readonly run: string;
  readonly rowNo: number;
}

/** What rules would say about rows that runs met, asked at the hub: it knows also what a person is not shown. */
@Service()
export class ReceivedRows {
  private readonly http = inject(HttpClient);

  simulate(ruleSet: string, text: string, { run, rowNo }: RowPlace): Observable<Simulation> {
    const url = `/bff/api/rule-sets/${encodeURIComponent(ruleSet)}/simulate`;
    const body = { text, row: { kind: 'received', run, rowNo } };
    const headers = { 'Idempotency-Key': crypto.randomUUID() };
    return this.http.post<Simulation>(url, body, { headers });
  }
}

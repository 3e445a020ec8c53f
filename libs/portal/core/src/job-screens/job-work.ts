import { HttpClient } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import type { Job } from '@waybill/contracts';
import { firstValueFrom } from 'rxjs';
import { JobCentre } from '../jobs/job-centre.ts';

/** The calls about jobs; each rejects with what HttpClient rejects with. */
@Service()
export class JobWork {
  private readonly http = inject(HttpClient);
  private readonly centre = inject(JobCentre);

  async cancel(job: Job): Promise<void> {
    await this.post(`/bff/api/jobs/${encodeURIComponent(job.id)}/cancel`, {});
    this.centre.look();
  }

  /** Fetches the exported file into the browser's downloads. */
  async download(job: Job): Promise<void> {
    const path = `/bff/api/exports/${encodeURIComponent(job.id)}/download-url`;
    const { url } = await this.post<{ url: string }>(path, {});
    const link = document.createElement('a');
    link.href = url;
    link.click();
    await this.markSeen([job.id]);
  }

  async markSeen(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await this.post('/bff/api/jobs/seen', { ids });
    this.centre.look();
  }

  private post<Answer>(url: string, body: object): Promise<Answer> {
    const headers = { 'Idempotency-Key': crypto.randomUUID() };
    return firstValueFrom(this.http.post<Answer>(url, body, { headers }));
  }
}

export function isOver({ state }: Pick<Job, 'state'>): boolean {
  return state !== 'queued' && state !== 'running';
}

/** Whether there is, or was, a file to fetch. */
export function hasFile({ kind, state }: Job): boolean {
  return kind === 'export' && state === 'succeeded';
}

/** When the exported file is deleted, RFC 3339; null for what has none. */
export function expiryOf({ result }: Job): string | null {
  const expiresAt = result?.['expiresAt'];
  return typeof expiresAt === 'string' ? expiresAt : null;
}

const counted: Readonly<Partial<Record<Job['kind'], readonly [one: string, many: string]>>> = {
  export: ['row', 'rows'],
  'bulk-replay': ['run', 'runs'],
  'bulk-replay-plan': ['run', 'runs'],
  backtest: ['row', 'rows'],
};

/** What a job counts, for so many of it. */
export function countedIn({ kind }: Job, count: number): string {
  const [one, many] = counted[kind] ?? ['row', 'rows'];
  return count === 1 ? one : many;
}

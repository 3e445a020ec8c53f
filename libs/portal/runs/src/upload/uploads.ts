import { HttpClient } from '@angular/common/http';
import { Service, inject, signal } from '@angular/core';
import { Store } from '@ngrx/store';
import type { InboundFile, Page, Run } from '@waybill/contracts';
import { jobEvents, toProblem } from '@waybill/portal-core';
import type { Job, PortalProblem } from '@waybill/portal-core';
import { firstValueFrom } from 'rxjs';
import { SEND_FILE, SendFailed } from './file-sender.ts';
import type { Sending } from './file-sender.ts';
import { storyOf } from './upload-story.ts';
import type { Upload } from './upload-story.ts';

const lookEveryMs = 1000;

interface UploadUrl {
  readonly url: string;
  readonly bucket: string;
  readonly key: string;
}

/**
 * Files on their way from this browser to a run. Lives with the application and not with the page, so that
 * an upload goes on while the person looks at something else.
 */
@Service()
export class Uploads {
  private readonly http = inject(HttpClient);
  private readonly store = inject(Store);
  private readonly send = inject(SEND_FILE);
  private readonly sendings = new Map<string, Sending>();

  readonly all = signal<readonly Upload[]>([]);

  add(feed: string, files: readonly File[]): void {
    for (const file of files) void this.carry(feed, file);
  }

  cancel(id: string): void {
    this.sendings.get(id)?.cancel();
  }

  dismiss(id: string): void {
    this.all.update((uploads) => uploads.filter((upload) => upload.id !== id));
    this.store.dispatch(jobEvents.dismissed({ id }));
  }

  private async carry(feed: string, file: File): Promise<void> {
    const id = crypto.randomUUID();
    this.begin({
      id,
      name: file.name,
      sizeBytes: file.size,
      feed,
      step: 'preparing',
      sent: 0,
      file: null,
      runState: null,
      problem: null,
    });
    try {
      const since = new Date().toISOString();
      const target = await this.askForUrl(feed, file.name, id);
      await this.transfer(id, target.url, file);
      this.change(id, { step: 'watching', sent: 1 });
      await this.watch(id, target.key, since);
    } catch (error) {
      if (error instanceof SendFailed && error.isCancelled) this.change(id, { step: 'cancelled' });
      else this.change(id, { step: 'failed', problem: problemOf(error) });
    }
  }

  private askForUrl(feed: string, fileName: string, key: string): Promise<UploadUrl> {
    const url = `/bff/api/feeds/${encodeURIComponent(feed)}/upload-urls`;
    const headers = { 'Idempotency-Key': key };
    return firstValueFrom(this.http.post<UploadUrl>(url, { fileName }, { headers }));
  }

  private async transfer(id: string, url: string, file: File): Promise<void> {
    this.change(id, { step: 'sending' });
    const sending = this.send(url, file, (sent) => {
      this.change(id, { sent });
    });
    this.sendings.set(id, sending);
    try {
      await sending.done;
    } finally {
      this.sendings.delete(id);
    }
  }

  /** Looks for the file until it has come to an end; a look that fails is made again. */
  private async watch(id: string, key: string, since: string): Promise<void> {
    for (;;) {
      const upload = this.all().find((each) => each.id === id);
      if (!upload || storyOf(upload).isOver) return;
      try {
        const file = await this.findFile(key, since);
        const run = file?.lastRun ? await this.getRun(file.lastRun) : null;
        this.change(id, { file, runState: run?.state ?? null, problem: null });
      } catch (error) {
        const problem = toProblem(error);
        this.change(id, { problem });
        if (!problem.retryable) return;
      }
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
  }

  /** The newest file of that key; an older one of the same name is another story. */
  private async findFile(key: string, since: string): Promise<InboundFile | null> {
    const params = { key, limit: 1 };
    const page = await firstValueFrom(
      this.http.get<Page<InboundFile>>('/bff/api/files', { params }),
    );
    const [file] = page.items;
    // The clocks of this machine and the hub's may differ by a little.
    const isNew = file && Date.parse(file.receivedAt) > Date.parse(since) - 60_000;
    return isNew ? file : null;
  }

  private getRun(runId: string): Promise<Run> {
    return firstValueFrom(this.http.get<Run>(`/bff/api/runs/${encodeURIComponent(runId)}`));
  }

  private begin(upload: Upload): void {
    this.all.update((uploads) => [upload, ...uploads]);
    this.store.dispatch(jobEvents.started({ job: jobOf(upload) }));
  }

  private change(id: string, change: Partial<Upload>): void {
    const before = this.all().find((upload) => upload.id === id);
    if (!before) return;
    const after = { ...before, ...change };
    this.all.update((uploads) => uploads.map((upload) => (upload.id === id ? after : upload)));
    this.store.dispatch(jobEvents.progressed({ id, change: jobOf(after) }));
  }
}

function jobOf(upload: Upload): Job {
  const { label, isOver, tone } = storyOf(upload);
  return {
    id: upload.id,
    label: upload.name,
    activity: label,
    state: !isOver
      ? 'running'
      : upload.step === 'cancelled'
        ? 'cancelled'
        : tone === 'bad'
          ? 'failed'
          : 'done',
    progress: upload.step === 'sending' ? upload.sent : null,
    link: '/upload',
  };
}

function problemOf(error: unknown): PortalProblem {
  if (!(error instanceof SendFailed)) return toProblem(error);
  return {
    kind: error.status === 0 ? 'offline' : 'unavailable',
    title: 'The file could not be sent.',
    advice:
      error.status === 403
        ? 'The address for it had expired. Drop the file once more.'
        : 'Check your connection and drop the file once more; half a file is never taken in.',
    code: error.status === 0 ? 'NET-002' : `S3-${error.status}`,
    traceId: null,
    details: [],
    retryable: true,
  };
}

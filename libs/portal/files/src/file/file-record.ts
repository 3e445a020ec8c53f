import { HttpClient, httpResource } from '@angular/common/http';
import { Injectable, computed, inject, linkedSignal, signal } from '@angular/core';
import type { FileDetail, FileState, InboundFile } from '@waybill/contracts';
import { Undo, toProblem, whileVisible } from '@waybill/portal-core';
import type { PortalProblem } from '@waybill/portal-core';
import { firstValueFrom } from 'rxjs';

const lookEveryMs = 3000;
const underWay: readonly FileState[] = ['received', 'assigned', 'processing', 'processed'];

/** What is decided, where it is sent, and what the file is at once taken to be. */
export interface Decision {
  readonly path: 'assign' | 'release' | 'reject' | 'reopen';
  readonly body: Readonly<Record<string, string>>;
  readonly becomes: FileState;
}

/** A decision that the hub refused, with what was typed, so that it can be tried again. */
export interface RefusedDecision {
  readonly decision: Decision;
  readonly problem: PortalProblem;
}

/** The file of the page: as the hub has it, or already as the decision makes it that is on its way. */
@Injectable()
export class FileRecord {
  private readonly http = inject(HttpClient);
  private readonly undo = inject(Undo);
  private readonly id = signal<string | null>(null);

  private readonly answer = httpResource<FileDetail>(() => {
    const id = this.id();
    return id === null ? undefined : `/bff/api/files/${encodeURIComponent(id)}`;
  });
  private readonly loaded = linkedSignal<FileDetail | undefined, FileDetail | undefined>({
    source: () => (this.answer.hasValue() ? this.answer.value() : undefined),
    computation: (file, previous) =>
      file ?? (previous?.value?.id === this.id() ? previous?.value : undefined),
  });
  private readonly supposed = signal<FileState | null>(null);

  readonly file = computed(() => {
    const file = this.loaded();
    const state = this.supposed();
    return file && state ? { ...file, state } : file;
  });
  readonly deciding = computed(() => this.supposed() !== null);
  readonly refused = signal<RefusedDecision | null>(null);
  readonly problem = computed(() => {
    const error = this.answer.error();
    return error ? toProblem(error) : null;
  });

  constructor() {
    whileVisible(
      lookEveryMs,
      () => underWay.includes(this.file()?.state ?? 'archived'),
      () => {
        this.reload();
      },
    );
  }

  show(id: string): void {
    this.id.set(id);
    this.refused.set(null);
  }

  reload(): void {
    this.answer.reload();
  }

  /** Shows the outcome at once; takes it back and says why when the hub refuses. Answers whether it was done. */
  async decide(decision: Decision): Promise<boolean> {
    this.refused.set(null);
    this.supposed.set(decision.becomes);
    try {
      const changed = await this.send(decision);
      this.loaded.update((file) => file && { ...file, ...changed });
      this.offerUndo(decision);
      return true;
    } catch (error) {
      this.refused.set({ decision, problem: toProblem(error) });
      return false;
    } finally {
      this.supposed.set(null);
      this.reload();
    }
  }

  private offerUndo({ path }: Decision): void {
    if (path !== 'reject') return;
    const body = { reason: 'Undo of the rejection' };
    this.undo.offer({
      done: 'File rejected',
      undo: async () => {
        await this.send({ path: 'reopen', body, becomes: 'unassigned' });
        this.reload();
      },
    });
  }

  private send({ path, body }: Decision): Promise<InboundFile> {
    const url = `/bff/api/files/${encodeURIComponent(this.id() ?? '')}/${path}`;
    const headers = { 'Idempotency-Key': crypto.randomUUID() };
    return firstValueFrom(this.http.post<InboundFile>(url, body, { headers }));
  }
}

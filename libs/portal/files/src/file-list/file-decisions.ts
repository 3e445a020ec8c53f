import { HttpClient } from '@angular/common/http';
import { Injectable, inject, signal } from '@angular/core';
import type { InboundFile } from '@waybill/contracts';
import { Undo, toProblem } from '@waybill/portal-core';
import type { PortalProblem } from '@waybill/portal-core';
import { counted } from '@waybill/portal-ui';
import { firstValueFrom } from 'rxjs';

export interface FilesDecision {
  readonly path: 'assign' | 'release' | 'reject';
  readonly files: readonly InboundFile[];
  readonly body: Readonly<Record<string, string>>;
}

/** The files of a decision that the hub refused, and why the first of them. */
export interface RefusedFiles {
  readonly decision: FilesDecision;
  readonly problem: PortalProblem;
}

/** Decides about several files: a call and an audit record for each, one after the other; one that is refused stops no other. */
@Injectable()
export class FileDecisions {
  private readonly http = inject(HttpClient);
  private readonly undo = inject(Undo);

  readonly busy = signal(false);
  readonly refused = signal<RefusedFiles | null>(null);

  /** `changed` is called when files have other states now, also after an undo. */
  async decide(decision: FilesDecision, changed: () => void): Promise<void> {
    const done: InboundFile[] = [];
    const refused: InboundFile[] = [];
    let problem: PortalProblem | null = null;
    this.refused.set(null);
    this.busy.set(true);
    for (const file of decision.files) {
      try {
        await this.send(file, decision.path, decision.body);
        done.push(file);
      } catch (error) {
        problem ??= toProblem(error);
        refused.push(file);
      }
    }
    if (problem) this.refused.set({ decision: { ...decision, files: refused }, problem });
    if (decision.path === 'reject' && done.length > 0) this.offerUndo(done, changed);
    this.busy.set(false);
    changed();
  }

  private offerUndo(files: readonly InboundFile[], changed: () => void): void {
    const body = { reason: 'Undo of the rejection' };
    this.undo.offer({
      done: `${counted(files.length, 'file')} rejected`,
      undo: async () => {
        for (const file of files) await this.send(file, 'reopen', body);
        changed();
      },
    });
  }

  private send(
    { id }: InboundFile,
    path: FilesDecision['path'] | 'reopen',
    body: FilesDecision['body'],
  ): Promise<unknown> {
    const headers = { 'Idempotency-Key': crypto.randomUUID() };
    return firstValueFrom(
      this.http.post(`/bff/api/files/${encodeURIComponent(id)}/${path}`, body, { headers }),
    );
  }
}

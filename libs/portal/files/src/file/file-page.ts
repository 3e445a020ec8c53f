import { HttpClient } from '@angular/common/http';
import {
  Component,
  Injector,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
} from '@angular/core';
import { Title } from '@angular/platform-browser';
import { Router, RouterLink } from '@angular/router';
import { Store } from '@ngrx/store';
import type { FileDetail } from '@waybill/contracts';
import { Permissions, fileMeanings, fileWords, toProblem } from '@waybill/portal-core';
import type { PortalProblem } from '@waybill/portal-core';
import { Names, selectLastQuery } from '@waybill/portal-core/list';
import { askForReason } from '@waybill/portal-core/reason';
import {
  CopyButton,
  EmptyState,
  Icon,
  ProblemPanel,
  Refusal,
  Skeleton,
  StatusChip,
  Time,
  byteSize,
} from '@waybill/portal-ui';
import { firstValueFrom } from 'rxjs';
import { fileList } from '../file-list/file-list.ts';
import { FilePreviewPanel } from './file-preview-panel.ts';
import { FileProblem } from './file-problem.ts';
import { FileRecord } from './file-record.ts';
import type { Decision } from './file-record.ts';
import { FileRelations } from './file-relations.ts';
import { FileStory } from './file-story-panel.ts';
import { actionsFor } from './file-actions.ts';

@Component({
  selector: 'wb-file-page',
  imports: [
    CopyButton,
    EmptyState,
    FilePreviewPanel,
    FileProblem,
    FileRelations,
    FileStory,
    Icon,
    ProblemPanel,
    Refusal,
    RouterLink,
    Skeleton,
    StatusChip,
    Time,
  ],
  providers: [FileRecord],
  templateUrl: './file-page.html',
  styleUrl: './file-page.scss',
})
export class FilePage {
  /** From the address; `assign` opens the assign dialog, with a feed chosen when it names one. */
  readonly id = input.required<string>();
  readonly assign = input<string>();

  private readonly http = inject(HttpClient);
  private readonly injector = inject(Injector);
  private readonly permissions = inject(Permissions);
  private readonly router = inject(Router);
  private readonly store = inject(Store);

  protected readonly names = inject(Names);
  protected readonly record = inject(FileRecord);
  protected readonly byteSize = byteSize;
  protected readonly word = computed(() => fileWords[this.record.file()?.state ?? 'received']);
  protected readonly meaning = computed(
    () => fileMeanings[this.record.file()?.state ?? 'received'],
  );
  protected readonly actions = computed(() => {
    const file = this.record.file();
    return file ? actionsFor(file, (permission) => this.permissions.refusal(permission)) : null;
  });
  protected readonly downloadProblem = signal<PortalProblem | null>(null);
  protected readonly backParams = this.store.selectSignal(selectLastQuery(fileList.name));

  constructor() {
    const title = inject(Title);
    effect(() => {
      this.record.show(this.id());
    });
    effect(() => {
      const file = this.record.file();
      if (file) title.setTitle(`${file.name} · Waybill`);
    });
    effect(() => {
      const wish = this.assign();
      const canAssign = this.actions()?.assign === null;
      if (wish === undefined || !canAssign) return;
      untracked(() => void this.openAssign(wish));
    });
  }

  /** Through the address, so that the open dialog has one of its own. */
  protected startAssign(): void {
    void this.router.navigate([], { queryParams: { assign: '' }, queryParamsHandling: 'merge' });
  }

  protected async release(reason?: string): Promise<void> {
    await this.ask(
      { path: 'release', becomes: 'assigned' },
      {
        heading: 'Release this file?',
        text: 'It is processed now, as its feed is today, and the feed’s guards do not hold it up again. What cannot be read is set aside again.',
        action: 'Release and process',
        ...(reason === undefined ? {} : { reason }),
      },
    );
  }

  protected async reject(reason?: string): Promise<void> {
    await this.ask(
      { path: 'reject', becomes: 'rejected' },
      {
        heading: 'Reject this file?',
        text: 'It is never processed. Its bytes stay where they are, and the rejection can be taken back for 30 days.',
        action: 'Reject the file',
        danger: true,
        ...(reason === undefined ? {} : { reason }),
      },
    );
  }

  protected async reopen(reason?: string): Promise<void> {
    await this.ask(
      { path: 'reopen', becomes: 'unassigned' },
      {
        heading: 'Take the rejection back?',
        text: 'The file waits for a decision again, as it did before.',
        action: 'Take it back',
        ...(reason === undefined ? {} : { reason }),
      },
    );
  }

  protected replay({ lastRun }: FileDetail): void {
    void this.router.navigate(['/replays', 'new'], { queryParams: { run: lastRun } });
  }

  protected async download(file: FileDetail): Promise<void> {
    this.downloadProblem.set(null);
    const reason = await askForReason(this.injector, {
      heading: 'Download what the partner sent?',
      text: 'The file may hold personal data. Who downloads it and why is kept in the audit trail.',
      action: 'Download',
    });
    if (reason === null) return;
    const url = `/bff/api/files/${encodeURIComponent(file.id)}/download-url`;
    const headers = { 'Idempotency-Key': crypto.randomUUID() };
    try {
      const answer = await firstValueFrom(
        this.http.post<{ url: string }>(url, { reason }, { headers }),
      );
      location.assign(answer.url);
      this.record.reload();
    } catch (error) {
      this.downloadProblem.set(toProblem(error));
    }
  }

  /** The refused decision once more, with what was typed. */
  protected retry({ path, body }: Decision): void {
    const reason = body['reason'] ?? '';
    if (path === 'release') void this.release(reason);
    else if (path === 'reject') void this.reject(reason);
    else if (path === 'reopen') void this.reopen(reason);
    else void this.openAssign(body['feed'] ?? '', reason);
  }

  private async openAssign(feed: string, reason = ''): Promise<void> {
    const file = this.record.file();
    if (!file) return;
    const { openAssignDialog } = await import('../assign/assign-dialog.ts');
    const wish = await openAssignDialog(this.injector, { file, feed, reason });
    await this.router.navigate([], {
      queryParams: { assign: null },
      queryParamsHandling: 'merge',
      replaceUrl: true,
    });
    if (wish) await this.record.decide({ path: 'assign', body: { ...wish }, becomes: 'assigned' });
  }

  private async ask(
    decision: Omit<Decision, 'body'>,
    question: { heading: string; text: string; action: string; danger?: boolean; reason?: string },
  ): Promise<void> {
    const reason = await askForReason(this.injector, question);
    if (reason !== null) await this.record.decide({ ...decision, body: { reason } });
  }
}

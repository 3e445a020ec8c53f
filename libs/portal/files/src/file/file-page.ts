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
import { undecidedFileStates } from '@waybill/contracts';
import type { FileDetail } from '@waybill/contracts';
import {
  Permissions,
  fileMeanings,
  fileWords,
  offerActions,
  toProblem,
} from '@waybill/portal-core';
import type { PortalProblem, ScreenAction } from '@waybill/portal-core';
import { selectLastQuery } from '@waybill/portal-core/list';
import { Names } from '@waybill/portal-core/names';
import { askForReason } from '@waybill/portal-core/reason';
import { RecordProblem } from '@waybill/portal-core/record-problem';
import {
  CopyButton,
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
import type { FileActions } from './file-actions.ts';
import { asked, downloadQuestion } from './questions.ts';
import type { AskedPath } from './questions.ts';

@Component({
  selector: 'wb-file-page',
  imports: [
    CopyButton,
    FilePreviewPanel,
    FileProblem,
    FileRelations,
    FileStory,
    Icon,
    ProblemPanel,
    RecordProblem,
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
    offerActions(() => {
      const file = this.record.file();
      const may = this.actions();
      return file && may ? this.verbs(file, may) : [];
    });
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

  protected async ask(path: AskedPath, reason?: string): Promise<void> {
    const { becomes, question } = asked[path];
    const given = await askForReason(this.injector, {
      ...question,
      ...(reason === undefined ? {} : { reason }),
    });
    if (given !== null) await this.record.decide({ path, becomes, body: { reason: given } });
  }

  protected replay({ lastRun }: FileDetail): void {
    void this.router.navigate(['/replays', 'new'], { queryParams: { run: lastRun } });
  }

  protected async download(file: FileDetail): Promise<void> {
    this.downloadProblem.set(null);
    const reason = await askForReason(this.injector, downloadQuestion);
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
    if (path === 'assign') void this.openAssign(body['feed'] ?? '', reason);
    else void this.ask(path, reason);
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

  private verbs(file: FileDetail, may: FileActions): ScreenAction[] {
    const isUndecided = undecidedFileStates.some((state) => state === file.state);
    const undecided: ScreenAction[] = [
      {
        id: 'file.assign',
        label: 'Assign to a feed',
        key: 'a',
        icon: 'check',
        refusal: may.assign,
        run: () => {
          this.startAssign();
        },
      },
      {
        id: 'file.release',
        label: 'Release this file',
        key: 'l',
        icon: 'play-circle',
        refusal: may.release,
        run: () => void this.ask('release'),
      },
      {
        id: 'file.reject',
        label: 'Reject this file',
        key: 'x',
        icon: 'block',
        refusal: may.reject,
        run: () => void this.ask('reject'),
      },
    ];
    const download: ScreenAction = {
      id: 'file.download',
      label: 'Download this file',
      key: 'd',
      icon: 'download',
      refusal: may.download,
      run: () => void this.download(file),
    };
    return isUndecided ? [...undecided, download] : [download];
  }
}

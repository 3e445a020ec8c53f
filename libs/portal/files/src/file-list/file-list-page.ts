import { Component, Injector, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { undecidedFileStates } from '@waybill/contracts';
import type { InboundFile } from '@waybill/contracts';
import { Permissions, fileWords } from '@waybill/portal-core';
import { ListBulk, ListEmpty, ListView, injectList } from '@waybill/portal-core/list';
import { Names } from '@waybill/portal-core/names';
import { askForReason } from '@waybill/portal-core/reason';
import {
  EmptyState,
  Icon,
  ProblemPanel,
  Refusal,
  StatusChip,
  Time,
  byteSize,
  counted,
  figure,
} from '@waybill/portal-ui';
import { Cell } from '@waybill/portal-ui/table';
import type { RowLink } from '@waybill/portal-ui/table';
import { FileDecisions } from './file-decisions.ts';
import type { FilesDecision } from './file-decisions.ts';
import { fileList } from './file-list.ts';

const undecided = undecidedFileStates.join(',');

const verbs = [
  { path: 'assign', label: 'Assign', icon: 'check', permission: 'files:assign' },
  { path: 'release', label: 'Release', icon: 'play-circle', permission: 'files:decide' },
  { path: 'reject', label: 'Reject', icon: 'block', permission: 'files:decide' },
] as const;
const questions = {
  release: {
    text: 'They are processed now, as their feeds are today, and the feeds’ guards do not hold them up again.',
    action: 'Release and process',
  },
  reject: {
    text: 'They are never processed. Their bytes stay where they are, and the rejection can be taken back for 30 days.',
    action: 'Reject the files',
    danger: true,
  },
} as const;

@Component({
  selector: 'wb-file-list-page',
  imports: [
    Cell,
    EmptyState,
    Icon,
    ListBulk,
    ListEmpty,
    ListView,
    ProblemPanel,
    Refusal,
    RouterLink,
    StatusChip,
    Time,
  ],
  providers: [FileDecisions],
  templateUrl: './file-list-page.html',
  styleUrl: './file-list-page.scss',
})
export class FileListPage {
  private readonly injector = inject(Injector);
  private readonly permissions = inject(Permissions);

  protected readonly names = inject(Names);
  protected readonly decisions = inject(FileDecisions);
  protected readonly list = injectList(fileList);
  protected readonly words = fileWords;
  protected readonly byteSize = byteSize;
  protected readonly counted = counted;
  protected readonly mayUpload = computed(() => this.permissions.can('files:upload'));
  /** How many files wait for somebody, under the other filters; null until it is known. */
  protected readonly waiting = computed(() => {
    const states = this.list.stats()?.states;
    if (!states) return null;
    return undecidedFileStates.reduce((sum, state) => sum + (states[state] ?? 0), 0);
  });
  protected readonly waitingText = computed(() => figure(this.waiting() ?? 0));
  protected readonly showsWaiting = computed(() => this.list.query().filters.state === undecided);

  /** What can be done with the ticked files, and with which of them. */
  protected readonly bulk = computed(() => {
    const { selection } = this.list;
    if (selection.all()) return [];
    const ticked = (this.list.rows() ?? []).filter(({ id }) => selection.ids().has(id));
    return verbs
      .map((verb) => ({
        ...verb,
        files: ticked.filter((file) => isFor(verb.path, file)),
        refusal: this.permissions.refusal(verb.permission),
      }))
      .filter(({ files }) => files.length > 0);
  });

  protected readonly linkOf = (file: InboundFile): RowLink => ({
    commands: ['/files', file.id],
    name: `${file.name}, ${fileWords[file.state].label}`,
  });

  protected toggleWaiting(): void {
    this.list.filter({ state: this.showsWaiting() ? null : undecided });
  }

  protected async decide(
    { path, files }: Pick<FilesDecision, 'path' | 'files'>,
    reason = '',
  ): Promise<void> {
    const body =
      path === 'assign'
        ? await this.askForFeed(files, reason)
        : await this.ask(path, files, reason);
    if (body === null) return;
    await this.decisions.decide({ path, files, body }, () => {
      this.list.selection.clear();
      this.list.reload();
    });
  }

  private async ask(path: keyof typeof questions, files: FilesDecision['files'], reason: string) {
    const heading = `${path === 'reject' ? 'Reject' : 'Release'} ${counted(files.length, 'file')}?`;
    const given = await askForReason(this.injector, { heading, ...questions[path], reason });
    return given === null ? null : { reason: given };
  }

  private async askForFeed([file, ...others]: FilesDecision['files'], reason: string) {
    if (!file) return null;
    const { openAssignDialog } = await import('../assign/assign-dialog.ts');
    const wish = await openAssignDialog(this.injector, { file, others, feed: '', reason });
    return wish && { ...wish };
  }

  protected originOf({ feed, partner, key }: InboundFile): string {
    if (feed !== null) return `${this.names.of(partner ?? '')} · ${this.names.of(feed)}`;
    return key;
  }
}

/** A quarantined file that has a feed is released; any that waits can be given to a feed or rejected. */
function isFor(path: FilesDecision['path'], { state, feed }: InboundFile): boolean {
  if (path === 'release') return state === 'quarantined' && feed !== null;
  return undecidedFileStates.some((undecidedState) => undecidedState === state);
}

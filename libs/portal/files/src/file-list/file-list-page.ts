import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { undecidedFileStates } from '@waybill/contracts';
import type { InboundFile } from '@waybill/contracts';
import { Permissions, fileWords } from '@waybill/portal-core';
import { ListEmpty, ListView, injectList } from '@waybill/portal-core/list';
import { Names } from '@waybill/portal-core/names';
import { EmptyState, Icon, StatusChip, Time, byteSize, figure } from '@waybill/portal-ui';
import { Cell } from '@waybill/portal-ui/table';
import type { RowLink } from '@waybill/portal-ui/table';
import { fileList } from './file-list.ts';

const undecided = undecidedFileStates.join(',');

@Component({
  selector: 'wb-file-list-page',
  imports: [Cell, EmptyState, Icon, ListEmpty, ListView, RouterLink, StatusChip, Time],
  templateUrl: './file-list-page.html',
  styleUrl: './file-list-page.scss',
})
export class FileListPage {
  private readonly permissions = inject(Permissions);

  protected readonly names = inject(Names);
  protected readonly list = injectList(fileList);
  protected readonly words = fileWords;
  protected readonly byteSize = byteSize;
  protected readonly mayUpload = computed(() => this.permissions.can('files:upload'));
  /** How many files wait for somebody, under the other filters; null until it is known. */
  protected readonly waiting = computed(() => {
    const states = this.list.stats()?.states;
    if (!states) return null;
    return undecidedFileStates.reduce((sum, state) => sum + (states[state] ?? 0), 0);
  });
  protected readonly waitingText = computed(() => figure(this.waiting() ?? 0));
  protected readonly showsWaiting = computed(() => this.list.query().filters.state === undecided);

  protected readonly linkOf = (file: InboundFile): RowLink => ({
    commands: ['/files', file.id],
    name: `${file.name}, ${fileWords[file.state].label}`,
  });

  protected toggleWaiting(): void {
    this.list.filter({ state: this.showsWaiting() ? null : undecided });
  }

  protected originOf({ feed, partner, key }: InboundFile): string {
    if (feed !== null) return `${this.names.of(partner ?? '')} · ${this.names.of(feed)}`;
    return key;
  }
}

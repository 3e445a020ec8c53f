import { httpResource } from '@angular/common/http';
import { Component, computed, effect, inject, signal } from '@angular/core';
import type { Injector } from '@angular/core';
import { FormField, FormRoot, form, maxLength, minLength, required } from '@angular/forms/signals';
import {
  MAT_DIALOG_DATA,
  MatDialog,
  MatDialogModule,
  MatDialogRef,
} from '@angular/material/dialog';
import type { FeedSuggestion, FeedSuggestions, InboundFile } from '@waybill/contracts';
import { toProblem } from '@waybill/portal-core';
import { Names } from '@waybill/portal-core/names';
import { Icon, ProblemPanel, Skeleton, StatusChip, counted } from '@waybill/portal-ui';
import type { Tone } from '@waybill/portal-ui';
import { firstValueFrom } from 'rxjs';
import { FilePreviewPanel } from '../file/file-preview-panel.ts';

export interface AssignWish {
  readonly feed: string;
  readonly reason: string;
}

interface Opening {
  readonly file: InboundFile;
  /** More that are assigned with it, by what is known of this one. */
  readonly others?: readonly InboundFile[];
  /** Chosen beforehand; '' for none. */
  readonly feed: string;
  readonly reason: string;
}

const confidences: Readonly<Record<FeedSuggestion['confidence'], { label: string; tone: Tone }>> = {
  strong: { label: 'Fits well', tone: 'good' },
  likely: { label: 'May fit', tone: 'warn' },
  weak: { label: 'Hardly fits', tone: 'calm' },
};

/** Which feed a file is for: what fits it best first, with the reasons, and how that feed would read it. */
@Component({
  selector: 'wb-assign-dialog',
  imports: [
    FilePreviewPanel,
    FormField,
    FormRoot,
    Icon,
    MatDialogModule,
    ProblemPanel,
    Skeleton,
    StatusChip,
  ],
  templateUrl: './assign-dialog.html',
  styleUrl: './assign-dialog.scss',
})
export class AssignDialog {
  private readonly dialog = inject<MatDialogRef<AssignDialog, AssignWish>>(MatDialogRef);
  private readonly opening = inject<Opening>(MAT_DIALOG_DATA);

  protected readonly names = inject(Names);
  protected readonly file = this.opening.file;
  protected readonly more = this.opening.others?.length ?? 0;
  protected readonly confidences = confidences;
  protected readonly counted = counted;
  private readonly model = signal({ feed: this.opening.feed, reason: this.opening.reason });
  protected readonly form = form(
    this.model,
    (path) => {
      required(path.feed, { message: 'Choose a feed.' });
      required(path.reason, { message: 'Say why, for whoever looks at this later.' });
      minLength(path.reason, 3, { message: 'A few words more, please.' });
      maxLength(path.reason, 1000, { message: 'At most 1,000 characters.' });
    },
    {
      submission: {
        action: async () => {
          const { feed, reason } = this.model();
          this.dialog.close({ feed, reason: reason.trim() });
          return Promise.resolve(undefined);
        },
      },
    },
  );
  protected readonly chosen = computed(() => this.model().feed);
  protected readonly answer = httpResource<FeedSuggestions>(
    () => `/bff/api/files/${encodeURIComponent(this.file.id)}/feed-suggestions`,
  );
  protected readonly suggestions = computed(() =>
    this.answer.hasValue() ? this.answer.value().items : null,
  );
  protected readonly problem = computed(() => {
    const error = this.answer.error();
    return error ? toProblem(error) : null;
  });
  /** Feeds that were not suggested, for who knows better. */
  protected readonly others = computed(() => {
    const suggested = new Set(this.suggestions()?.map(({ feed }) => feed));
    return this.names.feeds().filter(({ id }) => !suggested.has(id));
  });
  /** A file in this partner's folder that is given to another would reach that one's members. */
  protected readonly foreign = computed(() => {
    const feed = this.chosen();
    const files = [this.file, ...(this.opening.others ?? [])];
    const foreign = files.find(
      ({ partner }) => partner !== null && !feed.startsWith(`${partner}.`),
    );
    return feed === '' ? null : (foreign?.partner ?? null);
  });

  constructor() {
    effect(() => {
      const [best] = this.suggestions() ?? [];
      if (best?.confidence === 'strong' && this.model().feed === '') this.choose(best.feed);
    });
  }

  protected choose(feed: string): void {
    this.model.update((model) => ({ ...model, feed }));
  }
}

/** What was decided; null when the person thought better of it. */
export async function openAssignDialog(
  injector: Injector,
  opening: Opening,
): Promise<AssignWish | null> {
  const dialog = injector.get(MatDialog).open<AssignDialog, Opening, AssignWish>(AssignDialog, {
    data: opening,
    width: '56rem',
    maxWidth: '96vw',
  });
  return (await firstValueFrom(dialog.afterClosed(), { defaultValue: undefined })) ?? null;
}

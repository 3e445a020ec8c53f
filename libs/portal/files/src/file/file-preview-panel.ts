import { httpResource } from '@angular/common/http';
import { Component, computed, input } from '@angular/core';
import type { FilePreview, FileState } from '@waybill/contracts';
import { toProblem } from '@waybill/portal-core';
import { EmptyState, Icon, ProblemPanel, Skeleton, byteSize } from '@waybill/portal-ui';

const delimiterNames: Readonly<Record<string, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'pipes',
};

/** The first rows of a file as its feed, another feed or a guess cuts them. */
@Component({
  selector: 'wb-file-preview-panel',
  imports: [EmptyState, Icon, ProblemPanel, Skeleton],
  templateUrl: './file-preview-panel.html',
  styleUrl: './file-preview-panel.scss',
  host: { class: 'wb-card', role: 'region', 'aria-label': 'First rows' },
})
export class FilePreviewPanel {
  readonly file = input.required<string>();
  /** Looked at again when it changes: a file that was assigned is cut as its feed does. */
  readonly state = input<FileState | null>(null);
  /** Cut as this feed would. */
  readonly feed = input<string | null>(null);

  protected readonly answer = httpResource<FilePreview>(() => {
    this.state();
    const feed = this.feed();
    const url = `/bff/api/files/${encodeURIComponent(this.file())}/preview`;
    const params: Record<string, string> = feed ? { feed } : {};
    return { url, params };
  });
  protected readonly preview = computed(() =>
    this.answer.hasValue() ? this.answer.value() : undefined,
  );
  protected readonly problem = computed(() => {
    const error = this.answer.error();
    return error ? toProblem(error) : null;
  });
  protected readonly how = computed(() => {
    const preview = this.preview();
    if (!preview) return '';
    const { encoding, delimiter, cutAs, bytesRead, isWhole } = preview;
    const cut = delimiter === null ? 'fixed width' : (delimiterNames[delimiter] ?? delimiter);
    const by = cutAs === 'feed' ? 'as the feed reads it' : 'by a guess';
    const part = isWhole ? 'the whole file' : `from the first ${byteSize(bytesRead)}`;
    return `${encoding}, ${cut}, ${by}; ${part}`;
  });
}

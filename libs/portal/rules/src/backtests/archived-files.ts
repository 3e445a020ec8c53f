import { Component, input, model } from '@angular/core';
import type { InboundFile } from '@waybill/contracts';
import { cursorList } from '@waybill/portal-core';
import { ProblemPanel, Skeleton, Time, byteSize } from '@waybill/portal-ui';

const filesPerPage = '25';

/** The processed files of a feed, newest first, to tick some of them. */
@Component({
  selector: 'wb-archived-files',
  imports: [ProblemPanel, Skeleton, Time],
  template: `
    @if (files.problem(); as problem) {
      <wb-problem-panel
        [compact]="true"
        [heading]="problem.title"
        [advice]="problem.advice"
        [code]="problem.code"
        [traceId]="problem.traceId"
        action="Try again"
        (acted)="files.more()"
      />
    } @else if (files.waiting()) {
      <wb-skeleton width="100%" />
    } @else {
      <ul aria-label="Archived files">
        @for (file of files.items(); track file.id) {
          <li>
            <label>
              <input
                type="checkbox"
                [checked]="chosen().includes(file.id)"
                (change)="toggle(file.id)"
              />
              <span class="name">{{ file.name }}</span>
              <span class="faint"
                ><wb-time [at]="file.receivedAt" [focusable]="false" /> ·
                {{ byteSize(file.sizeBytes) }}</span
              >
            </label>
          </li>
        } @empty {
          <li>No file of this feed is archived yet.</li>
        }
      </ul>
      @if (files.hasMore()) {
        <button type="button" class="wb-button" [disabled]="files.loading()" (click)="files.more()">
          Show older files
        </button>
      }
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--wb-space-2);
      justify-items: start;
    }
    ul {
      width: 100%;
      max-height: 18rem;
      overflow-y: auto;
      border: 1px solid var(--wb-line);
      border-radius: var(--wb-radius);
    }
    li + li {
      border-top: 1px solid var(--wb-line);
    }
    li:not(:has(label)) {
      padding: var(--wb-space-3);
    }
    label {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr) auto;
      gap: 0 var(--wb-space-2);
      align-items: baseline;
      padding: 0.35rem var(--wb-space-3);
      font-size: var(--wb-text-sm);
      cursor: pointer;
    }
    label:hover {
      background: var(--wb-hover);
    }
    input {
      accent-color: var(--wb-accent);
    }
    .name {
      overflow-wrap: anywhere;
    }
    .faint {
      color: var(--wb-ink-faint);
      font-size: var(--wb-text-xs);
    }
    @media (width < 40rem) {
      .faint {
        grid-column: 2;
      }
    }
  `,
})
export class ArchivedFiles {
  readonly feed = input.required<string>();
  /** Ids of the ticked files. */
  readonly chosen = model<readonly string[]>([]);

  protected readonly byteSize = byteSize;
  protected readonly files = cursorList<InboundFile>(() => ({
    url: '/bff/api/files',
    params: { feed: this.feed(), state: 'archived', limit: filesPerPage },
  }));

  protected toggle(id: string): void {
    const chosen = this.chosen();
    this.chosen.set(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
  }
}

import { Component, computed, inject } from '@angular/core';
import { CopyButton, Icon, saveJson } from '@waybill/portal-ui';
import { RunDetail } from './run-detail.ts';

/** The run as the API gives it, for whoever wants to be sure. */
@Component({
  selector: 'wb-raw-tab',
  imports: [CopyButton, Icon],
  template: `
    <section class="wb-card" aria-label="Run as JSON">
      <header>
        <code>GET /v1/runs/{{ detail.run()?.id }}</code>
        <wb-copy-button [text]="text()" label="Copy the JSON" />
        <button type="button" class="wb-button" (click)="download()">
          <wb-icon name="download" /> Download
        </button>
      </header>
      <pre tabindex="0" role="group" aria-label="JSON">{{ text() }}</pre>
    </section>
  `,
  styles: `
    header {
      display: flex;
      align-items: center;
      gap: var(--wb-space-2);
      padding: var(--wb-space-2) var(--wb-space-3);
      border-bottom: 1px solid var(--wb-line);
    }
    header code {
      flex: 1;
      overflow: hidden;
      color: var(--wb-ink-soft);
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    pre {
      overflow-x: auto;
      padding: var(--wb-space-4);
      font-size: var(--wb-text-xs);
      line-height: 1.6;
    }
  `,
})
export class RawTab {
  protected readonly detail = inject(RunDetail);
  protected readonly text = computed(() => JSON.stringify(this.detail.run() ?? null, null, 2));

  protected download(): void {
    saveJson(this.detail.run() ?? null, `${this.detail.run()?.id ?? 'run'}.json`);
  }
}

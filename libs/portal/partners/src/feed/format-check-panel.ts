import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { FormatCheck } from '@waybill/contracts';
import { Icon } from '@waybill/portal-ui';

/** What a format made of the beginning of a file. */
@Component({
  selector: 'wb-format-check-panel',
  imports: [Icon, RouterLink],
  template: `
    <p [attr.data-tone]="tone()">
      <wb-icon [name]="tone() === 'good' ? 'check-circle' : 'warning'" />
      <b>{{ verdict() }}</b>
      <a [routerLink]="['/files', check().file.id]">{{ check().file.name }}</a>
    </p>
    @if (check().refusal; as refusal) {
      <p>
        <code>{{ refusal.code }}</code> {{ refusal.message }}
      </p>
    }
    @if (check().missing.length > 0) {
      <p>Not in the file: {{ check().missing.join(', ') }}.</p>
    }
    @if (check().unknown.length > 0) {
      <p>Only in the file: {{ check().unknown.join(', ') }}.</p>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--wb-space-2);
      padding: var(--wb-space-3);
      border: 1px solid var(--wb-line);
      border-radius: var(--wb-radius);
      font-size: var(--wb-text-sm);
    }
    p {
      overflow-wrap: anywhere;
    }
    p[data-tone] {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--wb-space-1);
    }
    p[data-tone='good'] {
      color: var(--wb-good);
    }
    p[data-tone='warn'] {
      color: var(--wb-warn);
    }
    p[data-tone='bad'] {
      color: var(--wb-bad);
    }
  `,
  host: { role: 'status' },
})
export class FormatCheckPanel {
  readonly check = input.required<FormatCheck>();

  protected readonly tone = computed(() => {
    const { refusal, rowsGood, rowsRead } = this.check();
    if (refusal) return 'bad';
    return rowsGood === rowsRead ? 'good' : 'warn';
  });
  protected readonly verdict = computed(() => {
    const { refusal, rowsGood, rowsRead } = this.check();
    if (refusal) return 'The file would be set aside:';
    return rowsRead === 1
      ? `The first row is ${rowsGood === 1 ? '' : 'not '}good:`
      : `${String(rowsGood)} of the first ${String(rowsRead)} rows are good:`;
  });
}

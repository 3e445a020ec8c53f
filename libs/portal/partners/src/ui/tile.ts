import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Params } from '@angular/router';
import type { Tone } from '@waybill/portal-ui';

/** One figure with its word; the whole tile leads to the list behind it. */
@Component({
  selector: 'wb-tile',
  imports: [RouterLink],
  template: `
    <a [routerLink]="commands()" [queryParams]="query()" [attr.data-tone]="tone()">
      <span class="label">{{ label() }}</span>
      <span class="value"><ng-content /></span>
      @if (hint(); as text) {
        <span class="hint">{{ text }}</span>
      }
    </a>
  `,
  styles: `
    :host {
      display: grid;
    }
    a {
      display: grid;
      align-content: start;
      gap: 0.15rem;
      padding: var(--wb-space-3) var(--wb-space-4);
      border: 1px solid var(--wb-line);
      border-radius: var(--wb-radius-l);
      background: var(--wb-surface);
      color: var(--wb-ink);
      text-decoration: none;
      transition: border-color var(--wb-swift);
    }
    a:hover {
      border-color: var(--wb-field-line);
    }
    .label,
    .hint {
      color: var(--wb-ink-faint);
      font-size: var(--wb-text-xs);
    }
    .value {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: var(--wb-space-2);
      font-size: var(--wb-text-lg);
      font-weight: 620;
      font-variant-numeric: tabular-nums;
    }
    a[data-tone='bad'] .value {
      color: var(--wb-bad);
    }
    a[data-tone='warn'] .value {
      color: var(--wb-warn);
    }
  `,
})
export class Tile {
  readonly label = input.required<string>();
  readonly hint = input<string | null>(null);
  readonly tone = input<Tone | null>(null);
  readonly commands = input.required<readonly string[]>();
  readonly query = input<Params>({});
}

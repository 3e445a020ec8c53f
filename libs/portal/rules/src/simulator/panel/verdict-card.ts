import { Component, computed, input } from '@angular/core';
import { Icon, StatusChip } from '@waybill/portal-ui';
import type { Verdict } from '../judge/verdict.ts';
import { decisionText, decisionWords, entryText } from './verdict-words.ts';

/** What becomes of the row. */
@Component({
  selector: 'wb-verdict-card',
  imports: [Icon, StatusChip],
  template: `
    <p class="said" role="status">
      <wb-status-chip
        [label]="word().label"
        [icon]="word().icon"
        [tone]="word().tone"
      />&ngsp;<strong>{{ text() }}</strong
      >&ngsp;
      @if (verdict().decision.clauses; as clauses) {
        <span class="by"
          >by <code>{{ clauses }}</code></span
        >
      }
    </p>
    <dl>
      @if (verdict().decision.code; as code) {
        <dt>Code</dt>
        <dd>
          <code>{{ code }}</code>
        </dd>
      }
      <dt>Entries</dt>
      <dd>{{ entry() }}</dd>
      @if (sets().length > 0) {
        <dt>Fields set</dt>
        <dd>
          @for (each of sets(); track $index) {
            <div>
              {{ each.field }} to <code>{{ each.value ?? 'no value' }}</code>
            </div>
          }
        </dd>
      }
      @if (verdict().decision.warnings.length > 0) {
        <dt>Warnings</dt>
        <dd class="warned">
          @for (warning of verdict().decision.warnings; track $index) {
            <div><wb-icon name="warning" /> {{ warning }}</div>
          }
        </dd>
      }
    </dl>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--wb-space-2);
    }
    .said {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--wb-space-1) var(--wb-space-2);
      overflow-wrap: anywhere;
    }
    .by {
      color: var(--wb-ink-soft);
      font-size: var(--wb-text-sm);
    }
    dl {
      display: grid;
      grid-template-columns: max-content minmax(0, 1fr);
      gap: var(--wb-space-1) var(--wb-space-3);
      font-size: var(--wb-text-sm);
    }
    dt {
      color: var(--wb-ink-faint);
    }
    dd {
      overflow-wrap: anywhere;
    }
    .warned {
      color: var(--wb-warn);
    }
  `,
})
export class VerdictCard {
  readonly verdict = input.required<Verdict>();

  protected readonly word = computed(() => decisionWords[this.verdict().decision.outcome]);
  protected readonly text = computed(() => decisionText(this.verdict().decision));
  protected readonly entry = computed(() => entryText(this.verdict().decision));
  protected readonly sets = computed(() =>
    this.verdict()
      .groups.flatMap(({ clauses }) => clauses.flatMap(({ effects }) => effects))
      .filter((effect) => effect.do === 'set'),
  );
}

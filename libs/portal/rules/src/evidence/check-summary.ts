import { httpResource } from '@angular/common/http';
import { Component, computed, input } from '@angular/core';
import type { ResponseOf, RuleVersion, operations } from '@waybill/contracts';
import { toProblem } from '@waybill/portal-core';
import { Icon, ProblemPanel, Skeleton } from '@waybill/portal-ui';
import { placeNamed } from '../workspace/findings/place-named.ts';

type Checked = ResponseOf<typeof operations.validateRules>;

/** What checking a version finds, with the words that whoever wrote it saw: nothing that is warned of is approved unread. */
@Component({
  selector: 'wb-check-summary',
  imports: [Icon, ProblemPanel, Skeleton],
  template: `
    @if (problem(); as why) {
      <wb-problem-panel
        [compact]="true"
        [heading]="why.title"
        [advice]="why.advice"
        [code]="why.code"
        [traceId]="why.traceId"
        [action]="why.retryable ? 'Try again' : null"
        (acted)="reload()"
      />
    } @else if (findings(); as found) {
      <ul>
        @for (finding of found; track $index) {
          <li [class.bad]="finding.severity === 'error'">
            <wb-icon [name]="finding.severity === 'error' ? 'error' : 'warning'" />
            <span>
              <span class="visually-hidden">{{ finding.severity }}:</span>
              {{ finding.message }} <code>{{ finding.place }}</code>
            </span>
          </li>
        } @empty {
          <li class="good"><wb-icon name="check-circle" /> Nothing.</li>
        }
      </ul>
    } @else {
      <wb-skeleton width="60%" />
    }
  `,
  styles: `
    ul {
      display: grid;
      gap: var(--wb-space-2);
      font-size: var(--wb-text-sm);
    }
    li {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr);
      gap: var(--wb-space-2);
      overflow-wrap: anywhere;
    }
    wb-icon {
      margin-top: 0.15rem;
      color: var(--wb-warn);
    }
    .bad wb-icon {
      color: var(--wb-bad);
    }
    .good wb-icon {
      color: var(--wb-good);
    }
    code {
      margin-left: var(--wb-space-2);
      color: var(--wb-ink-faint);
    }
  `,
})
export class CheckSummary {
  readonly ruleSet = input.required<string>();
  readonly version = input.required<number>();

  private readonly address = computed(
    () => `/bff/api/rule-sets/${encodeURIComponent(this.ruleSet())}`,
  );
  private readonly versionAnswer = httpResource<RuleVersion>(
    () => `${this.address()}/versions/${String(this.version())}`,
  );
  private readonly document = computed(() =>
    this.versionAnswer.hasValue() ? this.versionAnswer.value().document : null,
  );
  private readonly checkAnswer = httpResource<Checked>(() => {
    const document = this.document();
    if (document === null) return undefined;
    return {
      url: `${this.address()}/validate`,
      method: 'POST',
      headers: { 'Idempotency-Key': crypto.randomUUID() },
      body: { text: JSON.stringify(document) },
    };
  });
  protected readonly findings = computed(() => {
    if (!this.checkAnswer.hasValue()) return null;
    const { diagnostics } = this.checkAnswer.value();
    return diagnostics.map(({ severity, message, pointer }) => ({
      severity,
      message,
      place: placeNamed(this.document(), pointer),
    }));
  });
  protected readonly problem = computed(() => {
    const error = this.versionAnswer.error() ?? this.checkAnswer.error();
    return error ? toProblem(error) : null;
  });

  protected reload(): void {
    this.versionAnswer.reload();
    this.checkAnswer.reload();
  }
}

import { Component, input } from '@angular/core';
import type { RuleTestRun } from '@waybill/contracts';
import { actorName } from '@waybill/portal-core/audit-trail';
import { Icon, Time, counted, figure } from '@waybill/portal-ui';

/** What came of the tests of a version: how many passed, which failed and why, what no test reaches. */
@Component({
  selector: 'wb-test-summary',
  imports: [Icon, Time],
  template: `
    @let run = tests();
    <p>
      @if (run.failed > 0) {
        <wb-icon name="error" class="bad" /> {{ counted(run.failed, 'test') }} failed,
        {{ figure(run.passed) }} passed,
      } @else if (run.passed > 0) {
        <wb-icon name="check-circle" class="good" />
        {{ counted(run.passed, 'test') }} passed,
      } @else {
        <wb-icon name="warning" class="bad" /> There are no tests,
      }
      {{ figure(run.coverage.covered) }} of {{ counted(run.coverage.total, 'clause') }} reached.
      <span class="faint"
        >Run by {{ person(run.requestedBy) }}, <wb-time [at]="run.createdAt"
      /></span>
    </p>
    <ul>
      @for (result of run.results; track result.id) {
        @if (!result.passed) {
          <li>
            <b>{{ result.title ?? result.id }}</b> {{ result.mismatch }}
          </li>
        }
      }
    </ul>
    @if (run.coverage.uncovered.length > 0) {
      <p class="faint">
        No test reaches
        @for (clause of run.coverage.uncovered; track clause) {
          <code>{{ clause }}</code>{{ $last ? '.' : ', ' }}
        }
      </p>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--wb-space-2);
      font-size: var(--wb-text-sm);
    }
    .good {
      color: var(--wb-good);
    }
    .bad {
      color: var(--wb-bad);
    }
    .faint {
      color: var(--wb-ink-faint);
      font-size: var(--wb-text-xs);
    }
    wb-icon {
      vertical-align: -0.15em;
    }
  `,
})
export class TestSummary {
  readonly tests = input.required<RuleTestRun>();

  protected readonly counted = counted;
  protected readonly figure = figure;
  protected readonly person = actorName;
}

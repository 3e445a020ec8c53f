import { Component, computed, input } from '@angular/core';
import { httpResource } from '@angular/common/http';
import type { BulkReplay, BulkReplayRun, Page } from '@waybill/contracts';
import { Icon, figure, signedFigure } from '@waybill/portal-ui';

const canaryMax = '50';

/** What the runs that went first did, and what follows from it. */
@Component({
  selector: 'wb-canary-card',
  imports: [Icon],
  template: `
    <header>
      <wb-icon [name]="verdict().icon" [class]="verdict().tone" />
      <h2>{{ verdict().text }}</h2>
    </header>
    @if (canaries().length > 0) {
      <p>
        {{ names() }}: {{ figure(changed()) }} of {{ figure(planned()) }} planned rows changed,
        {{ signed(points()) }} points.
      </p>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--wb-space-2);
      padding: var(--wb-space-4);
    }
    header {
      display: flex;
      align-items: center;
      gap: var(--wb-space-2);
    }
    header wb-icon {
      font-size: 1.2rem;
    }
    p {
      color: var(--wb-ink-soft);
      font-size: var(--wb-text-sm);
      overflow-wrap: anywhere;
    }
    .good {
      color: var(--wb-good);
    }
    .bad {
      color: var(--wb-bad);
    }
    .busy {
      color: var(--wb-busy);
    }
    .warn {
      color: var(--wb-warn);
    }
  `,
  host: { class: 'wb-card', role: 'region', 'aria-label': 'Canary' },
})
export class CanaryCard {
  readonly bulk = input.required<BulkReplay>();
  /** Read again when it changes. */
  readonly version = input.required<string>();

  private readonly answer = httpResource<Page<BulkReplayRun>>(() => {
    this.version();
    const url = `/bff/api/bulk-replay-plans/${encodeURIComponent(this.bulk().plan)}/runs`;
    return { url, params: { limit: canaryMax } };
  });
  /** They are listed first. */
  protected readonly canaries = computed(() =>
    this.answer.hasValue() ? this.answer.value().items.filter(({ isCanary }) => isCanary) : [],
  );
  protected readonly figure = figure;
  protected readonly signed = signedFigure;
  protected readonly names = computed(() =>
    this.canaries()
      .map(({ fileName }) => fileName)
      .join(', '),
  );
  protected readonly planned = computed(() => sumOf(this.canaries(), 'planned'));
  protected readonly changed = computed(() => sumOf(this.canaries(), 'actual'));
  protected readonly points = computed(() =>
    this.canaries().reduce((sum, { actual }) => sum + (actual?.pointsDelta ?? 0), 0),
  );
  protected readonly verdict = computed(() => {
    const canaries = this.canaries();
    if (canaries.some(({ state }) => state === 'unexpected')) return odd;
    const isDone = canaries.length > 0 && canaries.every(({ state }) => state === 'done');
    if (!isDone) return this.bulk().state === 'canary' ? underWay : notFinished;
    return this.bulk().state === 'waiting' ? waits : sound;
  });
}

const underWay = {
  text: 'The canary is being replayed',
  icon: 'progress-activity',
  tone: 'busy',
} as const;
const notFinished = {
  text: 'The canary was not finished',
  icon: 'do-not-disturb-on',
  tone: 'warn',
} as const;
const odd = {
  text: 'The canary did not do what was planned',
  icon: 'error',
  tone: 'bad',
} as const;
const sound = {
  text: 'The canary did exactly what was planned',
  icon: 'verified',
  tone: 'good',
} as const;
const waits = {
  text: 'The canary did exactly what was planned; the rest waits for you',
  icon: 'verified',
  tone: 'good',
} as const;

function sumOf(runs: readonly BulkReplayRun[], which: 'planned' | 'actual'): number {
  return runs.reduce((sum, run) => {
    const effects = run[which];
    return effects ? sum + effects.inserted + effects.reversed : sum;
  }, 0);
}

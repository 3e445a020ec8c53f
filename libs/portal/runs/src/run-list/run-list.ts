import { HttpClient, httpResource } from '@angular/common/http';
import { Service, computed, inject, linkedSignal } from '@angular/core';
import { Store } from '@ngrx/store';
import type { Page, Run, RunsPage } from '@waybill/contracts';
import { toProblem, whileVisible } from '@waybill/portal-core';
import { runListFeature, selectRunListQuery } from './run-list-feature.ts';
import { requestParams } from './run-list-query.ts';

const lookEveryMs = 4000;

/**
 * The runs of the address, kept up to date without moving anything: a run that is shown changes in place,
 * a new one is only counted until the person asks for it.
 */
@Service({ autoProvided: false })
export class RunList {
  private readonly http = inject(HttpClient);
  private readonly store = inject(Store);
  readonly query = this.store.selectSignal(selectRunListQuery);
  private readonly params = computed(() => requestParams(this.query(), Date.now()));

  readonly answer = httpResource<RunsPage>(() => ({
    url: '/bff/runs-page',
    params: this.params(),
  }));
  private readonly loaded = computed(() =>
    this.answer.hasValue() ? this.answer.value() : undefined,
  );

  /** What is on the screen: the last page stays, dimmed, while the next one is on its way. */
  readonly page = linkedSignal<RunsPage | undefined, RunsPage | undefined>({
    source: this.loaded,
    computation: (loaded, previous) => loaded ?? previous?.value,
  });
  /** The same page as the hub has it now. */
  private readonly latest = linkedSignal<RunsPage | undefined, Page<Run> | null>({
    source: this.loaded,
    computation: () => null,
  });

  readonly rows = computed((): readonly Run[] => {
    const latest = new Map(this.latest()?.items.map((run) => [run.id, run]));
    return (this.page()?.runs.items ?? []).map((run) => latest.get(run.id) ?? run);
  });
  /** Runs that came since the page was loaded. */
  readonly arrived = computed(() => {
    if (this.query().cursor !== null || this.query().sort !== 'newest') return 0;
    const shown = new Set(this.page()?.runs.items.map(({ id }) => id));
    return (this.latest()?.items ?? []).filter(({ id }) => !shown.has(id)).length;
  });
  /** Whether so much has come that the newest page holds nothing known any more. */
  readonly arrivedMore = computed(() => {
    const latest = this.latest();
    return latest !== null && latest.next !== null && this.arrived() === latest.items.length;
  });
  readonly problem = computed(() => {
    const error = this.answer.error();
    return error ? toProblem(error) : null;
  });
  readonly older = computed(() => this.page()?.runs.next ?? null);
  readonly trail = this.store.selectSignal(runListFeature.selectTrail);

  constructor() {
    whileVisible(
      lookEveryMs,
      () => this.loaded() !== undefined,
      () => {
        this.look();
      },
    );
  }

  /** Shows what has arrived, or tries again after an error. */
  reload(): void {
    this.answer.reload();
  }

  private look(): void {
    const asked = this.params();
    this.http.get<Page<Run>>('/bff/api/runs', { params: asked }).subscribe({
      next: (page) => {
        if (asked === this.params() && this.loaded()) this.latest.set(page);
      },
      // The next look may succeed; the page says by itself when it is offline.
      error: () => undefined,
    });
  }
}

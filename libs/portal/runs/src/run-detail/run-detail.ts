import { httpResource } from '@angular/common/http';
import { Service, computed, linkedSignal, signal } from '@angular/core';
import { isFinished, toProblem, whileVisible } from '@waybill/portal-core';
import type { RunPage } from '@waybill/contracts';

const lookEveryMs = 1500;

/** One run, live while it is going on; shared by the head and the tabs of its screen. */
@Service({ autoProvided: false })
export class RunDetail {
  private readonly id = signal<string | null>(null);

  readonly answer = httpResource<RunPage>(() => {
    const id = this.id();
    return id === null ? undefined : `/bff/run-page/${encodeURIComponent(id)}`;
  });
  private readonly loaded = computed(() =>
    this.answer.hasValue() ? this.answer.value() : undefined,
  );

  /** Stays while a look at it fails; another run begins empty. */
  readonly page = linkedSignal<
    { loaded: RunPage | undefined; id: string | null },
    RunPage | undefined
  >({
    source: () => ({ loaded: this.loaded(), id: this.id() }),
    computation: ({ loaded, id }, previous) =>
      loaded ?? (previous?.value?.run.id === id ? previous?.value : undefined),
  });
  readonly run = computed(() => this.page()?.run);
  readonly problem = computed(() => {
    const error = this.answer.error();
    return error ? toProblem(error) : null;
  });
  readonly isLive = computed(() => {
    const page = this.page();
    return page ? !isFinished(page.run.state) || (page.replay !== null && !page.proof) : false;
  });

  constructor() {
    whileVisible(
      lookEveryMs,
      () => this.isLive(),
      () => {
        this.reload();
      },
    );
  }

  show(id: string): void {
    this.id.set(id);
  }

  reload(): void {
    this.answer.reload();
  }
}

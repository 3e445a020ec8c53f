import { httpResource } from '@angular/common/http';
import { Service, computed, linkedSignal, signal } from '@angular/core';
import { isFinished, toProblem, whileVisible } from '@waybill/portal-core';
import type { RunPage } from '@waybill/contracts';

const lookEveryMs = 1500;

/** One run, live while it is going on; shared by the head and the tabs of its screen. */
@Service({ autoProvided: false })
export class RunDetail {
  private readonly address = signal<{ id: string; replay: string | undefined } | null>(null);

  readonly answer = httpResource<RunPage>(() => {
    const address = this.address();
    if (!address) return undefined;
    const { id, replay } = address;
    return {
      url: `/bff/run-page/${encodeURIComponent(id)}`,
      ...(replay ? { params: { replay } } : {}),
    };
  });
  private readonly loaded = computed(() =>
    this.answer.hasValue() ? this.answer.value() : undefined,
  );

  /** Stays while a look at it fails; another run begins empty. */
  readonly page = linkedSignal<
    { loaded: RunPage | undefined; id: string | undefined },
    RunPage | undefined
  >({
    source: () => ({ loaded: this.loaded(), id: this.address()?.id }),
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

  show(id: string, replay: string | undefined): void {
    this.address.set({ id, replay });
  }

  reload(): void {
    this.answer.reload();
  }
}

import { HttpClient, HttpErrorResponse, httpResource } from '@angular/common/http';
import type { HttpResponse } from '@angular/common/http';
import { computed, inject, linkedSignal, signal } from '@angular/core';
import type { Signal } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { toProblem } from '../problems/to-problem.ts';
import type { PortalProblem } from '../problems/portal-problem.ts';

/** What somebody else made of a thing while a form on it was open. */
export interface Stale<Thing> {
  readonly before: Thing;
  readonly now: Thing;
}

export interface Edit {
  readonly method: 'PUT' | 'PATCH';
  readonly url: string;
  readonly body: unknown;
}

export interface Edited<Thing> {
  /** As it was read or saved last; stays while another look at it fails. */
  readonly value: Signal<Thing | undefined>;
  /** Why it could not be read. */
  readonly problem: Signal<PortalProblem | null>;
  /** Set once an edit met somebody else's; the next `save` goes over theirs. */
  readonly stale: Signal<Stale<Thing> | null>;
  readonly saveProblem: Signal<PortalProblem | null>;
  readonly saving: Signal<boolean>;
  /** Sends an edit of what was read; true when it was taken. Nothing is sent over what was not seen: see `stale`. */
  save(edit: Edit): Promise<boolean>;
  /** Forgets what went wrong, for a form that begins anew. */
  settle(): void;
  reload(): void;
}

interface Seen<Thing> {
  readonly thing: Thing;
  readonly tag: string;
}

/**
 * One thing that is read at an address and edited with the ETag of that reading, so that two people never overwrite each other unseen.
 * Must be called in an injection context.
 */
export function edited<Thing>(url: () => string | undefined): Edited<Thing> {
  const http = inject(HttpClient);
  const answer = httpResource<Thing>(() => url());
  const read = computed((): Seen<Thing> | undefined => {
    if (!answer.hasValue()) return undefined;
    return { thing: answer.value(), tag: answer.headers()?.get('etag') ?? '*' };
  });
  // A reading replaces what an edit answered, and the other way round; another address begins empty.
  const seen = linkedSignal<
    { read: Seen<Thing> | undefined; url: string | undefined },
    Seen<Thing> | undefined
  >({
    source: () => ({ read: read(), url: url() }),
    computation: ({ read: now, url: at }, previous) =>
      now ?? (previous?.source.url === at ? previous?.value : undefined),
  });
  const stale = signal<Stale<Thing> | null>(null);
  const saveProblem = signal<PortalProblem | null>(null);
  const saving = signal(false);

  async function look(): Promise<void> {
    const at = url();
    const before = seen();
    if (at === undefined || before === undefined) return;
    const response = await firstValueFrom(http.get<Thing>(at, { observe: 'response' }));
    const now = seenIn(response);
    if (now === undefined) return;
    seen.set(now);
    stale.set({ before: before.thing, now: now.thing });
  }

  return {
    value: computed(() => seen()?.thing),
    problem: computed(() => {
      const error = answer.error();
      return error ? toProblem(error) : null;
    }),
    stale: stale.asReadonly(),
    saveProblem: saveProblem.asReadonly(),
    saving: saving.asReadonly(),
    save: async ({ method, url: at, body }) => {
      saving.set(true);
      saveProblem.set(null);
      const headers = { 'If-Match': seen()?.tag ?? '*' };
      try {
        const call = http.request<Thing>(method, at, { body, headers, observe: 'response' });
        const response = await firstValueFrom(call);
        seen.set(seenIn(response));
        stale.set(null);
        return true;
      } catch (error) {
        saveProblem.set(toProblem(error));
        if (error instanceof HttpErrorResponse && error.status === 412) {
          await look().catch((reason: unknown) => {
            saveProblem.set(toProblem(reason));
          });
        }
        return false;
      } finally {
        saving.set(false);
      }
    },
    settle: () => {
      stale.set(null);
      saveProblem.set(null);
    },
    reload: () => {
      answer.reload();
    },
  };
}

function seenIn<Thing>({ body, headers }: HttpResponse<Thing>): Seen<Thing> | undefined {
  return body === null ? undefined : { thing: body, tag: headers.get('etag') ?? '*' };
}

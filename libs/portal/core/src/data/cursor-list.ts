import { HttpClient } from '@angular/common/http';
import { computed, effect, inject, signal, untracked } from '@angular/core';
import type { Signal } from '@angular/core';
import type { Page } from '@waybill/contracts';
import { toProblem } from '../problems/to-problem.ts';
import type { PortalProblem } from '../problems/portal-problem.ts';
import type { Subscription } from 'rxjs';

export interface CursorList<Item> {
  readonly items: Signal<readonly Item[]>;
  /** True until the first page is there. */
  readonly waiting: Signal<boolean>;
  readonly loading: Signal<boolean>;
  readonly problem: Signal<PortalProblem | null>;
  readonly hasMore: Signal<boolean>;
  /** The next page, or the same one again after an error. */
  more(): void;
  /** Goes on where the list ended, for lists that grow at their end. */
  catchUp(): void;
}

export interface ListRequest {
  readonly url: string;
  readonly params: Readonly<Record<string, string>>;
}

/**
 * A list that is read page by page and grows downwards. Begins anew when the request changes; undefined
 * means not yet. Must be called in an injection context.
 */
export function cursorList<Item>(request: () => ListRequest | undefined): CursorList<Item> {
  const http = inject(HttpClient);
  const pages = signal<readonly (readonly Item[])[]>([]);
  const next = signal<string | null>(null);
  const last = signal<string | null>(null);
  const loading = signal(false);
  const problem = signal<PortalProblem | null>(null);
  let call: Subscription | undefined;

  const load = (cursor: string | null, keep: readonly (readonly Item[])[]) => {
    const asked = untracked(request);
    if (!asked) return;
    call?.unsubscribe();
    loading.set(true);
    problem.set(null);
    const params = { ...asked.params, ...(cursor ? { cursor } : {}) };
    call = http.get<Page<Item>>(asked.url, { params }).subscribe({
      next: (page) => {
        pages.set([...keep, page.items]);
        last.set(cursor);
        next.set(page.next);
        loading.set(false);
      },
      error: (error: unknown) => {
        problem.set(toProblem(error));
        loading.set(false);
      },
    });
  };

  effect((onCleanup) => {
    request();
    untracked(() => {
      pages.set([]);
      next.set(null);
      load(null, []);
    });
    onCleanup(() => call?.unsubscribe());
  });

  return {
    items: computed(() => pages().flat()),
    waiting: computed(() => pages().length === 0 && !problem()),
    loading,
    problem,
    hasMore: computed(() => next() !== null),
    more: () => {
      if (!loading()) load(next(), pages());
    },
    catchUp: () => {
      // The last page was not full when it was read; what came since is on it.
      if (!loading() && next() === null && pages().length > 0) load(last(), pages().slice(0, -1));
    },
  };
}

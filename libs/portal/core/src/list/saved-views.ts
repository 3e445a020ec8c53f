import { HttpClient, HttpErrorResponse, httpResource } from '@angular/common/http';
import { computed, inject } from '@angular/core';
import type { Params } from '@angular/router';
import { Store } from '@ngrx/store';
import type { SavedView } from '@waybill/contracts';
import { firstValueFrom } from 'rxjs';
import type { Observable } from 'rxjs';
import { preferenceEvents, preferencesFeature } from '../preferences/preferences.ts';
import { Undo } from '../undo/undo.ts';

const path = '/bff/api/saved-views';

export type ViewContent = Pick<SavedView, 'name' | 'query' | 'columns' | 'density' | 'shared'>;

/** Somebody, another window perhaps, has changed the view since it was shown here. */
export class ViewChanged extends Error {
  override readonly name = 'ViewChanged';
  readonly before: SavedView;
  readonly now: SavedView;

  constructor(before: SavedView, now: SavedView) {
    super(`${before.name} was changed`);
    this.before = before;
    this.now = now;
  }
}

/** The saved views of one list. Must be made where `inject` may be called. */
export class SavedViews {
  private readonly http = inject(HttpClient);
  private readonly store = inject(Store);
  private readonly undo = inject(Undo);
  private readonly list: string;
  private readonly defaults = this.store.selectSignal(preferencesFeature.selectDefaultViews);
  private readonly answer;

  /** The person's own, then those of others; null until they are there. */
  readonly all = computed((): readonly SavedView[] | null =>
    this.answer.hasValue() ? this.answer.value().items : null,
  );
  readonly defaultId = computed((): string | null => this.defaults()[this.list] ?? null);

  constructor(list: string) {
    this.list = list;
    this.answer = httpResource<{ items: SavedView[] }>(() => ({ url: path, params: { list } }));
  }

  of(id: string | null): SavedView | null {
    return this.all()?.find((view) => view.id === id) ?? null;
  }

  /** Rejects with what HttpClient rejects with. */
  async create(content: ViewContent): Promise<SavedView> {
    const headers = { 'Idempotency-Key': crypto.randomUUID() };
    const body = { list: this.list, ...content };
    const view = await firstValueFrom(this.http.post<SavedView>(path, body, { headers }));
    this.answer.reload();
    return view;
  }

  /** Rejects with `ViewChanged`, or with what HttpClient rejects with. */
  async change(view: SavedView, change: Partial<ViewContent>): Promise<void> {
    const { name, query, columns, density, shared } = { ...view, ...change };
    const body = { name, query, columns, density, shared };
    await this.unlessChanged(view, (headers) =>
      this.http.put(`${path}/${view.id}`, body, { headers }),
    );
    this.answer.reload();
  }

  /** Deletes it and offers to take that back; rejects as `change` does. */
  async remove(view: SavedView): Promise<void> {
    await this.unlessChanged(view, (headers) =>
      this.http.delete(`${path}/${view.id}`, { headers }),
    );
    const wasDefault = this.defaultId() === view.id;
    if (wasDefault) this.makeDefault(null);
    this.answer.reload();
    this.undo.offer({
      done: `View “${view.name}” deleted`,
      undo: async () => {
        const { name, query, columns, density, shared } = view;
        const again = await this.create({ name, query, columns, density, shared });
        if (wasDefault) this.makeDefault(again.id);
      },
    });
  }

  /** The view that the list opens with; null opens the whole list. */
  makeDefault(id: string | null): void {
    const { [this.list]: _last, ...others } = this.defaults();
    const defaultViews = id === null ? others : { ...others, [this.list]: id };
    this.store.dispatch(preferenceEvents.changed({ change: { defaultViews } }));
  }

  /** Shows the views as the hub has them now. */
  reload(): void {
    this.answer.reload();
  }

  /** Sends an edit of the view as it is shown here, and of no other. */
  private async unlessChanged(
    view: SavedView,
    send: (headers: { 'If-Match': string }) => Observable<unknown>,
  ): Promise<void> {
    const { now, tag } = await this.look(view);
    if (now.updatedAt !== view.updatedAt) throw new ViewChanged(view, now);
    try {
      await firstValueFrom(send({ 'If-Match': tag }));
    } catch (error) {
      const isLate = error instanceof HttpErrorResponse && error.status === 412;
      throw isLate ? new ViewChanged(view, (await this.look(view)).now) : error;
    }
  }

  private async look({ id }: SavedView): Promise<{ now: SavedView; tag: string }> {
    const { body, headers } = await firstValueFrom(
      this.http.get<SavedView>(`${path}/${id}`, { observe: 'response' }),
    );
    if (body === null) throw new Error(`the hub showed nothing of ${id}`);
    return { now: body, tag: headers.get('etag') ?? '' };
  }
}

/** The address of a list as a view shows it; null takes a parameter out. */
export function addressOf({ id, query, columns, density }: SavedView, names: Params): Params {
  const nothing = Object.fromEntries(Object.keys(names).map((name) => [name, null]));
  const shown = { columns: columns?.join(',') ?? null, density, view: id };
  return { ...nothing, ...query, ...shown };
}

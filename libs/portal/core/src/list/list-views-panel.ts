import { A11yModule } from '@angular/cdk/a11y';
import { Component, computed, input, linkedSignal, output, signal } from '@angular/core';
import type { SavedView } from '@waybill/contracts';
import { CopyButton } from '@waybill/portal-ui';
import { toProblem } from '../problems/to-problem.ts';
import type { List } from './list.ts';
import { ViewChanged } from './saved-views.ts';

/** The views of a list: open, save, update, rename, share, make the usual one, delete. */
@Component({
  selector: 'wb-list-views-panel',
  imports: [A11yModule, CopyButton],
  templateUrl: './list-views-panel.html',
  styleUrl: './list-panel.scss',
})
export class ListViewsPanel<Item, Name extends string, Sort extends string> {
  readonly list = input.required<List<Item, Name, Sort>>();
  readonly done = output();

  protected readonly busy = signal(false);
  protected readonly problem = signal<string | null>(null);
  protected readonly view = computed(() => this.list().view());
  protected readonly views = computed(() => this.list().views);
  protected readonly groups = computed(() => {
    const all = this.views().all() ?? [];
    return [
      { label: 'Mine', views: all.filter(({ mine }) => mine) },
      { label: 'Of the team', views: all.filter(({ mine }) => !mine) },
    ].filter(({ views }) => views.length > 0);
  });
  protected readonly name = linkedSignal(() => (this.view()?.mine ? this.view()?.name : '') ?? '');
  protected readonly shared = linkedSignal(() => this.view()?.shared ?? false);
  protected readonly isDefault = computed(
    () => this.views().defaultId() !== null && this.views().defaultId() === this.view()?.id,
  );
  /** What the link shows is the view, not how it was changed here. */
  protected readonly link = computed(() => {
    const { origin, pathname } = location;
    return `${origin}${pathname}?view=${this.view()?.id ?? ''}`;
  });

  protected open(view: SavedView): void {
    this.list().openView(view);
    this.done.emit();
  }

  protected whole(): void {
    this.list().clear();
    this.list().show(null);
    this.done.emit();
  }

  protected typed(event: Event): void {
    if (event.target instanceof HTMLInputElement) this.name.set(event.target.value);
  }

  protected saveNew(): Promise<void> {
    return this.attempt(async () => {
      const name = this.name().trim();
      const content = { ...this.list().content(), name, shared: this.shared() };
      this.list().openView(await this.views().create(content));
    });
  }

  protected update(view: SavedView): Promise<void> {
    return this.attempt(() => this.views().change(view, this.list().content()));
  }

  protected describe(view: SavedView): Promise<void> {
    const change = { name: this.name().trim(), shared: this.shared() };
    return this.attempt(() => this.views().change(view, change));
  }

  protected remove(view: SavedView): Promise<void> {
    return this.attempt(async () => {
      await this.views().remove(view);
      this.list().leaveView();
    });
  }

  protected toggleDefault(view: SavedView): void {
    this.views().makeDefault(this.isDefault() ? null : view.id);
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    this.busy.set(true);
    this.problem.set(null);
    try {
      await work();
    } catch (error) {
      this.problem.set(sentenceFor(error));
    } finally {
      this.busy.set(false);
    }
  }
}

function sentenceFor(error: unknown): string {
  if (error instanceof ViewChanged) {
    return 'The view was changed elsewhere. What it shows now is loaded; try again if you still want to.';
  }
  const { title, advice } = toProblem(error);
  return `${title} ${advice}`;
}

import { A11yModule } from '@angular/cdk/a11y';
import {
  Component,
  ElementRef,
  afterRenderEffect,
  computed,
  input,
  linkedSignal,
  output,
  signal,
  viewChild,
} from '@angular/core';
import type { SavedView } from '@waybill/contracts';
import { CopyButton } from '@waybill/portal-ui';
import { EditProblem } from '../edits/edit-problem.ts';
import type { Stale } from '../edits/edited.ts';
import { toProblem } from '../problems/to-problem.ts';
import type { PortalProblem } from '../problems/portal-problem.ts';
import type { List } from './list.ts';
import { ViewChanged } from './saved-views.ts';

/** An edit that met somebody else's: theirs, and what would go over it. */
interface Clash extends Stale<SavedView> {
  /** What the button says that goes over theirs. */
  readonly label: string;
  readonly again: (now: SavedView) => Promise<void>;
}

/** The views of a list: open, save, update, rename, share, make the usual one, delete. */
@Component({
  selector: 'wb-list-views-panel',
  imports: [A11yModule, CopyButton, EditProblem],
  templateUrl: './list-views-panel.html',
  styleUrl: './list-panel.scss',
})
export class ListViewsPanel<Item, Name extends string, Sort extends string> {
  readonly list = input.required<List<Item, Name, Sort>>();
  readonly done = output();

  protected readonly busy = signal(false);
  protected readonly problem = signal<PortalProblem | null>(null);
  protected readonly clash = signal<Clash | null>(null);
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

  private readonly clashShown = viewChild(EditProblem, { read: ElementRef<HTMLElement> });

  constructor() {
    afterRenderEffect(() => {
      // What there is to choose would be below the edge of the panel.
      this.clashShown()?.nativeElement.scrollIntoView({ block: 'end' });
    });
  }

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
    const content = this.list().content();
    return this.edit(view, (now) => this.views().change(now, content));
  }

  protected describe(view: SavedView): Promise<void> {
    const change = { name: this.name().trim(), shared: this.shared() };
    return this.edit(view, (now) => this.views().change(now, change));
  }

  protected remove(view: SavedView): Promise<void> {
    const work = async (now: SavedView) => {
      await this.views().remove(now);
      this.list().leaveView();
    };
    return this.edit(view, work, 'Delete it all the same');
  }

  protected overwrite({ now, again, label }: Clash): Promise<void> {
    return this.edit(now, again, label);
  }

  protected takeTheirs({ now }: Clash): void {
    this.clash.set(null);
    this.views().reload();
    this.list().openView(now);
  }

  protected toggleDefault(view: SavedView): void {
    this.views().makeDefault(this.isDefault() ? null : view.id);
  }

  private edit(view: SavedView, again: Clash['again'], label = 'Save mine over it'): Promise<void> {
    return this.attempt(async () => {
      try {
        await again(view);
      } catch (error) {
        if (!(error instanceof ViewChanged)) throw error;
        const { before, now } = error;
        this.clash.set({ before, now, again, label });
      }
    });
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    this.busy.set(true);
    this.problem.set(null);
    this.clash.set(null);
    try {
      await work();
    } catch (error) {
      this.problem.set(toProblem(error));
    } finally {
      this.busy.set(false);
    }
  }
}

import { LiveAnnouncer } from '@angular/cdk/a11y';
import { Clipboard } from '@angular/cdk/clipboard';
import {
  Component,
  Directive,
  TemplateRef,
  computed,
  contentChild,
  contentChildren,
  effect,
  inject,
  input,
} from '@angular/core';
import { NgTemplateOutlet } from '@angular/common';
import { EmptyState, Icon, KeysetPager, ProblemPanel, figure } from '@waybill/portal-ui';
import { Cell, DataTable } from '@waybill/portal-ui/table';
import type { CellAction, RowLink, TableColumn } from '@waybill/portal-ui/table';
import { ExportButton } from '../export/export-button.ts';
import type { List } from './list.ts';
import { ListDisplay } from './list-display.ts';
import type { BulkSelection } from './list-selection.ts';
import { ListViews } from './list-views.ts';
import { ListToolbar } from './list-toolbar.ts';

/** What a list shows before there is anything to list: `<ng-template wbListEmpty>`. */
@Directive({ selector: 'ng-template[wbListEmpty]' })
export class ListEmpty {
  readonly template = inject(TemplateRef);
}

interface BulkContext {
  readonly $implicit: BulkSelection;
}

/**
 * What may be done with selected rows: `<ng-template wbListBulk let-selection>` with its buttons. A list with it can be selected from.
 */
@Directive({ selector: 'ng-template[wbListBulk]' })
export class ListBulk {
  readonly template = inject<TemplateRef<BulkContext>>(TemplateRef);

  static ngTemplateContextGuard(_bulk: ListBulk, _context: unknown): _context is BulkContext {
    return true;
  }
}

/**
 * The screen of a list: heading, toolbar, table and every state of it. Content is the cells (`wbCell`), what is shown while there is
 * nothing (`wbListEmpty`), what may be done with selected rows (`wbListBulk`) and buttons for the head (`[listAction]`).
 */
@Component({
  selector: 'wb-list',
  imports: [
    DataTable,
    EmptyState,
    ExportButton,
    Icon,
    KeysetPager,
    ListDisplay,
    ListToolbar,
    ListViews,
    NgTemplateOutlet,
    ProblemPanel,
  ],
  templateUrl: './list-view.html',
  styleUrl: './list-view.scss',
})
export class ListView<Item, Name extends string, Sort extends string> {
  readonly list = input.required<List<Item, Name, Sort>>();
  /** The page's heading; none where the list is a part of a page that has one. */
  readonly heading = input<string | null>(null);
  readonly rowLink = input<((item: Item) => RowLink) | null>(null);

  private readonly clipboard = inject(Clipboard);
  private readonly announcer = inject(LiveAnnouncer);
  private said = 0;

  protected readonly cells = contentChildren<Cell<Item>>(Cell);
  protected readonly empty = contentChild(ListEmpty);
  protected readonly bulk = contentChild(ListBulk);
  protected readonly definition = computed(() => this.list().definition);
  protected readonly label = computed(() => capitalised(this.definition().nouns[1]));
  protected readonly newLabel = computed(() => {
    const arrived = this.list().arrived();
    const count = this.list().arrivedMore() ? `${arrived} or more` : String(arrived);
    return `${count} new ${this.noun(arrived)}`;
  });
  protected readonly shown = computed(() => {
    const count = this.list().rows()?.length ?? 0;
    return `${figure(count)} ${this.noun(count)} on this page`;
  });
  protected readonly newestFirst = computed(() => {
    const sort: string = this.list().query().sort;
    return sort === 'newest' || sort === 'changed';
  });

  protected readonly selectedLabel = computed(() => {
    const count = this.list().selection.count();
    return count === null ? 'All that match are selected' : `${figure(count)} selected`;
  });
  /** Offered once the whole page is selected and there is more. */
  protected readonly allLabel = computed(() => {
    const { selection } = this.list();
    const page = this.list().rows()?.length ?? 0;
    const hasMore = this.list().hasNext() || this.list().hasBefore();
    if (selection.all() || selection.ids().size < page || !hasMore) return null;
    const matching = this.list().matching();
    return matching === null ? 'Select all that match' : `Select all ${figure(matching)} matching`;
  });

  constructor() {
    effect(() => {
      const arrived = this.list().arrived();
      // Said when the number grows, not with every look at it.
      if (arrived > this.said) void this.announcer.announce(this.newLabel(), 'polite');
      this.said = arrived;
    });
    effect(() => {
      if (this.list().answer.status() === 'resolved') {
        void this.announcer.announce(this.shown(), 'polite');
      }
    });
  }

  /** What a column offers for its cells: to narrow the list to one like it, and to copy it. */
  protected readonly cellActions = ({ id }: TableColumn, item: Item): readonly CellAction[] => {
    const column = this.list().definition.columns.find((each) => each.id === id);
    const text = column?.text?.(item) ?? null;
    const { filter } = column ?? {};
    const value = filter?.value(item) ?? null;
    const isOpen = this.list()
      .openFilters()
      .some(({ name }) => name === filter?.name);
    const actions: CellAction[] = [];
    if (filter && value !== null && isOpen && this.list().query().filters[filter.name] !== value) {
      const change: Partial<Record<Name, string | null>> = {};
      change[filter.name] = value;
      const name = `Show only ${value}`;
      actions.push({ icon: 'filter-list', name, act: () => this.list().filter(change) });
    }
    if (text !== null) {
      actions.push({ icon: 'content-copy', name: `Copy ${text}`, act: () => this.copy(text) });
    }
    return actions;
  };

  protected order(sort: string): void {
    const isSort = (text: string): text is Sort => Object.hasOwn(this.definition().sorts, text);
    if (isSort(sort)) this.list().order(sort);
  }

  protected toggle({ row, upTo }: { row: Item; upTo: boolean }): void {
    this.list().selection.toggle(this.definition().id(row), upTo);
  }

  private copy(text: string): void {
    if (this.clipboard.copy(text)) void this.announcer.announce('Copied', 'polite');
  }

  private noun(count: number): string {
    const [one, many] = this.definition().nouns;
    return count === 1 ? one : many;
  }
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

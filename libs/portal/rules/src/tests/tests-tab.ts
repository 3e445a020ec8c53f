import {
  Component,
  Injector,
  afterNextRender,
  computed,
  inject,
  input,
  signal,
  viewChild,
} from '@angular/core';
import type { ElementRef } from '@angular/core';
import { MatMenuModule } from '@angular/material/menu';
import { Router, RouterLink } from '@angular/router';
import { EmptyState, Icon, Refusal, Skeleton, StatusChip } from '@waybill/portal-ui';
import type { IconName, Tone } from '@waybill/portal-ui';
import type { TestCase } from '@waybill/rules';
import { RuleWorkspace } from '../workspace/rule-workspace.ts';
import { decisionWords, rowWords, titleOf, verdictWords } from './cases/case-words.ts';
import { duplicated, freeId, moved, withTest, without } from './cases/test-edits.ts';
import { CoverageList } from './coverage-list.ts';
import { RowCase } from './from-row/row-case.ts';
import { HubRuns } from './hub-runs/hub-runs.ts';
import { CaseRuns } from './running/case-runs.ts';
import type { CaseResult } from './running/run-cases.ts';
import { TestForm } from './test-form.ts';

/** The tests that stand in the rules: whether they pass while the rules are written, what they reach, and when the hub ran them. */
@Component({
  selector: 'wb-rule-tests-tab',
  imports: [
    CoverageList,
    EmptyState,
    HubRuns,
    Icon,
    MatMenuModule,
    Refusal,
    RouterLink,
    RowCase,
    Skeleton,
    StatusChip,
    TestForm,
  ],
  providers: [CaseRuns],
  templateUrl: './tests-tab.html',
  styleUrls: ['../ui/section.scss', './tests-tab.scss'],
  host: { '(keydown)': 'stepBack($event)' },
})
export class TestsTab {
  /** From the address. */
  readonly id = input.required<string>();
  /** From the address: the id of the test that is open. */
  readonly test = input<string>();
  /** From the address: a row to make a test of, as `<run>.<number of the row>`. */
  readonly from = input<string>();

  private readonly router = inject(Router);
  private readonly injector = inject(Injector);
  private readonly list = viewChild<ElementRef<HTMLElement>>('list');
  protected readonly workspace = inject(RuleWorkspace);
  protected readonly runs = inject(CaseRuns);
  protected readonly chips = chips;
  protected readonly titleOf = titleOf;
  protected readonly rowWords = rowWords;
  protected readonly words = decisionWords;

  protected readonly document = this.workspace.document;
  protected readonly cases = computed(() =>
    (this.document()?.tests ?? []).map((test, at) => ({
      test,
      at,
      result: this.runs.resultOf(at, test.id),
    })),
  );
  protected readonly isMissing = computed(
    () => this.test() !== undefined && !this.cases().some(({ test: { id } }) => id === this.test()),
  );
  protected readonly verdict = computed(() => {
    const results = this.runs.run()?.results;
    if (results === undefined) return null;
    const passed = results.filter(({ state }) => state === 'passed').length;
    const isGood = passed === results.length && passed > 0;
    return { words: verdictWords(passed, results.length), isGood };
  });
  protected readonly refusal = computed(
    () =>
      this.workspace.why() ??
      (this.workspace.isBroken() ? 'The text is no rule set. Correct it first.' : null),
  );
  /** What was deleted last, and the text without it: as long as that stands, it can be put back here. */
  private readonly deleted = signal<{ title: string; text: string } | null>(null);
  protected readonly offer = computed(() => {
    const deleted = this.deleted();
    return deleted?.text === this.workspace.text() ? deleted.title : null;
  });

  protected chipOf(result: CaseResult | null): Chip {
    return result === null ? waiting : chips[result.state];
  }

  protected add(): void {
    const document = this.document();
    if (!document) return;
    const id = freeId(document, 'test');
    this.save({ id, row: {}, expect: { outcome: 'accrue' } });
  }

  /** Adds a test and opens it. */
  protected save(test: TestCase): void {
    this.workspace.change((document) => withTest(document, test));
    void this.open(test.id, true);
  }

  protected duplicate({ id }: TestCase): void {
    const document = this.document();
    if (!document) return;
    const copy = freeId(document, id);
    this.workspace.change((into) => duplicated(into, id, copy));
    void this.open(copy, true);
  }

  protected delete(test: TestCase): void {
    this.workspace.change((document) => without(document, test.id));
    this.deleted.set({ title: titleOf(test), text: this.workspace.text() });
    if (this.test() === test.id) void this.open(null);
    this.focus('.offer button');
  }

  protected move({ id }: TestCase, by: 1 | -1): void {
    this.workspace.change((document) => moved(document, id, by));
    // Its button was moved with it, and a moved element loses the focus.
    this.focus(`#deeds-of-${CSS.escape(id)}`);
  }

  protected toggle({ id }: TestCase): void {
    void this.open(this.test() === id ? null : id);
  }

  protected open(id: string | null, isNew = false): Promise<boolean> {
    if (id !== null && isNew) this.focus(`#test-${CSS.escape(id)} input`);
    return this.router.navigate([], {
      queryParams: { test: id, from: null },
      queryParamsHandling: 'merge',
      replaceUrl: !isNew,
    });
  }

  protected undo(): void {
    this.workspace.undo();
    this.deleted.set(null);
  }

  /** The way back through the draft, as in its other views; the fields' own would know only one field. */
  protected stepBack(event: KeyboardEvent): void {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key !== 'z' && key !== 'y') return;
    event.preventDefault();
    if (key === 'y' || event.shiftKey) this.workspace.redo();
    else this.workspace.undo();
  }

  private focus(selector: string): void {
    const look = () => {
      this.list()?.nativeElement.querySelector<HTMLElement>(selector)?.focus();
    };
    // Once the address has followed, which decides what is open.
    setTimeout(() => {
      afterNextRender(look, { injector: this.injector });
      look();
    });
  }
}

interface Chip {
  readonly label: string;
  readonly icon: IconName;
  readonly tone: Tone;
}

const waiting: Chip = { label: 'Running', icon: 'pending', tone: 'calm' };
const chips: Readonly<Record<CaseResult['state'], Chip>> = {
  passed: { label: 'Passes', icon: 'check-circle', tone: 'good' },
  failed: { label: 'Fails', icon: 'error', tone: 'bad' },
  faulty: { label: 'Not finished', icon: 'edit', tone: 'warn' },
  unable: { label: 'Cannot run', icon: 'block', tone: 'warn' },
};

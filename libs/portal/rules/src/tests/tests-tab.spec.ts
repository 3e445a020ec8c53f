import { TestBed } from '@angular/core/testing';
import type { Role, RuleSet } from '@waybill/contracts';
import {
  aFeed,
  aProblem,
  aRuleDraft,
  aRuleSet,
  aRuleTestRun,
  aRuleVersionHead,
} from '@waybill/contracts/testing';
import type { RuleSetDocument, TestCase } from '@waybill/rules';
import { openScreen } from '../testing/screen.ts';
import type { Screen } from '../testing/screen.ts';
import { runCases } from './running/run-cases.ts';
import { TESTS_BESIDE } from './running/tests-beside.ts';
import type { Answered, Question } from './running/tests-beside.ts';

const address = '/bff/api/rule-sets/acme.purchases';
const begun = { basedOn: 1, updatedAt: '2026-05-01T08:00:00.000Z', updatedBy: 'a', frozenAs: null };
const row = { occurredOn: '2026-05-05', amount: '250.00' };
const large: TestCase = {
  id: 'large',
  title: 'A large basket',
  row,
  expect: { outcome: 'accrue', points: 375 },
};
const wrong: TestCase = { ...large, id: 'wrong', title: 'Wrong', expect: { outcome: 'skip' } };

describe('the tests of rules', () => {
  beforeEach(() => {
    localStorage.clear();
    TestBed.overrideProvider(TESTS_BESIDE, { useValue: runHere });
  });
  afterEach(() => {
    document.querySelector('.cdk-overlay-container')?.remove();
    localStorage.clear();
  });

  it('pass or say what was expected and found, with what none of them reaches', async () => {
    const screen = await opened([large, wrong]);

    expect(screen.text()).toContain('1 of 2 tests does not pass.');
    const [first, second] = screen.all('.cases > li').map(({ textContent }) => textContent);
    expect(first).toMatch(/Passes.*A large basket.*amount 250\.00.*earns 375 points/s);
    expect(second).toMatch(/Fails.*The row should be skipped, but it earns 375 points/s);
    const missed = screen.query('wb-coverage-list a');
    expect(missed?.textContent).toContain('tiers/standard');
    expect(missed?.getAttribute('href')).toContain('/table?at=%2Ftables%2F0%2Frows%2F1');
  });

  it('are shown by their address, and said to be missing when they are', async () => {
    const screen = await opened([large], '?test=large');
    expect(input(screen, '[inputmode="decimal"]').value).toBe('250.00');

    await screen.router.navigateByUrl('/rules/acme.purchases/tests?test=nobody');
    await screen.settled();
    expect(screen.text()).toContain('There is no test nobody in these rules.');
  });

  it('are run anew with every key, and one that is not finished keeps no other from running', async () => {
    const screen = await opened([large, wrong], '?test=large');

    await type(screen, '[inputmode="decimal"]', '100.00');
    expect(screen.text()).toMatch(/The points should be 375, not 100/);

    await type(screen, '[inputmode="decimal"]', '100,');
    const [first, second] = screen.all('.cases > li').map(({ textContent }) => textContent);
    expect(first).toContain('Not finished');
    expect(second).toContain('Fails');
  });

  it('keep a day while another one is half typed', async () => {
    const expiring: TestCase = {
      ...large,
      expect: { outcome: 'accrue', points: 375, expiresOn: '2027-05-05' },
    };
    const screen = await opened([expiring], '?test=large');
    const days = screen.all('wb-test-form input[type=date]');
    expect(days).toHaveLength(2);
    for (const field of days) {
      Object.defineProperty(field, 'validity', { value: { badInput: true } });
      (field as HTMLInputElement).value = '';
      field.dispatchEvent(new Event('input'));
    }
    await screen.settled();

    const [found] = screen.all('.cases > li').map(({ textContent }) => textContent);
    expect(found).toContain('occurredOn 2026-05-05');
    expect(found).toContain('2027-05-05');
  });

  it('take over what was found as what they expect', async () => {
    const screen = await opened([wrong], '?test=wrong');

    screen.button(/^Expect what was found/).click();
    await screen.settled();

    expect(screen.text()).toContain('The test passes.');
    expect(input(screen, '[inputmode="numeric"]').value).toBe('375');
  });

  it('take no points that are none, and keep what stood there', async () => {
    const screen = await opened([large], '?test=large');

    await type(screen, '[inputmode="numeric"]', 'many');

    expect(screen.text()).toContain('Points are a whole number, from 0.');
    expect(screen.text()).toContain('The test passes.');
  });

  it('are added, duplicated, moved and deleted, which is taken back', async () => {
    const screen = await opened([large, wrong]);
    screen.button(/^Add a test/).click();
    await screen.settled();
    expect(titles(screen)).toEqual(['A large basket', 'Wrong', 'test']);
    expect(screen.router.url).toContain('test=test');

    await choose(screen, 'Wrong', 'Move up');
    await choose(screen, 'Wrong', 'Duplicate');
    expect(titles(screen)).toEqual(['Wrong', 'Wrong', 'A large basket', 'test']);

    await choose(screen, 'A large basket', 'Delete');
    expect(titles(screen)).toEqual(['Wrong', 'Wrong', 'test']);
    screen.button(/^Undo$/).click();
    await screen.settled();
    expect(titles(screen)).toEqual(['Wrong', 'Wrong', 'A large basket', 'test']);
  });

  it('are empty with a word on what they are for', async () => {
    const screen = await opened([]);

    expect(screen.text()).toContain('These rules have no tests');
    expect(screen.query('a[href="/runs?feed=acme.purchases"]')).not.toBeNull();
  });

  it('can only be read by a viewer, who learns why', async () => {
    const screen = await opened([large], '?test=large', 'viewer');

    for (const name of [/^Add a test/, /^Run on the hub/])
      expect(screen.button(name).getAttribute('aria-disabled')).toBe('true');
    expect(input(screen, '[inputmode="decimal"]').readOnly).toBe(true);
    expect(screen.all('[aria-label^="What to do with"]')).toEqual([]);
  });

  it('are run on the hub, which shows what it kept', async () => {
    const screen = await opened([large]);
    screen.button(/^Run on the hub/).click();
    await screen.settled();
    const run = aRuleTestRun({ id: 'tests_02', version: null });
    const { request } = await screen.answer(`${address}/test-runs`, run, 201);
    expect(request.body).toEqual({ version: null });

    const { results: _results, coverage: _coverage, ...head } = run;
    await screen.answer(`${address}/test-runs`, { items: [head], next: null });
    await screen.answer('/bff/api/test-runs/tests_02', run);

    expect(screen.query('wb-hub-runs')?.textContent).toMatch(/Draft.*1 test passed.*author/s);
    expect(screen.query('wb-hub-runs')?.textContent).toMatch(/3 of 4 clauses reached/);
  });

  it('say why the hub did not run them', async () => {
    const screen = await opened([large]);
    screen.button(/^Run on the hub/).click();
    await screen.settled();
    await screen.answer(`${address}/test-runs`, aProblem({ code: 'RULE-422' }), 422);

    expect(screen.query('wb-hub-runs')?.textContent).toContain('RULE-422');
  });

  describe('made of a row', () => {
    const received = { ...row, amount: '90.0000', memberNo: 'E1042' };
    const decision = {
      outcome: 'accrue',
      points: 90,
      expiresOn: null,
      clauses: 'tiers/standard',
      code: null,
      message: null,
      warnings: [],
    };

    it('show what is masked and expected, and are saved with one click', async () => {
      const screen = await opened([large], '?from=run_01.12', 'admin');
      const { request } = await screen.answer(`${address}/simulate`, { row: received, decision });
      expect(request.body).toMatchObject({ row: { kind: 'received', run: 'run_01', rowNo: 12 } });
      expect(screen.text()).toMatch(/memberNo A1234 stand-in/);
      expect(screen.text()).toContain('earns 90 points by tiers/standard');

      screen.button(/^Save as a test/).click();
      await screen.settled();

      expect(titles(screen)).toEqual(['A large basket', 'Like row 12 of run run_01']);
      expect(screen.text()).toContain('All 2 tests pass.');
      expect(screen.text()).toContain('Every row and rule fires in some test.');
      expect(screen.text()).not.toContain('E1042');
      expect(screen.router.url).toContain('test=row12');
      expect(screen.router.url).not.toContain('from=');
    });

    it('begin a draft where there is none', async () => {
      const screen = await opened([], '?from=run_01.12', 'author', null);
      await screen.answer(`${address}/simulate`, { row: received, decision });
      screen.button(/^Start a draft with this test/).click();
      await screen.settled();
      const text = JSON.stringify(rulesWith([]));
      const { request } = await screen.answer(`${address}/draft`, aRuleDraft({ text }), 201);

      expect(request.body).toEqual({ from: { kind: 'active' } });
      expect(titles(screen)).toEqual(['Like row 12 of run run_01']);
    });

    it('say so when the rules make something else of the stand-ins', async () => {
      const screen = await opened([], '?from=run_01.12', 'admin');
      const special = { ...decision, points: 7, clauses: 'tiers/vip' };

      await screen.answer(`${address}/simulate`, { row: received, decision: special });

      expect(screen.text()).toMatch(/the row itself earns 7 points by tiers\/vip/);
    });

    it('say that there is one of the same values', async () => {
      const screen = await opened([large], '?from=run_01.12', 'admin');

      const same = { ...row, amount: '250.0000', memberNo: null };
      await screen.answer(`${address}/simulate`, { row: same, decision });

      expect(screen.text()).toContain('A large basket gives the same values already.');
    });

    it('say why there is no such row, and what an address must be', async () => {
      const screen = await opened([large], '?from=run_01.12');
      await screen.answer(`${address}/simulate`, aProblem(), 404);
      expect(screen.query('wb-row-case wb-problem-panel')).not.toBeNull();

      for (const from of ['nothing', 'run_01.99999999999999999999']) {
        await screen.router.navigateByUrl(`/rules/acme.purchases/tests?from=${from}`);
        await screen.settled();
        expect(screen.text()).toContain('The address names no row.');
      }
    });
  });
});

function runHere(answered: Answered) {
  return {
    ask: (question: Question) => {
      answered(runCases(question.document, question.slots), question);
    },
    stop: () => undefined,
  };
}

function rulesWith(tests: readonly TestCase[]): RuleSetDocument {
  const accrue = (points: string) => [{ do: 'accrue', points } as const];
  return {
    $schema: 'https://waybill.dev/schemas/rule-set-1.json',
    name: 'tiers',
    inputs: [
      { name: 'occurredOn', type: 'date' },
      { name: 'amount', type: 'decimal', scale: 4 },
      { name: 'memberNo', type: 'text', optional: true },
    ],
    tables: [
      {
        id: 'tiers',
        hitPolicy: 'first',
        columns: [{ input: 'amount' }],
        rows: [
          { id: 'large', when: ['>= 200.0'], then: accrue('floor(amount * 1.5)') },
          { id: 'standard', when: ['-'], then: accrue('floor(amount)') },
        ],
      },
    ],
    tests,
  };
}

async function opened(
  tests: readonly TestCase[],
  query = '',
  role: Role = 'author',
  draft: RuleSet['draft'] = begun,
): Promise<Screen> {
  const screen = await openScreen(`/rules/acme.purchases/tests${query}`, role);
  await screen.answer(address, aRuleSet({ draft }));
  await screen.answerAll(
    `${address}/draft`,
    aRuleDraft({ text: JSON.stringify(rulesWith(tests)) }),
  );
  await screen.answerAll('/bff/api/feeds/acme.purchases', aFeed());
  const active = { ...aRuleVersionHead(), document: rulesWith(tests) };
  await screen.answerAll(`${address}/versions/1`, active);
  await screen.answerAll(`${address}/test-runs`, { items: [], next: null });
  return screen;
}

function input(screen: Screen, selector: string): HTMLInputElement {
  const field = screen.query(`wb-test-form input${selector}`);
  if (!(field instanceof HTMLInputElement)) throw new Error(`no field ${selector}`);
  return field;
}

/** Checking waits for a rest in typing. */
async function type(screen: Screen, selector: string, text: string): Promise<void> {
  const field = input(screen, selector);
  field.value = text;
  field.dispatchEvent(new Event('input'));
  await screen.settled();
}

async function choose(screen: Screen, title: string, deed: string): Promise<void> {
  screen.button(new RegExp(`^What to do with ${title}`)).click();
  await screen.appears('.mat-mdc-menu-panel');
  screen.button(new RegExp(`^${deed}$`)).click();
  await vi.waitUntil(() => screen.query('.mat-mdc-menu-panel') === null);
  await screen.settled();
}

function titles(screen: Screen): string[] {
  return screen.all('.about > button').map(({ textContent }) => textContent.trim());
}

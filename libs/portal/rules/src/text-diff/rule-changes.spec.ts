import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { RuleSetChange } from '@waybill/contracts';
import { RuleChanges } from './rule-changes.ts';

describe('what two rule sets say differently', () => {
  it('is told by table, then by list, with what it was and what it is', async () => {
    const shown = await shownOf([
      change({
        kind: 'changed',
        what: 'row',
        name: 'base/gold',
        part: 'when dollars',
        before: '>= 500',
        after: '>= 600',
      }),
      change({ kind: 'removed', what: 'row', name: 'base/silver', before: '>= 100 → accrue 1' }),
      change({
        kind: 'added',
        what: 'rule',
        name: 'cap',
        pointerAfter: '/rules/0',
        after: 'true → skip',
      }),
    ]);

    expect(headings(shown)).toEqual(['Table base 2', 'Rules 1']);
    expect(lines(shown)).toEqual([
      'Changed Row gold when dollars was >= 500 → , now >= 600',
      'Removed Row silver was >= 100 → accrue 1',
      'Added Rule cap , now true → skip',
    ]);
  });

  it('leads to the place in the texts of the two sides', async () => {
    const shown = await shownOf([change({ pointerAfter: '/tables/0/rows/1/when/0' })], {
      ruleSet: 'acme.purchases',
      from: 'active',
      to: 'draft',
    });

    const href = shown.querySelector('a')?.getAttribute('href');
    expect(href).toContain('/rules/acme.purchases/diff?from=active&to=draft&at=');
    expect(decodeURIComponent(href ?? '')).toContain('at=/tables/0/rows/1/when/0');
  });

  it('says that a thing moved, and where to', async () => {
    const shown = await shownOf([change({ kind: 'moved', before: '1', after: '3' })]);

    expect(lines(shown)).toEqual(['Moved Row gold from place 1 to place 3']);
  });

  it('says so when there is none', async () => {
    expect((await shownOf([])).textContent).toContain('They say the same.');
  });
});

function change(more: Partial<RuleSetChange>): RuleSetChange {
  return {
    kind: 'changed',
    what: 'row',
    name: 'base/gold',
    pointerBefore: '/tables/0/rows/0',
    pointerAfter: '/tables/0/rows/0',
    part: null,
    before: null,
    after: null,
    sentence: '',
    ...more,
  };
}

function headings(shown: HTMLElement): string[] {
  return [...shown.querySelectorAll('h3')].map(words);
}

function lines(shown: HTMLElement): string[] {
  return [...shown.querySelectorAll('li')].map(words);
}

function words({ textContent }: Element): string {
  return textContent.replace(/\s+/g, ' ').trim();
}

async function shownOf(changes: readonly RuleSetChange[], sides: object | null = null) {
  TestBed.configureTestingModule({ providers: [provideRouter([])] });
  const fixture = TestBed.createComponent(RuleChanges);
  fixture.componentRef.setInput('changes', changes);
  fixture.componentRef.setInput('sides', sides);
  await fixture.whenStable();
  return fixture.nativeElement as HTMLElement;
}

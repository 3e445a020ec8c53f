import { provideHttpClient } from '@angular/common/http';
import { provideHttpClientTesting } from '@angular/common/http/testing';
import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import type { RuleSetDocument, WrittenRow } from '@waybill/rules';
import { purchaseSlots, tieredRules } from '@waybill/rules/testing';
import { RuleSetDetail } from '../rule-set/rule-set-detail.ts';
import { RuleWorkspace } from '../workspace/rule-workspace.ts';
import { MakeTest } from './make-test.ts';

describe('the button that makes a test of a tried row', () => {
  it('adds it, masked, and leads to it', async () => {
    const { button, document, navigate } = await shown(row);
    button.click();

    expect(document().tests).toMatchObject([
      {
        id: 'row',
        title: 'Like row 12 of run run_01',
        row: { occurredOn: '2026-05-05', amount: '120', memberNo: 'A1234' },
        expect: { outcome: 'accrue', points: 180, clauses: 'base/silver' },
      },
    ]);
    expect(navigate).toHaveBeenCalledWith(['/rules', 'acme.purchases', 'tests'], {
      queryParams: { test: 'row' },
    });
  });

  it.each([
    ['no row was tried', null, {}],
    ['nothing may be written', row, { why: 'No draft is begun.' }],
    ['the rules have errors', row, { errors: 1 }],
  ])('is refused while %s', async (_name, given, state) => {
    const { button, document } = await shown(given, state);
    button.click();

    expect(button.getAttribute('aria-disabled')).toBe('true');
    expect(document().tests).toBeUndefined();
  });
});

const row: WrittenRow = { occurredOn: '2026-05-05', amount: '120.0000', memberNo: 'E1042' };

async function shown(
  given: WrittenRow | null,
  { why = null, errors = 0 }: { why?: string | null; errors?: number } = {},
) {
  const rules = tieredRules();
  const inputs = [...rules.inputs, { name: 'memberNo', type: 'text', optional: true } as const];
  const document = signal<RuleSetDocument>({ ...rules, inputs });
  const workspace = {
    document,
    slots: signal(purchaseSlots),
    why: signal(why),
    isBroken: signal(false),
    errors: signal(Array.from({ length: errors })),
    change: (edit: (of: RuleSetDocument) => RuleSetDocument) => {
      document.update(edit);
    },
  };
  @Component({
    imports: [MakeTest],
    template: `<wb-make-test [row]="row" name="Like row 12 of run run_01" />`,
  })
  class Host {
    readonly row = given;
  }
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(),
      provideHttpClientTesting(),
      provideRouter([]),
      { provide: RuleWorkspace, useValue: workspace },
      { provide: RuleSetDetail, useValue: { id: signal('acme.purchases') } },
    ],
  });
  const navigate = vi.spyOn(TestBed.inject(Router), 'navigate').mockResolvedValue(true);
  const fixture = TestBed.createComponent(Host);
  await fixture.whenStable();
  const element: HTMLElement = fixture.nativeElement;
  const button = element.querySelector('button');
  if (!button) throw new Error('no button');
  return { button, document, navigate };
}

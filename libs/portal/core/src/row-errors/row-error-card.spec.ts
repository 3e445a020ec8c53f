import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { RowError } from '@waybill/contracts';
import { aRowError, aRowProblem } from '@waybill/contracts/testing';
import { RowErrorCard } from './row-error-card.ts';

const problem = aRowProblem({
  code: 'TYPE-003',
  message: 'The date does not exist.',
  column: 'date',
  found: '2026-02-30',
  expected: 'a date like 2026-11-03',
});
const error = aRowError({
  rowNo: 7,
  line: 8,
  problems: [problem],
  cells: [
    { column: 'id', text: 'T1', problem: null },
    { column: 'date', text: '2026-02-30', problem: 0 },
    { column: 'note', text: '<b>hi</b>', problem: null },
  ],
  rawLine: 'T1,2026-02-30,<b>hi</b>',
});

describe('a row that failed', () => {
  it('marks the wrong cell and no other, for the eye and the ear', async () => {
    const card = await shown(error);

    const wrong = [...card.querySelectorAll('td.wrong')];
    expect(wrong.map((cell) => cell.querySelector('mark')?.textContent)).toEqual(['2026-02-30']);
    expect(wrong[0]?.textContent).toContain('Wrong: The date does not exist.');
  });

  it('says what was found and what was expected', async () => {
    const card = await shown(error);

    expect(card.textContent).toMatch(
      /TYPE-003.*Found.*2026-02-30.*Expected.*a date like 2026-11-03/s,
    );
  });

  it('shows what the partner sent as text, whatever it is', async () => {
    const card = await shown(error);

    expect(card.querySelector('pre')?.textContent).toBe('T1,2026-02-30,<b>hi</b>');
    expect(card.querySelector('b')).toBeNull();
  });

  it('says so when an empty cell is wrong', async () => {
    const cells = [{ column: 'date', text: '', problem: 0 }];

    const card = await shown({ ...error, problems: [{ ...problem, found: '' }], cells });

    expect(card.querySelector('mark')?.textContent).toBe('(empty)');
    expect(card.textContent).toMatch(/Found\s*nothing/);
  });

  it('tells a role without payload that it is hidden, and shows nothing of it', async () => {
    const card = await shown({ ...error, cells: null, rawLine: null });

    expect(card.textContent).toContain('What the partner sent is hidden for your role');
    expect(card.querySelector('table, pre')).toBeNull();
  });
});

async function shown(value: RowError): Promise<HTMLElement> {
  TestBed.configureTestingModule({ providers: [provideRouter([])] });
  const fixture = TestBed.createComponent(RowErrorCard);
  fixture.componentRef.setInput('error', value);
  await fixture.whenStable();
  return fixture.nativeElement;
}

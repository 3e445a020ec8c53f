import { TestBed } from '@angular/core/testing';
import type { ClauseHighlight } from '../../workspace/rule-workspace.ts';
import { SheetGrid } from './sheet-grid.ts';
import type { Sheet } from './sheet.ts';

describe('a sheet', () => {
  it('goes to the next cell with an arrow and overwrites it with what is typed', async () => {
    const grid = await gridOf([{ code: 'A', factor: '1' }]);
    grid.press('ArrowRight');
    grid.press('7');

    expect(grid.element.querySelector('input')?.value).toBe('7');
  });

  it('empties a cell, and nothing while it can only be read', async () => {
    const rows = [
      { code: 'A', factor: '1' },
      { code: 'B', factor: '2' },
    ];
    const grid = await gridOf(rows);
    grid.press('Delete');
    expect(grid.edits).toEqual([[{ code: '', factor: '1' }, rows[1]]]);

    const closed = await gridOf(rows, true);
    closed.press('Delete');
    closed.press('7');
    expect(closed.edits).toEqual([]);
    expect(closed.element.querySelector('input')).toBeNull();
  });

  it('takes what fits of a pasted block, makes rows for it, and says why the rest was not taken', async () => {
    const grid = await gridOf([{ code: 'A', factor: '1' }]);
    await grid.paste('X\t2\nY\tmany');

    expect(grid.edits).toEqual([
      [
        { code: 'X', factor: '2' },
        { code: 'Y', factor: '' },
      ],
    ]);
    expect(grid.said()).toBe('code 2, Factor: A number');

    await grid.pressed('ArrowDown');
    expect(grid.said()).toBe('');
  });

  it('keeps what is typed with its row when somebody else puts another above it', async () => {
    const [a, b] = [
      { code: 'A', factor: '1' },
      { code: 'B', factor: '2' },
    ];
    const grid = await gridOf([a, b]);
    for (const key of ['ArrowDown', 'ArrowRight', '7']) await grid.pressed(key);

    await grid.show([{ code: 'New', factor: '0' }, a, b]);
    expect(grid.element.querySelector('input')?.value).toBe('7');
    await grid.pressed('Enter', grid.element.querySelector('input'));

    expect(grid.edits.at(-1)).toEqual([
      { code: 'New', factor: '0' },
      a,
      { code: 'B', factor: '7' },
    ]);
  });

  it('writes into no other row when the one that is written in is gone', async () => {
    const grid = await gridOf([
      { code: 'A', factor: '1' },
      { code: 'B', factor: '2' },
    ]);
    for (const key of ['ArrowRight', '7']) await grid.pressed(key);

    await grid.show([{ code: 'B', factor: '2' }]);

    expect(grid.element.querySelector('input')).toBeNull();
    expect(grid.edits).toEqual([]);
    expect(grid.said()).toBe('The row that was written in is gone.');
  });

  it('goes on in the row that was named anew, wherever that puts it', async () => {
    const grid = await gridOf([
      { code: 'A', factor: '1' },
      { code: 'B', factor: '2' },
    ]);
    for (const key of ['ArrowDown', '3']) await grid.pressed(key);
    await grid.pressed('Tab', grid.element.querySelector('input'));
    await grid.show([
      { code: '3', factor: '2' },
      { code: 'A', factor: '1' },
    ]);
    await grid.pressed('9');
    await grid.pressed('Enter', grid.element.querySelector('input'));

    expect(grid.edits.at(-1)).toEqual([
      { code: '3', factor: '9' },
      { code: 'A', factor: '1' },
    ]);
  });

  it('has only the rows in sight in the document, and says how many there are', async () => {
    const rows = Array.from({ length: 1000 }, (_, at) => ({ code: `C${String(at)}`, factor: '1' }));
    const { element } = await gridOf(rows);

    expect(element.querySelectorAll('[role=row]').length).toBeLessThan(60);
    expect(element.querySelector('[role=grid]')?.getAttribute('aria-rowcount')).toBe('1001');
  });

  it('says of a tried row which rows it reached, and at which cell it went on', async () => {
    const rows = [
      { code: 'A', factor: '1' },
      { code: 'B', factor: '2' },
      { code: 'C', factor: '3' },
    ];
    const { element } = await gridOf(rows, false, [
      { clause: 'A', pointer: '/codes/0', state: 'not', stop: 'factor' },
      { clause: 'B', pointer: '/codes/1', state: 'fired' },
      { clause: 'C', pointer: '/codes/2', state: 'not-reached' },
    ]);

    const said = [...element.querySelectorAll('[role=rowheader]')].map((head) =>
      head.textContent.replace(/\s+/g, ' ').trim(),
    );
    expect(said).toEqual(['1 does not match', '2 fired', '3 not reached']);
    const stopped = [...element.querySelectorAll('[role=gridcell].stopped')];
    expect(stopped.map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim())).toEqual([
      '1 does not hold',
    ]);
  });
});

interface Code {
  readonly code: string;
  readonly factor: string;
}

function sheetOf(rows: readonly Code[]): Sheet<Code> {
  return {
    place: '/codes',
    label: 'Codes',
    noun: 'code',
    rows,
    keyOf: ({ code }) => code,
    clauseOf: ({ code }) => code,
    put: (document) => document,
    blank: () => ({ code: '', factor: '' }),
    copy: (row) => row,
    columns: [
      {
        id: 'code',
        label: 'Code',
        width: 8,
        kind: 'text',
        read: ({ code }) => code,
        write: (row, code) => ({ row: { ...row, code } }),
      },
      {
        id: 'factor',
        label: 'Factor',
        width: 8,
        kind: 'text',
        read: ({ factor }) => factor,
        write: (row, factor) =>
          /^\d*$/.test(factor) ? { row: { ...row, factor } } : { fault: 'A number' },
      },
    ],
  };
}

async function gridOf(
  rows: readonly Code[],
  readOnly = false,
  highlight: readonly ClauseHighlight[] = [],
) {
  const fixture = TestBed.createComponent<SheetGrid<Code>>(SheetGrid);
  const edits: (readonly Code[])[] = [];
  fixture.componentRef.setInput('sheet', sheetOf(rows));
  fixture.componentRef.setInput('readOnly', readOnly);
  fixture.componentRef.setInput('highlight', highlight);
  fixture.componentInstance.edited.subscribe((edit) => edits.push(edit));
  await fixture.whenStable();
  const element = fixture.nativeElement as HTMLElement;
  const grid = element.querySelector<HTMLElement>('[role=grid]');
  const press = (key: string, target: Element | null = grid) =>
    target?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  return {
    element,
    edits,
    press,
    pressed: async (key: string, target?: Element | null) => {
      press(key, target);
      await fixture.whenStable();
    },
    show: async (others: readonly Code[]) => {
      fixture.componentRef.setInput('sheet', sheetOf(others));
      await fixture.whenStable();
    },
    paste: async (text: string) => {
      const event = new Event('paste', { bubbles: true, cancelable: true });
      Object.assign(event, { clipboardData: { getData: () => text } });
      grid?.dispatchEvent(event);
      await fixture.whenStable();
    },
    said: () => element.querySelector('[role=status]')?.textContent.trim(),
  };
}

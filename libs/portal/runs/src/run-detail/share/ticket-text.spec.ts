import { aRowErrorCluster, aRowProblem } from '@waybill/contracts/testing';
import { aRunPage } from '../../testing/answers.ts';
import { ticketText } from './ticket-text.ts';

const origin = 'https://hub.example';

describe('the text for a ticket', () => {
  it('adds up, and links to the run, the file and each cause', () => {
    const clusters = [
      aRowErrorCluster({ code: 'TYPE-003', name: 'DATE', column: 'date', rows: 3 }),
    ];

    const text = ticketText(aRunPage({ id: 'run_7' }, { clusters }), origin);

    expect(text).toContain('**purchases-2026-11-03.csv** (acme.purchases): partial');
    expect(text).toContain('Rows: 10 read = 9 posted + 1 rejected');
    expect(text).toContain('https://hub.example/runs/run_7\n');
    expect(text).toContain(
      '`TYPE-003` DATE in column `date`: 3 rows, https://hub.example/runs/run_7/errors?code=TYPE-003',
    );
  });

  it('quotes no cell, neither of a cause nor of the file’s own problem', () => {
    const example = 'Line 8, column “date”: expected a date, found “Erika”.';
    const problem = aRowProblem({ found: 'Erika', message: example });

    const text = ticketText(
      aRunPage({ problem }, { clusters: [aRowErrorCluster({ example })] }),
      origin,
    );

    expect(text).not.toContain('Erika');
    expect(text).toContain('Failed as a whole: `TYPE-003`, expected a date');
  });

  it('names five causes and counts the others', () => {
    const clusters = Array.from({ length: 7 }, (_, n) =>
      aRowErrorCluster({ column: `c${String(n)}` }),
    );

    expect(ticketText(aRunPage({}, { clusters }), origin)).toContain('- and 2 more causes');
  });
});

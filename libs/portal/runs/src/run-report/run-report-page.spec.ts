import type { RunPage } from '@waybill/contracts';
import { aReplayProof, aRowErrorCluster, aRun, aRunAttempt } from '@waybill/contracts/testing';
import { openScreen as open } from '@waybill/portal-core/testing';
import { reportRoutes } from '../runs.routes.ts';
import { aRunPage } from '../testing/answers.ts';

describe('the report of a run', () => {
  it('adds up in front of the reader, with causes, hashes and room for two names', async () => {
    const screen = await shown(
      aRunPage({ id: 'run_1' }, { clusters: [aRowErrorCluster({ code: 'TYPE-003', rows: 1 })] }),
    );

    expect(screen.text()).toMatch(/posted ?Booked.*9.*rejected.*1.*read ?The outcomes add up.*10/);
    expect(screen.text()).toContain('TYPE-003');
    expect(screen.text()).toContain(aRun().bundleSha256);
    expect(screen.text()).toMatch(/Prepared by, date.*Checked by, date/);
  });

  it('says by how much it does not add up', async () => {
    const { counts } = aRun();

    const screen = await shown(aRunPage({ counts: { ...counts, read: 13 } }));

    expect(screen.text()).toContain('Does not add up: +3 rows unaccounted for.');
  });

  it('names every attempt, and the ledger before and after a replay', async () => {
    const attempts = [aRunAttempt({ ending: 'lost' }), aRunAttempt({ attempt: 2 })];
    const proof = aReplayProof();

    const screen = await shown(aRunPage({}, { attempts, proof }));

    expect(screen.text()).toMatch(/Lost.*Finished the run/);
    expect(screen.text()).toContain(proof.before.digest);
  });
});

async function shown(page: RunPage) {
  const routes = [{ path: 'runs/:id/report', children: reportRoutes }];
  const screen = await open(routes, '/runs/run_1/report', 'viewer');
  await screen.answer('/bff/run-page/run_1', page);
  return screen;
}

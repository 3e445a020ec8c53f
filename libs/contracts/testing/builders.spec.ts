import type * as z from 'zod';
import { describe, expect, it } from 'vitest';
import * as contracts from '../src/index.ts';
import * as builders from './index.ts';

const built: [string, z.ZodType, unknown][] = [
  ['a partner', contracts.partner, builders.aPartner()],
  ['a feed', contracts.feed, builders.aFeed()],
  ['a feed head', contracts.feed.omit({ bundle: true }), builders.aFeedHead()],
  ['a partner’s health', contracts.partnerHealth, builders.aPartnerHealth()],
  ['a feed day', contracts.feedDay, builders.aFeedDay()],
  ['a feed calendar', contracts.feedCalendar, builders.aFeedCalendar()],
  ['a feed bundle head', contracts.feedBundleHead, builders.aFeedBundleHead()],
  ['a feed bundle', contracts.feedBundle, builders.aFeedBundle()],
  ['a format check', contracts.formatCheck, builders.aFormatCheck()],
  ['a drift event', contracts.driftEvent, builders.aDriftEvent()],
  ['a file', contracts.inboundFile, builders.aFile()],
  ['a file’s detail', contracts.fileDetail, builders.aFileDetail()],
  ['file stats', contracts.getFileStats.response, builders.fileStatsOf({ received: 1 })],
  ['row error stats', contracts.getRowErrorStats.response, builders.rowErrorStatsOf({ open: 1 })],
  ['a feed suggestion', contracts.feedSuggestion, builders.aFeedSuggestion()],
  ['a file preview', contracts.filePreview, builders.aFilePreview()],
  ['a run', contracts.run, builders.aRun()],
  ['a run event', contracts.runEvent, builders.aRunEvent()],
  ['a run row', contracts.runRow, builders.aRunRow()],
  ['run stats', contracts.runStats, builders.aRunStats()],
  ['a row problem', contracts.rowProblem, builders.aRowProblem()],
  ['a row error', contracts.rowError, builders.aRowError()],
  ['a row error cluster', contracts.rowErrorCluster, builders.aRowErrorCluster()],
  ['a replay plan', contracts.replayPlan, builders.aReplayPlan()],
  ['a replay', contracts.replay, builders.aReplay()],
  ['a replay proof', contracts.replayProof, builders.aReplayProof()],
  ['a member', contracts.member, builders.aMember()],
  ['member stats', contracts.memberStats, builders.aMemberStats()],
  ['a member history', contracts.memberHistory, builders.aMemberHistory()],
  ['a balance', contracts.balance, builders.aBalance()],
  ['a ledger entry', contracts.ledgerEntry, builders.aLedgerEntry()],
  ['an explanation', contracts.explanation, builders.anExplanation()],
  ['ledger integrity', contracts.ledgerIntegrity, builders.aLedgerIntegrity()],
  ['an audit event', contracts.auditEvent, builders.anAuditEvent()],
  ['a job', contracts.job, builders.aJob()],
  ['an export', contracts.exportResult, builders.aJob().result],
  ['a problem', contracts.problem, builders.aProblem()],
];

describe('a builder makes what the contract allows', () => {
  it.each(built)('%s', (_name, schema, value) => {
    expect(schema.parse(value)).toEqual(value);
  });

  it('with counts that add up', () => {
    const { read, ...outcomes } = builders.aRun().counts;

    expect(Object.values(outcomes).reduce((sum, count) => sum + count)).toBe(read);
  });

  it('with what the spec cares about changed', () => {
    expect(builders.aRun({ state: 'failed' })).toMatchObject({ id: 'run_01', state: 'failed' });
  });
});

import { examplePurchases } from './example-feed.ts';
import type { TestHub } from './test-hub.ts';

/** The example rules under another name, with a test that they pass. */
export const rulesCalled = (name: string) => ({
  ...examplePurchases.rules,
  name,
  tests: [
    {
      id: 'whole-units',
      row: { occurredOn: '2026-11-01', amount: '12.50' },
      expect: { outcome: 'accrue', points: 12 },
    },
  ],
});

/** Rules in the shape of the example's. */
export interface ExampleRules {
  name: string;
  [member: string]: unknown;
}

/**
 * Writes these rules, or the example ones under this name, and freezes them; the number of the version.
 * @param token of who does; a machine's if left out
 */
export async function freeze(
  { call }: TestHub,
  ruleSetId: string,
  rules: string | ExampleRules,
  token?: string,
): Promise<number> {
  const document = typeof rules === 'string' ? rulesCalled(rules) : rules;
  const sent = { params: { ruleSetId }, ...(token === undefined ? {} : { token }) };
  await call('createRuleDraft', { ...sent, body: {} });
  await call('putRuleDraft', { ...sent, body: { text: JSON.stringify(document) } });
  const { status, body } = await call('createRuleVersion', {
    ...sent,
    body: { notes: `because of ${document.name}` },
  });
  if (status !== 201) throw new Error(`${document.name} was not frozen: ${JSON.stringify(body)}`);
  return Number(body['version']);
}

/** As `freeze`, and runs the tests of the version. */
export async function freezeTested(
  test: TestHub,
  ruleSetId: string,
  rules: string | ExampleRules,
  token?: string,
): Promise<{ version: number; testRunId: string }> {
  const version = await freeze(test, ruleSetId, rules, token);
  const { body } = await test.call('createTestRun', { params: { ruleSetId }, body: { version } });
  return { version, testRunId: String(body['id']) };
}

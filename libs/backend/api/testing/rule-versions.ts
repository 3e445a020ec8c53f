import { examplePurchases } from './example-feed.ts';
import type { TestHub } from './test-hub.ts';

/** Writes the example rules under another name and freezes them. @param token of who does; a machine's if left out */
export async function freeze(
  { call }: TestHub,
  ruleSetId: string,
  name: string,
  token?: string,
): Promise<void> {
  const sent = { params: { ruleSetId }, ...(token === undefined ? {} : { token }) };
  await call('createRuleDraft', { ...sent, body: {} });
  const text = JSON.stringify({ ...examplePurchases.rules, name });
  await call('putRuleDraft', { ...sent, body: { text } });
  const { status, body } = await call('createRuleVersion', {
    ...sent,
    body: { notes: `because of ${name}` },
  });
  if (status !== 201) throw new Error(`${name} was not frozen: ${JSON.stringify(body)}`);
}

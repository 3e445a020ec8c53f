import type { NamesAnswer } from '@waybill/contracts';
import type { Visit } from '../visit.ts';

const choicesMax = 500;

/** @throws ProblemError */
export async function names({ client, trace }: Visit): Promise<NamesAnswer> {
  const options = { traceparent: trace.traceparent };
  const [partners, feeds] = await Promise.all([
    client.listPartners({ query: { limit: choicesMax } }, options),
    client.listFeeds({ query: { limit: choicesMax } }, options),
  ]);
  return {
    partners: partners.items.map(({ id, name }) => ({ id, name })),
    feeds: feeds.items.map(({ id, partner, name }) => ({ id, partner, name })),
  };
}

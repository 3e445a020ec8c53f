import { aRowError } from '@waybill/contracts/testing';
import type { Found, FoundKind } from '@waybill/store';
import { describe, expect, it } from 'vitest';
import { aPartnerClient, aPerson, asked } from '../../../testing/callers.ts';
import { searchHub } from './search-hub.ts';

describe('search-hub', () => {
  it('gives what was found with where the portal shows it', async () => {
    const { items } = await answerTo('acme');

    expect(items).toContainEqual({
      kind: 'partner',
      id: 'acme',
      title: 'Acme Industries',
      subtitle: 'acme · live',
      link: '/partners/acme',
    });
    expect(items).toContainEqual({
      kind: 'member',
      id: 'acme:E1',
      title: 'E1',
      subtitle: 'Acme · active',
      link: '/members/acme%3AE1',
    });
  });

  it('puts what is named exactly so before what only begins so', async () => {
    const { items } = await answerTo('E1');

    expect(items[0]).toMatchObject({ kind: 'member', title: 'E1' });
  });

  it('finds a row error by its id', async () => {
    const { id, run } = aRowError();

    const { items } = await answerTo(id);

    expect(items).toContainEqual(
      expect.objectContaining({ kind: 'row-error', link: `/runs/${run}/errors` }),
    );
  });

  it.each([
    ['type-00', 'TYPE-001'],
    ['API-003', 'API-003'],
    ['file-009', 'FILE-009'],
  ])('%s finds the help on %s', async (q, code) => {
    const { items } = await answerTo(q);

    expect(items).toContainEqual(expect.objectContaining({ id: code, link: `/help/${code}` }));
  });

  it.each(['', 'a', ' '])('finds nothing for “%s”', async (q) => {
    expect((await answerTo(q.trim())).items).toEqual([]);
  });

  it('looks with the eyes of a partner’s client', async () => {
    const tenants: (string | null)[] = [];

    await searchHub(asked(aPartnerClient('acme'), { query: { q: 'acme' } }), ports(tenants));

    expect(new Set(tenants)).toEqual(new Set(['acme']));
  });

  it('finds no kind of thing that the token may not read', async () => {
    const caller = { ...aPerson('viewer'), scopes: ['waybill.write'] };

    const result = await searchHub(asked(caller, { query: { q: 'acme' } }), ports());

    expect(result).toEqual({ ok: true, value: { items: [] } });
  });
});

async function answerTo(q: string) {
  const result = await searchHub(asked(aPerson('support'), { query: { q } }), ports());
  if (!result.ok) throw new Error('it has no way to fail');
  return result.value;
}

function ports(tenants: (string | null)[] = []) {
  const things: Partial<Record<FoundKind, Found>> = {
    partner: { kind: 'partner', id: 'acme', name: 'Acme Industries', about: ['acme', 'live'] },
    member: { kind: 'member', id: 'acme:E1', name: 'E1', about: ['Acme', 'active'] },
  };
  return {
    search: {
      find: async (kind: FoundKind, _text: string, _limit: number, tenant: string | null) => {
        tenants.push(tenant);
        const thing = things[kind];
        return thing ? [thing] : [];
      },
    },
    rowErrors: {
      find: async (id: string, tenant: string | null) => {
        tenants.push(tenant);
        return id === aRowError().id ? aRowError() : null;
      },
    },
  };
}

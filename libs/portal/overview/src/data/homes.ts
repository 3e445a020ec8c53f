import type { Role } from '@waybill/contracts';

/** Parts of the overview. */
export const sections = ['waiting', 'arrivals', 'board', 'integrity', 'trends'] as const;
export type Section = (typeof sections)[number];

/** What each role opens the portal for comes first; `integrity` is only for those who answer for the books. */
const homes: Readonly<Record<Role, readonly Section[]>> = {
  support: ['waiting', 'board', 'arrivals', 'trends'],
  admin: ['waiting', 'arrivals', 'board', 'trends'],
  qa: ['arrivals', 'waiting', 'board', 'trends'],
  author: ['trends', 'arrivals', 'board'],
  approver: ['waiting', 'trends', 'arrivals', 'board'],
  viewer: ['arrivals', 'trends', 'board'],
  auditor: ['integrity', 'arrivals', 'trends', 'board'],
};

const preference: readonly Role[] = [
  'support',
  'admin',
  'auditor',
  'approver',
  'author',
  'qa',
  'viewer',
];

/** The sections for somebody with these roles, in their order; of several roles the busiest decides. */
export function homeOf(roles: readonly Role[]): readonly Section[] {
  const first = preference.find((role) => roles.includes(role));
  return homes[first ?? 'viewer'];
}

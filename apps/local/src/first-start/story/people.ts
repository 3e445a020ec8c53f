import { diceFor } from './dice.ts';
import type { Day } from './calendar.ts';

/** Somebody who works for a partner. Nobody real: names are drawn from two short lists. */
export interface Person {
  readonly memberNo: string;
  readonly name: string;
  readonly email: string;
  readonly jobTitle: string;
  readonly department: string;
  readonly hiredOn: Day;
  readonly bornOn: Day;
}

const givenNames = [
  'Alex', 'Ari', 'Billie', 'Charlie', 'Dana', 'Devon', 'Eden', 'Emery', 'Finley', 'Frankie', 'Gray', 'Harper', 'Indigo',
  'Jamie', 'Jordan', 'Kai', 'Kim', 'Lee', 'Logan', 'Mika', 'Morgan', 'Nico', 'Noa', 'Parker', 'Quinn', 'Reese', 'Remy',
  'Robin', 'Rowan', 'Sage', 'Sam', 'Sasha', 'Skyler', 'Taylor', 'Toni', 'Val',
] as const; // prettier-ignore

const familyNames = [
  'Ashwood', 'Birchfield', 'Brook', 'Cedar', 'Clay', 'Cove', 'Dale', 'Elmore', 'Fernley', 'Field', 'Flint', 'Glen', 'Harbour',
  'Hazel', 'Heath', 'Hill', 'Isle', 'Juniper', 'Knoll', 'Lake', 'Linden', 'Marsh', 'Meadow', 'Moor', 'Oakley', 'Pine', 'Quarry',
  'Ridge', 'River', 'Rowe', 'Sands', 'Shore', 'Stone', 'Thorne', 'Vale', 'Willow', 'Wood', 'Yarrow',
] as const; // prettier-ignore

const jobs: readonly [Job, ...Job[]] = [
  ['Driver', 'Operations'],
  ['Planner', 'Operations'],
  ['Technician', 'Maintenance'],
  ['Clerk', 'Finance'],
  ['Analyst', 'Finance'],
  ['Buyer', 'Purchasing'],
  ['Engineer', 'Engineering'],
  ['Team lead', 'Engineering'],
  ['Nurse', 'Health and safety'],
  ['Recruiter', 'People'],
];

/** Title and department. */
type Job = readonly [string, string];

const firstHire = 14_000;
const firstBirth = -4_000;

/** The people of a partner, numbered from 0. @param numbered member number of the n-th */
export function peopleOf(
  partner: string,
  count: number,
  numbered: (at: number) => string,
): Person[] {
  return Array.from({ length: count }, (_, at) => {
    const dice = diceFor('people', partner, at);
    const given = dice.pick(givenNames);
    const family = dice.pick(familyNames);
    const [jobTitle, department] = dice.pick(jobs);
    return {
      memberNo: numbered(at),
      name: `${given} ${family}`,
      email: `${given}.${family}${String(at)}@${partner}.example`.toLowerCase(),
      jobTitle,
      department,
      hiredOn: firstHire + dice.below(6000),
      bornOn: firstBirth + dice.below(14_000),
    };
  });
}

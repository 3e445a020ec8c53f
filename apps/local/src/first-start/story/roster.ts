import { written, type Day } from './calendar.ts';
import type { Person } from './people.ts';
import type { PlannedColumn } from './plan.ts';

/** Whose turn it is to leave, to be suspended or to join, by number; few enough that most stay. */
const leaves = { every: 29, first: 7, afterDays: 34 };
const pauses = { every: 41, first: 11, afterDays: 61 };
const joins = { every: 19, first: 16, afterDays: 54 };

function isOne({ every, first }: typeof leaves, at: number): boolean {
  return at % every === first;
}

/** Whether the partner's n-th person works there on a day, counted from the first day of the story. */
export function hasJoined(at: number, daysOn: number): boolean {
  return !isOne(joins, at) || daysOn >= joins.afterDays;
}

export function stateOf(at: number, daysOn: number): 'active' | 'frozen' | 'closed' {
  if (isOne(leaves, at) && daysOn >= leaves.afterDays) return 'closed';
  if (isOne(pauses, at) && daysOn >= pauses.afterDays) return 'frozen';
  return 'active';
}

/** New people buy before a roster names them, and those who left or are suspended try for a while. */
export function buysOn(at: number, daysOn: number): boolean {
  const triesForDays = 9;
  return (
    hasJoined(at, daysOn) &&
    !(isOne(leaves, at) && daysOn >= leaves.afterDays + triesForDays) &&
    !(isOne(pauses, at) && daysOn >= pauses.afterDays + triesForDays)
  );
}

/** Where somebody works on a day: now and then one moves to another department. */
function departmentOf(person: Person, at: number, daysOn: number): string {
  const moves = Math.floor((daysOn + (at % 90)) / 90);
  return moves > 0 && at % 3 === 0 ? 'Logistics' : person.department;
}

/** The rows of a roster: everybody who has joined by that day, those who left with their state. */
export function rosterRows(
  columns: readonly PlannedColumn[],
  people: readonly Person[],
  daysOn: number,
  words: Readonly<Record<string, string>> = {},
): string[][] {
  return people.flatMap((person, at) =>
    hasJoined(at, daysOn)
      ? [
          columns.map((column) =>
            cellOf(
              column,
              { ...person, department: departmentOf(person, at, daysOn) },
              stateOf(at, daysOn),
              words,
            ),
          ),
        ]
      : [],
  );
}

function cellOf(
  { field, format }: PlannedColumn,
  person: Person,
  state: string,
  words: Readonly<Record<string, string>>,
): string {
  const day = (value: Day) => written(value, format);
  switch (field) {
    case 'memberNo':
      return person.memberNo;
    case 'name':
      return person.name;
    case 'email':
      return person.email;
    case 'status':
      return words[state] ?? state;
    case 'jobTitle':
      return person.jobTitle;
    case 'hiredOn':
      return day(person.hiredOn);
    case 'bornOn':
      return day(person.bornOn);
    default:
      return person.department;
  }
}

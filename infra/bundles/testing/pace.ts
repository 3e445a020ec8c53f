import { Script } from 'node:vm';

/** Milliseconds of `referenceWork` on the machine that the budgets are written for: two cores, at rest. */
const referenceMs = 60;

/**
 * How many times slower this machine is than that one, at least 1: a start is compiling and running code for the first time, so it is
 * held against other code that is compiled and run for the first time.
 */
export function slowness(): number {
  const quickest = Math.min(...Array.from({ length: 10 }, (_, turn) => referenceWork(turn)));
  return Math.max(1, quickest / referenceMs);
}

/** Processor time in milliseconds; no two turns have the same source, so nothing of it is kept. */
function referenceWork(turn: number): number {
  const functions = Array.from({ length: 4000 }, (_, at) => {
    const name = `f${String(turn)}_${String(at)}`;
    return `const ${name} = (a) => { const list = [a, ${String(at)}].map((each) => ({ each, text: String(each) })); return list.length; }; sum += ${name}(sum);`;
  });
  const source = `(() => { let sum = 0; ${functions.join('\n')} return sum; })()`;
  const before = process.cpuUsage();
  new Script(source).runInThisContext();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** The issuer's pages are one file each, so their style travels inside them. */
export const pageStyle = `
:root { color-scheme: light dark; --ink: #1b2330; --soft: #566174; --paper: #f5f6f9; --card: #fff;
  --line: #d5dae3; --accent: #2f5bd0; --on-accent: #fff; --bad: #a4262c; --bad-soft: #fdecec; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8ebf1; --soft: #a5aec0; --paper: #12161d; --card: #1b212b; --line: #343d4c;
    --accent: #8fb0ff; --on-accent: #0d1526; --bad: #ffb4ab; --bad-soft: #3b1d1d; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.5 Inter, -apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue',
  Arial, 'Liberation Sans', sans-serif; }
header { display: flex; align-items: center; gap: .6rem; padding: 1.25rem 1.5rem; font-weight: 650; }
.mark { width: 1.1rem; height: 1.1rem; border-radius: .3rem; background: var(--accent); }
main { max-width: 62rem; margin: 0 auto; padding: 1rem 1.5rem 4rem; }
h1 { margin: 0; font-size: 1.75rem; line-height: 1.2; letter-spacing: -.01em; }
h2 { margin: 2.5rem 0 .75rem; font-size: 1.05rem; }
h3 { margin: 0; font-size: 1rem; text-transform: capitalize; }
.lead, li p { color: var(--soft); margin: .4rem 0 1.25rem; }
li p { margin: .2rem 0 .8rem; font-size: .9rem; flex: 1; }
.typed { display: grid; gap: .35rem; max-width: 24rem; }
label { font-weight: 550; font-size: .9rem; }
input { font: inherit; color: inherit; background: var(--card); padding: .6rem .75rem;
  border: 1px solid var(--soft); border-radius: .5rem; margin-bottom: .6rem; }
button { font: inherit; cursor: pointer; border-radius: .5rem; }
.primary { justify-self: start; background: var(--accent); color: var(--on-accent); border: 0;
  padding: .6rem 1.4rem; font-weight: 600; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.problem { max-width: 38rem; background: var(--bad-soft); color: var(--bad); padding: .7rem .9rem;
  border-radius: .5rem; border: 1px solid currentColor; }
.roles { list-style: none; padding: 0; margin: 0; display: grid; gap: .9rem;
  grid-template-columns: repeat(auto-fill, minmax(min(17rem, 100%), 1fr)); }
.roles li { display: flex; flex-direction: column; background: var(--card); padding: 1rem;
  border: 1px solid var(--line); border-radius: .75rem; }
.people { display: grid; gap: .4rem; }
.people button { display: flex; justify-content: space-between; gap: .5rem; padding: .5rem .7rem;
  background: transparent; color: inherit; border: 1px solid var(--line); text-align: left; }
.people button:hover { border-color: var(--accent); }
.people span { color: var(--soft); }
code { font: .9em ui-monospace, monospace; }
@media (prefers-reduced-motion: no-preference) { .people button { transition: border-color .12s; } }
`;

/** What a person sees when there is no application to show them anything. */
export function showStartFailure(error: unknown): void {
  const page = document.createElement('main');
  page.className = 'start-failure';
  const heading = document.createElement('h1');
  heading.textContent = 'Waybill could not start';
  const advice = document.createElement('p');
  advice.textContent =
    'Reload the page. If it stays, tell the people who run it what it says here:';
  const cause = document.createElement('code');
  cause.textContent = error instanceof Error ? error.message : 'unknown error';
  page.append(heading, advice, cause);
  document.body.replaceChildren(page);
}

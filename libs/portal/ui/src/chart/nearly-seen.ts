const marginPx = 200;

/** Until somebody who scrolls is about to see it: what nobody looks at need not be fetched or drawn. */
export function nearlySeen(element: Element): Promise<void> {
  return new Promise((resolve) => {
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        observer.disconnect();
        resolve();
      },
      { rootMargin: `${marginPx}px` },
    );
    observer.observe(element);
  });
}

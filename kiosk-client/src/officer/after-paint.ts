/** Lets the browser draw what was just said ("sealing…") before work that holds it up for a moment. */
export function afterPaint(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
}

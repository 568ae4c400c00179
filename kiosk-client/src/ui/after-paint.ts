/**
 * Lets the browser draw what was just said before work that holds it up or fetches more. A page in the background draws nothing,
 * so a short timer ends the wait too.
 */
export function afterPaint(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve, 0));
    setTimeout(resolve, 200);
  });
}

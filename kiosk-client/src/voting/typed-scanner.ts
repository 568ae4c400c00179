/**
 * A USB scanner is a keyboard: it types the whole address and then Enter, wherever the focus is. Collects what is typed outside
 * of fields; a pause of two seconds starts afresh. Returns a function that stops listening.
 */
export function listenToTypedScanner(take: (typed: string) => void): () => void {
  let typed = '';
  let last = 0;
  const onKey = (event: KeyboardEvent): void => {
    if (event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.timeStamp - last > 2000) typed = '';
    last = event.timeStamp;
    if (event.key === 'Enter') {
      if (typed.length >= 28) {
        event.preventDefault();
        take(typed);
      }
      typed = '';
    } else if (event.key.length === 1 && typed.length < 500) typed += event.key;
  };
  document.addEventListener('keydown', onKey);
  return () => document.removeEventListener('keydown', onKey);
}

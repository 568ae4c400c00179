import { useEffect, useState } from 'preact/hooks';

/** Whole seconds left until `at` (milliseconds since 1970), counted by this component alone. */
export function useSecondsLeft(at: number): number {
  const left = (): number => Math.max(0, Math.ceil((at - Date.now()) / 1000));
  const [seconds, set] = useState(left);
  useEffect(() => {
    set(left());
    const timer = setInterval(() => set(left()), 250);
    return () => clearInterval(timer);
  }, [at]);
  return seconds;
}

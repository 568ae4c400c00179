import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** A screen's heading. It takes the focus when the screen appears, so that a screen reader says where the person now is. */
export function Heading({ children, focus = true }: { children: ComponentChildren; focus?: boolean }) {
  const element = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!focus) return;
    window.scrollTo(0, 0);
    element.current?.focus({ preventScroll: true });
  }, [focus]);
  return (
    <h1 tabIndex={-1} ref={element}>
      {children}
    </h1>
  );
}

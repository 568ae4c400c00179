import { useEffect, useState } from 'preact/hooks';

/** A QR code as one SVG path, drawn once the encoder has been loaded. `label` says what it is to those who cannot see it. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const [drawn, set] = useState<{ size: number; path: string } | null>(null);
  useEffect(() => {
    let current = true;
    const load = import('uqr').then(({ encode }) => {
      const { size, data } = encode(text, { ecc: 'L', border: 4 });
      const path = data.flatMap((line, y) => line.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
      if (current) set({ size, path });
    });
    // Without the encoder there is no picture; the receipt itself is kept and can be saved.
    load.catch(() => undefined);
    return () => {
      current = false;
    };
  }, [text]);
  if (drawn === null) return <div class="qr" />;
  return (
    <div class="qr">
      <svg viewBox={`0 0 ${drawn.size} ${drawn.size}`} role="img" aria-label={label} shape-rendering="crispEdges">
        <path d={drawn.path} fill="#000" />
      </svg>
    </div>
  );
}

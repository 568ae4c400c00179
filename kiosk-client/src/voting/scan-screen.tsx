import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../text/voting-words.ts';
import { Heading } from '../ui/heading.tsx';
import { readCode } from './card-code.ts';
import type { Scanner } from './scanner.ts';
import { listenToTypedScanner } from './typed-scanner.ts';
import type { VotingFlow } from './voting-flow.ts';
import type { VotingState } from './voting-state.ts';

type Scan = Extract<VotingState, { at: 'scan' }>;

/** Camera, USB scanner or typing: whichever the person has. On plain http a browser offers no camera, and the page says what does work. */
export function ScanScreen({ flow, state, kiosk }: { flow: VotingFlow; state: Scan; kiosk: boolean }) {
  const [camera, setCamera] = useState<'unknown' | 'none' | 'off' | 'on' | 'refused'>('unknown');
  const [typed, setTyped] = useState('');
  const video = useRef<HTMLVideoElement>(null);
  const scanner = useRef<Scanner | null>(null);
  const enter = (text: string): void => void flow.enterCode(text);

  const startCamera = async (): Promise<void> => {
    setCamera('on');
    try {
      const { startScanner } = await import('./scanner.ts');
      if (video.current === null) return;
      scanner.current = await startScanner(video.current, (text) => {
        if (readCode(text) === null) return false;
        enter(text);
        return true;
      });
    } catch {
      setCamera('refused');
    }
  };

  useEffect(() => {
    const possible = window.isSecureContext && typeof navigator.mediaDevices?.getUserMedia === 'function';
    setCamera(possible ? 'off' : 'none');
    if (possible && kiosk) void startCamera();
    return () => scanner.current?.stop();
  }, []);
  useEffect(() => listenToTypedScanner(enter), [flow]);

  const problem = state.problem === 'damaged' ? t('scan.damaged') : state.problem === 'other-meeting' ? t('scan.otherMeeting') : '';
  return (
    <div class="card" id="scan">
      <Heading>{t(state.returning ? 'scan.again' : 'scan.title')}</Heading>
      {state.returning && <p class="note">{t('returning.notReceived')}</p>}
      <p class={problem === '' ? 'hidden-visually' : 'note bad'} role="alert">
        {problem}
      </p>
      <p>{t(camera === 'none' ? 'scan.leadNoCamera' : 'scan.lead')}</p>
      {camera === 'off' && (
        <button type="button" class="main" onClick={() => void startCamera()}>
          {t('scan.startCamera')}
        </button>
      )}
      {camera === 'on' && <video ref={video} class="camera" aria-label={t('scan.cameraLabel')} muted playsInline />}
      {camera === 'refused' && (
        <p class="note warn" role="alert">
          {t('scan.cameraRefused')}
        </p>
      )}
      <form
        class="field"
        onSubmit={(event) => {
          event.preventDefault();
          enter(typed);
        }}
      >
        <label for="card-code">{t('scan.typed')}</label>
        <input
          id="card-code"
          class="code"
          type="text"
          value={typed}
          autoComplete="off"
          autoCapitalize="characters"
          spellcheck={false}
          aria-describedby="card-code-hint"
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <p id="card-code-hint" class="quiet small">
          {t('scan.typedHint')}
        </p>
        <button type="submit">{t('scan.submit')}</button>
      </form>
    </div>
  );
}

import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';

/** Reads QR codes from a video element until stopped. */
export interface Scanner {
  stop(): void;
}

interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}

interface NativeDetector {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
}

/** The browser's own detector, or the same interface in WebAssembly from this page's own files. */
async function makeDetector(): Promise<Detector> {
  const native = (globalThis as { BarcodeDetector?: NativeDetector }).BarcodeDetector;
  if (native !== undefined && (await native.getSupportedFormats().catch((): string[] => [])).includes('qr_code')) {
    return new native({ formats: ['qr_code'] });
  }
  const ponyfill = await import('barcode-detector/ponyfill');
  await ponyfill.prepareZXingModule({ overrides: { locateFile: () => wasmUrl }, fireImmediately: true });
  return new ponyfill.BarcodeDetector({ formats: ['qr_code'] });
}

/** Opens the camera and hands every code read to `found` until it says that it took one. Rejects when there is no camera to use. */
export async function startScanner(video: HTMLVideoElement, found: (text: string) => boolean): Promise<Scanner> {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1280 } }, audio: false });
  let running = true;
  const stop = (): void => {
    running = false;
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
  try {
    video.srcObject = stream;
    await video.play();
    const detector = await makeDetector();
    void (async () => {
      while (running) {
        const codes = video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA ? await detector.detect(video).catch(() => []) : [];
        for (const { rawValue } of codes) if (running && found(rawValue)) stop();
        await new Promise((resolve) => setTimeout(resolve, 120));
      }
    })();
    return { stop };
  } catch (error) {
    stop();
    throw error;
  }
}

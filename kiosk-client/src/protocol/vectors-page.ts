import { runVectors, type VectorReport } from './vectors.ts';

declare global {
  interface Window {
    runVectors(cases: Parameters<typeof runVectors>[0]): VectorReport;
  }
}

/** A page for tests: the shared vectors are handed in by the test, so that the same code is seen at work in a browser. */
window.runVectors = runVectors;

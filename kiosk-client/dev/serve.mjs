// node dev/serve.mjs [PORT] [DIST]: the mock server, for the other tools of this folder. Development only.
import { resolve } from 'node:path';
import { runnerImport } from 'vite';

await runnerImport(resolve(import.meta.dirname, 'mock-server.ts'));

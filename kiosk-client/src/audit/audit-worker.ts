import { type Port, serve } from '../worker/rpc.ts';
import { cardOf, checkAudited, checkDirectory } from './audited-check.ts';

/** The checks as they run in the worker: a hundred names take a second or two, and the page must not stand still. */
export class AuditCore {
  readonly check = checkAudited;
  readonly cardOf = cardOf;
  readonly directory = checkDirectory;
}

if (typeof document === 'undefined' && typeof self !== 'undefined') serve(self as unknown as Port, () => new AuditCore());

import { systemRandom } from '../protocol/random.ts';
import { type Port, serve } from './rpc.ts';
import { TrusteeCore } from './trustee-core.ts';

serve(self as unknown as Port, (report) => new TrusteeCore(systemRandom, report));

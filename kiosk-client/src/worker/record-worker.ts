import { systemRandom } from '../protocol/random.ts';
import { RecordCore } from './record-core.ts';
import { type Port, serve } from './rpc.ts';

serve(self as unknown as Port, (report) => new RecordCore(systemRandom, report));

import { type Port, serve } from '../worker/rpc.ts';
import { MakerCore } from './maker-core.ts';

serve(self as unknown as Port, () => new MakerCore());

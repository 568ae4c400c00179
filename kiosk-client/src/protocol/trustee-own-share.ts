import type { TrusteeSharesBody } from './entry-bodies.ts';
import { Refusal } from './refusal.ts';
import { commitmentsInOrder } from './replay-ceremony.ts';
import type { ReplayState } from './replay-state.ts';
import type { TrusteeIdentity } from './trustee-key.ts';
import { secretShare } from './trustee-shares.ts';

export function sharesInOrder(state: ReplayState): TrusteeSharesBody[] {
  return state.manifest.trustees.map((_, i) => state.shares.get(i + 1)!);
}

/** x_j, from the shares in the log. Refuses with the code of a share that does not hold. */
export function ownShare(state: ReplayState, identity: TrusteeIdentity): bigint {
  const share = secretShare(identity, sharesInOrder(state), commitmentsInOrder(state));
  if (!share.ok) throw new Refusal(share.code, share.detail);
  return share.value;
}

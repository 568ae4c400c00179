/** A counted ballot as grouping sees it: where its category stands in the manifest, and which contests its class has. */
export interface GroupedBallot {
  readonly category: number;
}

export interface Group<B> {
  /** Categories by place, ascending. */
  readonly categories: readonly number[];
  readonly ballots: readonly B[];
}

/**
 * Groups of one contest (`record.md`, "Groups"): categories with at least one ballot, merged until none is below the minimum.
 * An empty list means that the contest is not opened.
 */
export function groupBallots<B extends GroupedBallot>(ballots: readonly B[], minGroupSize: number, allowSmall: boolean): Group<B>[] {
  const categories = [...new Set(ballots.map(({ category }) => category))].sort((a, b) => a - b);
  let groups = categories.map((category) => ({
    categories: [category],
    ballots: ballots.filter((ballot) => ballot.category === category),
  }));
  if (ballots.length < minGroupSize) return allowSmall && ballots.length > 0 ? [{ categories, ballots }] : [];
  for (;;) {
    const small = smallest(groups);
    if (groups.length < 2 || groups[small]!.ballots.length >= minGroupSize) return groups;
    const rest = groups.filter((_, i) => i !== small);
    const target = rest[smallest(rest)]!;
    const source = groups[small]!;
    const merged = {
      categories: [...source.categories, ...target.categories].sort((a, b) => a - b),
      ballots: [...source.ballots, ...target.ballots],
    };
    // The key of a group is its lowest category, so sorting by it gives the merged group the lower position.
    groups = [...rest.filter((group) => group !== target), merged].sort((a, b) => a.categories[0]! - b.categories[0]!);
  }
}

/** Place of the smallest group; the lowest key on a tie. */
function smallest<B>(groups: readonly Group<B>[]): number {
  let best = 0;
  groups.forEach((group, i) => {
    if (group.ballots.length < groups[best]!.ballots.length) best = i;
  });
  return best;
}

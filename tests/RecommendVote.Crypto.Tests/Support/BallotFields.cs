namespace RecommendVote.Crypto.Tests;

/// <summary>Ballots with exactly one field changed.</summary>
internal static class BallotFields
{
    /// <summary>Each point shifted by g, each scalar by 1, one element of each vector; card and supersedes too.</summary>
    public static IEnumerable<(string Field, SealedBallot Ballot)> Tampered(SealedBallot b)
    {
        var g = b.Card.Group.Generator;
        var one = b.Card.Group.One;
        var (c, p) = (b.Ciphertexts, b.Proof);
        yield return ("card", b with { Card = b.Card + g });
        yield return ("supersedes", b with { Supersedes = new byte[32] });
        yield return ("alpha", b with { Ciphertexts = c with { Alpha = Shift(c.Alpha, g) } });
        yield return ("beta", b with { Ciphertexts = c with { Beta = Shift(c.Beta, g) } });
        if (p.T3 is not null)
        {
            yield return ("textAlpha", b with { Ciphertexts = c with { TextAlpha = Shift(c.TextAlpha, g) } });
            yield return ("textBeta", b with { Ciphertexts = c with { TextBeta = Shift(c.TextBeta, g) } });
        }
        yield return ("B", b with { Proof = p with { B = p.B + g } });
        yield return ("A", b with { Proof = p with { A = p.A + g } });
        yield return ("C", b with { Proof = p with { C = p.C + g } });
        yield return ("D", b with { Proof = p with { D = p.D + g } });
        yield return ("T1", b with { Proof = p with { T1 = p.T1 + g } });
        yield return ("T2", b with { Proof = p with { T2 = p.T2 + g } });
        if (p.T3 is not null)
            yield return ("T3", b with { Proof = p with { T3 = p.T3 + g } });
        yield return ("f", b with { Proof = p with { F = [p.F[0] + one, .. p.F.Skip(1)] } });
        yield return ("f twice, sum kept", b with { Proof = p with { F = [p.F[0] + one, p.F[1] - one, .. p.F.Skip(2)] } });
        yield return ("zA", b with { Proof = p with { ZA = p.ZA + one } });
        yield return ("zC", b with { Proof = p with { ZC = p.ZC + one } });
        yield return ("zT", b with { Proof = p with { ZT = p.ZT + one } });
        if (p.ZW is { } zW)
            yield return ("zW", b with { Proof = p with { ZW = zW + one } });
        yield return ("R", b with { R = b.R + g });
        yield return ("s", b with { S = b.S + one });
    }

    /// <summary>An audit correctly signed over an opening with one wrong r.</summary>
    public static AuditedBallot SignedLie(Meeting meeting, CardKey card, IReadOnlyList<ContestChoice> choices)
    {
        BallotMarks.TryCreate(meeting.Statement.Layout, choices, out var marks, out _);
        return SignedAudit(meeting, card, [.. marks!.Bits], [.. marks.Texts], o => o with { Randomness = [o.Randomness[0] + meeting.Suite.Group.One, .. o.Randomness.Skip(1)] });
    }

    /// <summary>An audit whose proof and signature hold, of any bits and texts, over an opening that the cheating client changed before it signed.</summary>
    public static AuditedBallot SignedAudit(Meeting meeting, CardKey card, bool[] bits, string[] texts, Func<BallotOpening, BallotOpening> change)
    {
        var (statement, group) = (meeting.Statement, meeting.Suite.Group);
        var points = texts.Select(t => WriteInText.TryEncode(meeting.Suite, t, out var point) ? point : group.Identity).ToArray();
        var witness = BallotWitness.Create(statement, [.. bits.Select(b => b ? group.One : group.Zero)], points, meeting.Random);
        var ciphertexts = witness.Encrypt(statement);
        var (proof, transcript, _) = BallotProver.Prove(statement, card.PublicKey, null, witness, ciphertexts, meeting.Random);
        var opening = change(new BallotOpening([.. bits.Take(statement.Layout.EncryptedBits)], witness.Randomness, texts, witness.TextRandomness));
        opening.TryGetCanonicalBytes(out var bytes);
        transcript.Choose(BallotDomain.Audit, bytes);
        var k = transcript.Nonce(card.Secret, meeting.Random);
        var r = group.Generator * k;
        return new AuditedBallot(new SealedBallot(card.PublicKey, null, ciphertexts, proof, r, k + (transcript.Sign(r) * card.Secret)), opening);
    }

    private static Point[] Shift(IReadOnlyList<Point> points, Point by) => [points[0] + by, .. points.Skip(1)];
}

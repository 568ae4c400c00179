using Xunit;

namespace RecommendVote.Crypto.Tests;

/// <summary>Zero, q - 1 and exchanged scalars, degenerate keys, and generators that fail.</summary>
public class BoundaryTests
{
    private sealed class ThrowingRandom : IRandomSource
    {
        public void Fill(Span<byte> destination) => throw new IOException("no entropy");
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A03")]
    [Trait("Attack", "A23")]
    public void A03_A23_no_scalar_of_a_ballot_can_be_zero_q_minus_1_its_negative_or_its_neighbours(string name)
    {
        var meeting = new Meeting(Suites.Get(name), Meeting.WithWriteIns);
        var ballot = meeting.SealWriteIn();
        var (p, zero, minusOne) = (ballot.Proof, meeting.Suite.Group.Zero, -meeting.Suite.Group.One);
        foreach (var change in new Func<Scalar, Scalar>[] { _ => zero, _ => minusOne, s => -s, s => s + meeting.Suite.Group.One })
        {
            SealedBallot[] changed =
            [
                ballot with { Proof = p with { ZA = change(p.ZA) } },
                ballot with { Proof = p with { ZC = change(p.ZC) } },
                ballot with { Proof = p with { ZT = change(p.ZT) } },
                ballot with { Proof = p with { ZW = change(p.ZW!.Value) } },
                ballot with { S = change(ballot.S) },
                .. Enumerable.Range(0, p.F.Count).Select(i => ballot with { Proof = p with { F = [.. p.F.Select((f, k) => k == i ? change(f) : f)] } }),
                ballot with { Proof = p with { F = [.. p.F.Select(change)] } },
            ];
            Assert.All(changed, b => Assert.False(BallotVerifier.Verify(meeting.Statement, b).IsValid));
        }
        // every pair of branches exchanged
        for (var i = 0; i < p.F.Count; i++)
        {
            for (var j = i + 1; j < p.F.Count; j++)
            {
                Scalar[] f = [.. p.F];
                (f[i], f[j]) = (f[j], f[i]);
                Assert.False(BallotVerifier.Verify(meeting.Statement, ballot with { Proof = p with { F = f } }).IsValid);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A23")]
    public void A23_secrets_are_never_zero_and_degenerate_keys_are_refused(string name)
    {
        var c = new Ceremony(Suites.Get(name), 2, 3);
        var (suite, group, m) = (c.Suite, c.Suite.Group, c.Manifest);
        Assert.Throws<ArgumentException>(() => new TrusteeIdentity(group.Zero));
        Assert.Throws<ArgumentException>(() => new TrusteePolynomial([group.Zero, group.One]));
        Assert.Throws<InvalidOperationException>(() => group.RandomScalar(new ConstantRandom(0)));
        // q itself, as 48 bytes, is drawn again and not taken as zero
        var q = new byte[48];
        suite.Group.OrderBytes().CopyTo(q, 16);
        Assert.True(group.Reduce48(q).IsZero);
        // the identity as a key, as a commitment, as a share key
        var signature = TrusteeSignature.Sign(suite, m, "t", [1], c.Identities[0].Secret, c.Random);
        Assert.False(TrusteeSignature.Verify(suite, m, "t", [1], group.Identity, signature));
        // a key of one, and one that cancels another trustee's, are keys like any other and help nobody: both must be proved
        foreach (var (key, secret) in new[] { (group.Generator, group.One), (-c.Keys[0], default) })
        {
            var forged = c.Bodies[1] with { K = key };
            Assert.Equal("proof", forged.Fault(suite, m, 2, key, 2));
            if (secret.Equals(default))
                continue;
            using var identity = new TrusteeIdentity(secret);
            Assert.Null(TrusteeKeyBody.Prove(suite, m, 2, "x", identity, c.Polynomials[1], c.Random).Fault(suite, m, 2, key, 2));
        }
        // whoever makes the sum of all keys the identity cannot prove its own part
        Point[] cancelling = [-(c.Commitments[0][0] + c.Commitments[2][0]), c.Commitments[1][1]];
        Assert.True(TrusteeKeys.JointKey(suite, [c.Commitments[0], cancelling, c.Commitments[2]]).IsIdentity);
        Assert.Equal("proof", (c.Bodies[1] with { A = cancelling }).Fault(suite, m, 2, c.Keys[1], 2));
    }

    /// <summary>
    /// The recovery formula x = (z - z') / (c - c') on two proofs made with the same bytes of randomness: cards, the proofs of trustee-key,
    /// trustee-complaint and decryption, entries, staff.
    /// </summary>
    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A08")]
    public void A08_the_recovery_formula_does_not_yield_any_signers_key(string name)
    {
        var c = new Ceremony(Suites.Get(name), 2, 3);
        var (suite, m) = (c.Suite, c.Manifest);
        var stuck = new ConstantRandom(9);
        var identity = c.Identities[0];

        // entries
        var first = TrusteeSignature.Sign(suite, m, "t", [1], identity.Secret, stuck);
        var second = TrusteeSignature.Sign(suite, m, "t", [2], identity.Secret, stuck);
        Safe(identity.Secret, Response(first), Response(second), E(m, [1], first), E(m, [2], second));

        // decryptions of two lists
        Point[] alpha = [c.Encrypt(1).Alpha], beta = [c.Encrypt(2).Alpha];
        var (at, x) = (c.Context(1), c.Secrets[0]);
        var p = PartialDecryption.Prove(at, x, alpha, stuck);
        var q = PartialDecryption.Prove(at, x, beta, stuck);
        Scalar Challenge(PartialDecryption part, Point[] items) => PlainVerifiers.Decryption(at, items, () => part.D, () => part.Tg, () => part.Ta, null).E;
        Safe(x, p.Z, q.Z, Challenge(p, alpha), Challenge(q, beta));

        // the proofs of knowledge of a key and its coefficients, under two names
        var polynomial = c.Polynomials[0];
        var keys = new[] { "a", "b" }.Select(title => TrusteeKeyBody.Prove(suite, m, 1, title, identity, polynomial, stuck)).ToArray();
        Scalar Proved(TrusteeKeyBody body) => PlainVerifiers.TrusteeKey(suite, m, 1, body.Name, () => body.K, () => body.A, () => body.R).E;
        foreach (var (i, secret) in polynomial.Coefficients.Prepend(identity.Secret).Index())
            Safe(secret, keys[0].Z[i], keys[1].Z[i], Proved(keys[0]), Proved(keys[1]));

        // complaints about one E in two meetings
        var complaints = new[] { m, suite.Hash("another meeting"u8) }.Select(meeting => TrusteeComplaint.Prove(suite, meeting, c.Shares[1], 1, identity, stuck)).ToArray();
        Safe(identity.Secret, complaints[0].Z, complaints[1].Z, complaints[0].C, complaints[1].C);

        // cards: two ballots
        var meeting = new Meeting(suite);
        using var card = meeting.NewCard();
        var ballots = new[] { 0, 1 }.Select(option =>
        {
            using var prepared = BallotSealer.Prepare(meeting.Statement, card, null, [ContestChoice.Of(option), ContestChoice.Of(option)], meeting.Random);
            return prepared.Cast(card, stuck);
        }).ToArray();
        Safe(card.Secret, ballots[0].S, ballots[1].S, BallotDraft.Of(meeting.Statement, ballots[0]).E(), BallotDraft.Of(meeting.Statement, ballots[1]).E());

        // staff signatures take no randomness at all
        using var staff = suite.StaffSignatures.Generate(c.Random);
        Assert.NotEqual(
            suite.StaffSignatures.Sign(staff.PrivateKey.Span, [1])[..32], suite.StaffSignatures.Sign(staff.PrivateKey.Span, [2])[..32]);

        Scalar Response(byte[] signature) => Scalar.TryDecode(suite, signature.AsSpan(65), out var s) ? s : default;

        Scalar E(byte[] manifest, byte[] body, byte[] signature) => PlainVerifiers.Signature(
            suite, manifest, "t", body, () => c.Keys[0], () => Point.TryDecode(suite, signature.AsSpan(0, 65), out var r) ? r : null!).E;

        static void Safe(Scalar secret, Scalar z1, Scalar z2, Scalar e1, Scalar e2)
        {
            Assert.NotEqual(e1, e2);
            Assert.NotEqual(secret, (z1 - z2) * (e1 - e2).Invert());
        }
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A55")]
    public void A55_a_generator_that_is_dead_throws_or_forked_is_refused_or_seen_on_the_board(string name)
    {
        var meeting = new Meeting(Suites.Get(name));
        using var card = meeting.NewCard();
        ContestChoice[] choices = [ContestChoice.Of(1), ContestChoice.Of(2)];
        SealedBallot Seal(IRandomSource random, CardKey key) => BallotSealer.Seal(meeting.Statement, key, null, choices, random);
        Assert.Throws<InvalidOperationException>(() => Seal(new ConstantRandom(0), card));
        Assert.Throws<IOException>(() => Seal(new ThrowingRandom(), card));
        // a constant generator gives one alpha for every bit: the gate refuses repeated values (V21), and here they are
        var constant = Seal(new ConstantRandom(1), card);
        Assert.Single(constant.Ciphertexts.Alpha.Distinct());
        // a state copied by a fork: two voters' ballots share every alpha, which the gate compares over the whole log
        using var second = meeting.NewCard();
        var (a, b) = (Seal(new SeededRandomSource("forked"), card), Seal(new SeededRandomSource("forked"), second));
        Assert.Equal(a.Ciphertexts.Alpha, b.Ciphertexts.Alpha);
        Assert.Equal(a.Proof.T1, b.Proof.T1);
        Assert.NotEqual(a.R, b.R);
        Assert.NotEqual(BallotVerifier.ComputeTracker(meeting.Statement, a), BallotVerifier.ComputeTracker(meeting.Statement, b));
        // what verifies must not depend on the generator of the batch weights being alive
        Assert.Throws<InvalidOperationException>(() => BallotVerifier.VerifyBatch([(meeting.Statement, a)], new ConstantRandom(0), 1, TestContext.Current.CancellationToken));
    }

    [Fact]
    [Trait("Attack", "A57")]
    public void A57_card_seeds_have_128_bits_are_uniform_and_never_repeat()
    {
        Assert.Equal(16, CardKey.SeedLength);
        var cards = Environment.GetEnvironmentVariable("RV_FULL") == "1" ? 1_000_000 : 200_000;
        var (counts, seen) = (new long[256], new HashSet<UInt128>(cards));
        Span<byte> seed = stackalloc byte[16];
        for (var i = 0; i < cards; i++)
        {
            SystemRandomSource.Instance.Fill(seed);
            Assert.True(seen.Add(System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(seed)));
            foreach (var value in seed)
                counts[value]++;
        }
        var expected = cards * 16 / 256.0;
        var chiSquare = counts.Sum(count => (count - expected) * (count - expected) / expected);
        // 255 degrees of freedom: outside with probability 2e-9
        Assert.InRange(chiSquare, 135, 410);
    }

    /// <summary>Every sequence of prepare, cast, audit and discard: one signature per prepared ballot, never an alpha twice, nothing after its use.</summary>
    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A59")]
    [Trait("Attack", "F-B3")]
    public void A59_in_every_sequence_of_steps_a_prepared_ballot_is_signed_once_and_alphas_are_new(string name)
    {
        var meeting = new Meeting(Suites.Get(name), [new(0, 1, 0, false, 0, 1)]);
        using var card = meeting.NewCard();
        var length = Environment.GetEnvironmentVariable("RV_FULL") == "1" ? 6 : 4;
        for (var number = 0; number < 1 << (2 * length); number++)
        {
            PreparedBallot? current = null;
            var (used, alphas) = (false, new HashSet<Point>());
            for (var step = 0; step < length; step++)
            {
                var action = (number >> (2 * step)) & 3;
                if (action == 0)
                {
                    current?.Dispose();
                    current = BallotSealer.Prepare(meeting.Statement, card, null, [ContestChoice.Of(0)], meeting.Random);
                    used = false;
                }
                else if (action == 3)
                {
                    current?.Dispose();
                    used = true;
                }
                else if (current is not null)
                {
                    Func<SealedBallot> sign = action == 1 ? () => current.Cast(card, meeting.Random) : () => current.Audit(card, meeting.Random).Ballot;
                    if (used)
                        Assert.Throws<InvalidOperationException>(sign);
                    else
                        Assert.True(alphas.Add(sign().Ciphertexts.Alpha[0]));
                    used = true;
                }
            }
            current?.Dispose();
        }
    }

    /// <summary>
    /// Welch's t over interleaved runs with one fixed and with random scalars: of the base point, of ciphertexts as a trustee's share meets them, and
    /// in sums as a mix makes them.
    /// Noise of the machine hits both alike; a branch that depends on the secret, or that the processor learns with it, does not.
    /// The browser's big integers are not constant time: docs/design/threat-model.md.
    /// </summary>
    [Theory]
    [InlineData("P256-SHA256", "base")]
    [InlineData("P256-SHA256", "ciphertexts")]
    [InlineData("P256-SHA256", "sums")]
    [InlineData("SM2-SM3", "base")]
    [InlineData("SM2-SM3", "ciphertexts")]
    [InlineData("SM2-SM3", "sums")]
    [Trait("Attack", "A56")]
    public void A56_the_time_of_a_secret_multiplication_does_not_tell_a_fixed_scalar_from_random_ones(string name, string of)
    {
        var group = Suites.Get(name).Group;
        var full = Environment.GetEnvironmentVariable("RV_FULL") == "1";
        var (samples, order) = (full ? 1_000_000 : 6_000, new Random(56));
        var random = new SeededRandomSource("timing");
        var fixedScalar = group.FromInt(1);
        var scalars = Enumerable.Range(0, 512).Select(_ => group.RandomScalar(random)).ToArray();
        var points = of == "base" ? [group.Generator] : scalars.Take(64).Select(scalar => group.Generator * scalar).ToArray();
        var times = new List<double>[] { [], [] };
        for (var i = -500; i < samples; i++)
        {
            var kind = order.Next(2);
            var (scalar, point) = (kind == 0 ? fixedScalar : scalars[order.Next(scalars.Length)], points[order.Next(points.Length)]);
            Point[] column = [point];
            Scalar[] secrets = [scalar];
            var start = System.Diagnostics.Stopwatch.GetTimestamp();
            if (of == "sums")
                _ = BlindedSum.Compute(group, [column], secrets);
            else
                _ = point * scalar;
            if (i >= 0)
                times[kind].Add(System.Diagnostics.Stopwatch.GetTimestamp() - start);
        }
        // the slowest tenth is other programs
        var cut = times.SelectMany(list => list).Order().ElementAt(samples * 9 / 10);
        var (a, b) = (Moments(times[0]), Moments(times[1]));
        var t = (a.Mean - b.Mean) / Math.Sqrt(a.Error + b.Error);
        TestContext.Current.TestOutputHelper!.WriteLine($"t = {t:F2}, means {a.Mean:F0} and {b.Mean:F0} ticks");
        // few samples see a gross leak only; the full run asks for the usual bound
        Assert.InRange(Math.Abs(t), 0, full ? 4.5 : 10);

        (double Mean, double Error) Moments(List<double> list)
        {
            var kept = list.Where(value => value <= cut).ToList();
            var mean = kept.Average();
            return (mean, kept.Sum(value => (value - mean) * (value - mean)) / (kept.Count - 1.0) / kept.Count);
        }
    }
}

using Xunit;

namespace RecommendVote.Crypto.Tests;

public class CeremonyTests
{
    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    public void An_honest_ceremony_gives_shares_of_one_key(string name)
    {
        var c = new Ceremony(Suites.Get(name), 3, 5);
        for (var j = 1; j <= 5; j++)
        {
            Assert.Null(c.Bodies[j - 1].Fault(c.Suite, c.Manifest, j, c.Keys[j - 1], 3));
            Assert.Equal(c.ShareKeys[j - 1], c.Suite.Group.Generator * c.Secrets[j - 1]);
            for (var i = 1; i <= 5; i++)
                Assert.True(TrusteeShares.IsShare(c.Suite, c.Commitments[i - 1], j, c.Shares[i - 1].Open(c.Suite, c.Manifest, j, c.Identities[j - 1])));
        }
        var secret = c.Polynomials.Aggregate(c.Suite.Group.Zero, (sum, p) => sum + p.Coefficients[0]);
        Assert.Equal(c.H, c.Suite.Group.Generator * secret);
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A27")]
    public void A27_a_rogue_key_has_no_proof_and_others_proofs_do_not_fit(string name)
    {
        var c = new Ceremony(Suites.Get(name), 2, 3);
        var (suite, m) = (c.Suite, c.Manifest);
        var body = c.Bodies[2];
        // the last trustee publishes X - A_1 - A_2 to own the sum, with every proof it can get hold of
        using var target = TrusteePolynomial.Generate(suite, 2, c.Random);
        Point[] rogue = [target.Commitments[0] - c.Commitments[0][0] - c.Commitments[1][0], target.Commitments[1]];
        Assert.Equal("proof", (body with { A = rogue }).Fault(suite, m, 3, c.Keys[2], 2));
        var own = TrusteeKeyBody.Prove(suite, m, 3, body.Name, c.Identities[2], target, c.Random);
        Assert.Null(own.Fault(suite, m, 3, c.Keys[2], 2));
        Assert.Equal("proof", (own with { A = rogue }).Fault(suite, m, 3, c.Keys[2], 2));
        // copied from another trustee, replayed from another meeting, under another index or name
        Assert.Equal("key", (c.Bodies[0] with { Index = 3 }).Fault(suite, m, 3, c.Keys[2], 2));
        Assert.Equal("proof", (c.Bodies[0] with { Index = 3, K = c.Keys[2] }).Fault(suite, m, 3, c.Keys[2], 2));
        Assert.Equal("proof", body.Fault(suite, suite.Hash("another meeting"u8), 3, c.Keys[2], 2));
        Assert.Equal("proof", (body with { Name = "another" }).Fault(suite, m, 3, c.Keys[2], 2));
        Assert.Equal("index", body.Fault(suite, m, 2, c.Keys[2], 2));
        Assert.Equal("index", (body with { Index = 0 }).Fault(suite, m, 0, c.Keys[2], 2));
        Assert.Equal("index", (body with { Index = 16 }).Fault(suite, m, 16, c.Keys[2], 2));
        Assert.Equal("degree", (body with { R = [.. body.R.Skip(1)] }).Fault(suite, m, 3, c.Keys[2], 2));
        Assert.Equal("degree", (body with { Z = [] }).Fault(suite, m, 3, c.Keys[2], 2));
        for (var i = 0; i < 3; i++)
        {
            var z = body.Z.ToArray();
            z[i] += suite.Group.One;
            Assert.Equal("proof", (body with { Z = z }).Fault(suite, m, 3, c.Keys[2], 2));
        }
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A01")]
    public void A01_a_key_solved_for_after_the_challenge_is_refused(string name)
    {
        // weak Fiat-Shamir: the challenge of a transcript without A, then A_1 = (z g - R) / e for any z
        var c = new Ceremony(Suites.Get(name), 2, 3);
        var (suite, body) = (c.Suite, c.Bodies[0]);
        var transcript = new Transcript(suite, "RV1-trustee-key", c.Manifest);
        transcript.AppendInt("trustee", 1);
        transcript.AppendText("name", body.Name);
        transcript.Append("K", body.K);
        transcript.Append("R", body.R);
        var e = transcript.Challenge("e");
        var g = suite.Group.Generator;
        Point[] a = [.. body.A.Select((_, i) => ((g * body.Z[i + 1]) - body.R[i + 1]) * e.Invert())];
        Assert.Equal("proof", (body with { A = a }).Fault(suite, c.Manifest, 1, c.Keys[0], 2));
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A28")]
    public void A28_a_commitment_opens_to_one_body_nonce_trustee_and_meeting_only(string name)
    {
        var suite = Suites.Get(name);
        var (m, nonce, body) = (suite.Hash("m"u8), suite.Hash("n"u8), "body"u8.ToArray());
        var commit = TrusteeKeyBody.Commit(suite, m, 2, nonce, body);
        Assert.Equal(suite.Hash([.. "RV1-trustee-commit"u8, .. m, 0, 2, .. nonce, .. body]), commit);
        Assert.NotEqual(commit, TrusteeKeyBody.Commit(suite, m, 2, nonce, [.. body, 0]));
        Assert.NotEqual(commit, TrusteeKeyBody.Commit(suite, m, 3, nonce, body));
        Assert.NotEqual(commit, TrusteeKeyBody.Commit(suite, nonce, 2, nonce, body));
        Assert.NotEqual(commit, TrusteeKeyBody.Commit(suite, m, 2, m, body));
        Assert.Throws<ArgumentException>(() => TrusteeKeyBody.Commit(suite, m, 2, nonce.AsSpan(0, 31), body));
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A29")]
    public void A29_wrong_degrees_indices_and_shares_are_noticed(string name)
    {
        var c = new Ceremony(Suites.Get(name), 3, 5);
        var (suite, m) = (c.Suite, c.Manifest);
        foreach (var degree in new[] { 2, 4 })
        {
            using var polynomial = TrusteePolynomial.Generate(suite, degree, c.Random);
            var body = TrusteeKeyBody.Prove(suite, m, 1, "x", c.Identities[0], polynomial, c.Random);
            Assert.Equal("degree", body.Fault(suite, m, 1, c.Keys[0], 3));
        }
        Assert.Equal("degree", (c.Bodies[0] with { A = [.. c.Bodies[0].A.SkipLast(1), suite.Group.Identity] }).Fault(suite, m, 1, c.Keys[0], 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => c.Polynomials[0].Share(0));
        Assert.Throws<ArgumentOutOfRangeException>("recipient", () => c.Shares[0].Open(suite, m, 0, c.Identities[0]));
        Assert.Throws<ArgumentOutOfRangeException>("recipient", () => c.Shares[0].Open(suite, m, 6, c.Identities[0]));
        var share = c.Polynomials[0].Share(2);
        Assert.True(TrusteeShares.IsShare(suite, c.Commitments[0], 2, share));
        Assert.False(TrusteeShares.IsShare(suite, c.Commitments[0], 3, share));
        Assert.False(TrusteeShares.IsShare(suite, c.Commitments[1], 2, share));
        Assert.False(TrusteeShares.IsShare(suite, c.Commitments[0], 2, share + suite.Group.One));
        // an equivocated commitment: one coefficient shown differently to one trustee
        Assert.False(TrusteeShares.IsShare(suite, [c.Commitments[0][0], c.Commitments[1][1], c.Commitments[0][2]], 2, share));
        // a share sealed for j opens for nobody else, and not in another meeting or from another dealer
        Assert.NotEqual(share, c.Shares[0].Open(suite, m, 2, c.Identities[2]));
        Assert.NotEqual(share, c.Shares[0].Open(suite, suite.Hash("x"u8), 2, c.Identities[1]));
        Assert.NotEqual(share, (c.Shares[0] with { Dealer = 2 }).Open(suite, m, 2, c.Identities[1]));
        Assert.False(TrusteeRules.IsAllowed(1, 3) || TrusteeRules.IsAllowed(4, 3) || TrusteeRules.IsAllowed(2, 16) || TrusteeRules.IsAllowed(0, 0));
        Assert.True(TrusteeRules.IsAllowed(2, 2) && TrusteeRules.IsAllowed(15, 15));
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "F-B16")]
    public void B16_a_complaint_names_who_is_at_fault_and_nobody_can_be_framed(string name)
    {
        var c = new Ceremony(Suites.Get(name), 2, 3);
        var (suite, m, one) = (c.Suite, c.Manifest, c.Suite.Group.One);
        var good = c.Shares[0];
        var bad = good with { C = [good.C[0], good.C[1] + one, good.C[2]] };
        ComplaintVerdict Judge(TrusteeComplaint complaint, TrusteeShares shares) => complaint.Judge(suite, m, shares, c.Commitments[0], c.Keys[1]);

        var complaint = TrusteeComplaint.Prove(suite, m, bad, 2, c.Identities[1], c.Random);
        Assert.Equal(ComplaintVerdict.DealerAtFault, Judge(complaint, bad));
        Assert.Equal(ComplaintVerdict.ComplainerAtFault, Judge(complaint, good));
        // framing: another S, another key, a changed proof, another meeting
        Assert.Equal(ComplaintVerdict.Refused, Judge(complaint with { S = complaint.S + suite.Group.Generator }, good));
        Assert.Equal(ComplaintVerdict.Refused, Judge(complaint with { C = complaint.C + one }, good));
        Assert.Equal(ComplaintVerdict.Refused, Judge(complaint with { Z = complaint.Z + one }, good));
        Assert.Equal(ComplaintVerdict.Refused, Judge(complaint with { Recipient = 3 }, good));
        Assert.Equal(ComplaintVerdict.Refused, Judge(complaint with { Recipient = 0 }, good));
        Assert.Equal(ComplaintVerdict.Refused, Judge(complaint with { Recipient = 4 }, good));
        Assert.Equal(ComplaintVerdict.Refused, Judge(complaint with { Dealer = 2 }, good));
        Assert.Equal(ComplaintVerdict.Refused, Judge(complaint with { S = suite.Group.Identity }, good));
        Assert.Equal(ComplaintVerdict.Refused, complaint.Judge(suite, suite.Hash("x"u8), good, c.Commitments[0], c.Keys[1]));
        Assert.Equal(ComplaintVerdict.Refused, Judge(TrusteeComplaint.Prove(suite, m, good, 2, c.Identities[2], c.Random), good));
        // A33's forger: commitments first, S solved for afterwards
        var transcript = new Transcript(suite, "RV1-trustee-complaint", m);
        transcript.AppendInt("dealer", 1);
        transcript.AppendInt("trustee", 2);
        transcript.Append("E", good.E);
        transcript.Append("K", c.Keys[1]);
        var (v1, v2) = (suite.Group.RandomScalar(c.Random), suite.Group.RandomScalar(c.Random));
        transcript.Append("Tg", suite.Group.Generator * v1);
        transcript.Append("TE", good.E * v2);
        var e = transcript.Challenge("c");
        var z = v1 + (e * c.Identities[1].Secret);
        var s = ((good.E * z) - (good.E * v2)) * e.Invert();
        Assert.Equal(ComplaintVerdict.Refused, Judge(new TrusteeComplaint(1, 2, s, e, z), good));
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "F-B20")]
    public void B20_the_rehearsal_dummy_follows_from_the_root_and_decrypts_to_g(string name)
    {
        var c = new Ceremony(Suites.Get(name), 2, 3);
        var root = c.Suite.Hash("root"u8);
        var (alpha, beta) = Rehearsal.Dummy(c.Suite, root, c.H);
        Assert.Equal((alpha, beta), Rehearsal.Dummy(c.Suite, root, c.H));
        Assert.NotEqual(alpha, Rehearsal.Dummy(c.Suite, c.Suite.Hash("x"u8), c.H).Alpha);
        var parts = new[] { 1, 3 }.Select(j => (j, c.Decrypt(j, [alpha], 0))).ToArray();
        Assert.All(parts, p => Assert.True(p.Item2.Verify(c.Context(p.j, 0), [alpha])));
        Assert.Equal(c.Suite.Group.Generator, PartialDecryption.Combine(c.Suite, beta, [.. parts.Select(p => (p.j, p.Item2.D[0]))]));
        // anybody can compute the value X_j^rho; only the proof shows the restored share
        var rho = c.Suite.HashToScalar(root, "rehearsal");
        var copied = parts[0].Item2 with { D = [c.ShareKeys[1] * rho] };
        Assert.False(copied.Verify(c.Context(2, 0), [alpha]));
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    public void Secrets_print_their_type_only_and_are_gone_after_disposal(string name)
    {
        var suite = Suites.Get(name);
        var random = new SeededRandomSource("secrets");
        var identity = TrusteeIdentity.Generate(suite, random);
        var polynomial = TrusteePolynomial.Generate(suite, 2, random);
        using var staff = suite.StaffSignatures.Generate(random);
        Assert.Equal("TrusteeIdentity", $"{identity}");
        Assert.Equal("TrusteePolynomial", $"{polynomial}");
        Assert.Equal("StaffKeyPair", $"{staff}");
        Assert.Equal("Scalar", $"{identity.Secret}");
        identity.Dispose();
        polynomial.Dispose();
        Assert.Throws<ObjectDisposedException>(() => identity.Secret);
        Assert.Throws<ObjectDisposedException>(() => polynomial.Coefficients);
        Assert.Throws<ObjectDisposedException>(() => polynomial.Share(1));
        Assert.Throws<ArgumentException>(() => new TrusteeIdentity(suite.Group.Zero));
        Assert.Throws<ArgumentException>(() => new TrusteePolynomial([suite.Group.One, suite.Group.Zero]));
    }
}

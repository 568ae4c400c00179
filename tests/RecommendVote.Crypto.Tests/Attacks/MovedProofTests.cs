using Xunit;

namespace RecommendVote.Crypto.Tests;

/// <summary>A07: every proof is made at every place of a small world and shown at every other place; it holds at its own place only.</summary>
public class MovedProofTests
{
    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A07")]
    public void A07_ballots_hold_in_their_own_meeting_opening_class_layout_key_card_and_order_only(string name)
    {
        var meeting = new Meeting(Suites.Get(name));
        var (suite, s) = (meeting.Suite, meeting.Statement);
        ContestShape[] otherOrder = [new(0, 4, 0, false, 0, 2), new(2, 3, 0, true, 1, 1)];
        using var first = meeting.NewCard();
        using var second = meeting.NewCard();
        // one place differs from the first in one thing
        var places = new (BallotStatement Statement, CardKey Card, byte[]? Supersedes)[]
        {
            (s, first, null),
            (With(manifest: "another meeting"), first, null),
            (With(opened: "another opening"), first, null),
            (With(key: meeting.Key + suite.Group.Generator), first, null),
            (With(cardClass: "class-2"), first, null),
            (With(layout: new BallotLayout(otherOrder)), first, null),
            (s, second, null),
            (s, first, suite.Hash("earlier"u8)),
        };
        ContestChoice[] choices = [ContestChoice.Of(1, 3), ContestChoice.Of(2)];
        var ballots = places.Select(p => BallotSealer.Seal(p.Statement, p.Card, Tracker(p.Supersedes), choices, meeting.Random)).ToArray();
        for (var made = 0; made < places.Length; made++)
        {
            for (var shown = 0; shown < places.Length; shown++)
            {
                var there = ballots[made] with { Card = places[shown].Card.PublicKey, Supersedes = Tracker(places[shown].Supersedes) };
                Assert.Equal((made, shown, made == shown), (made, shown, BallotVerifier.Verify(places[shown].Statement, there).IsValid));
                var resigned = Resign(places[shown].Statement, places[shown].Card, there, meeting.Random);
                Assert.Equal((made, shown, made == shown), (made, shown, BallotVerifier.Verify(places[shown].Statement, resigned).IsValid));
            }
        }

        // a null array would become an empty tracker, which is not the same as none
        static ReadOnlyMemory<byte>? Tracker(byte[]? bytes) => bytes is null ? (ReadOnlyMemory<byte>?)null : bytes;

        BallotStatement With(string? manifest = null, string? opened = null, Point? key = null, string? cardClass = null, BallotLayout? layout = null) => new(
            suite,
            manifest is null ? s.ManifestHash.Span : suite.Hash(System.Text.Encoding.UTF8.GetBytes(manifest)),
            opened is null ? s.OpenedHash.Span : suite.Hash(System.Text.Encoding.UTF8.GetBytes(opened)),
            key ?? s.Key, cardClass ?? s.ClassId, layout ?? s.Layout);
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A07")]
    [Trait("Attack", "A13")]
    public void A13_two_options_exchanged_with_all_that_belongs_to_them_fail_in_the_proof_itself(string name)
    {
        var meeting = new Meeting(Suites.Get(name));
        using var card = meeting.NewCard();
        var ballot = BallotSealer.Seal(meeting.Statement, card, null, [ContestChoice.Of(1), ContestChoice.Of(2)], meeting.Random);
        var layout = meeting.Statement.Layout;
        for (var i = 0; i < layout.EncryptedBits; i++)
        {
            for (var j = i + 1; j < layout.EncryptedBits; j++)
            {
                // ciphertexts and responses move together and the card signs again, so no hash of the ballot's bytes can object
                var swapped = ballot with
                {
                    Ciphertexts = ballot.Ciphertexts with { Alpha = Swap(ballot.Ciphertexts.Alpha, i, j), Beta = Swap(ballot.Ciphertexts.Beta, i, j) },
                    Proof = ballot.Proof with { F = Swap(ballot.Proof.F, i, j) },
                };
                var verdict = BallotVerifier.Verify(meeting.Statement, Resign(meeting.Statement, card, swapped, meeting.Random));
                Assert.InRange(verdict.Fault, BallotFault.ContestSum, BallotFault.E4);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A07")]
    public void A07_trustee_proofs_hold_at_their_own_place_only(string name)
    {
        var c = new Ceremony(Suites.Get(name), 2, 3);
        var suite = c.Suite;
        byte[][] manifests = [c.Manifest, suite.Hash("another meeting"u8)];

        // keys: meeting x trustee x name
        var keys = (from m in manifests from i in new[] { 1, 2 } from title in new[] { "甲", "乙" } select (m, i, title)).ToArray();
        var bodies = keys.Select(p => TrusteeKeyBody.Prove(suite, p.m, p.i, p.title, c.Identities[0], c.Polynomials[0], c.Random)).ToArray();
        Matrix(keys.Length, (made, shown) =>
            (bodies[made] with { Index = keys[shown].i, Name = keys[shown].title }).Fault(suite, keys[shown].m, keys[shown].i, c.Keys[0], 2) is null);

        // decryptions: meeting x phase x size x root x trustee
        Point[] alpha = [c.Encrypt(1).Alpha, c.Encrypt(0).Alpha];
        var contexts = (from m in manifests
                        from phase in new[] { 0, 1, 2 }
                        from size in new[] { 41, 42 }
                        from root in manifests
                        from j in new[] { 1, 2 }
                        select new DecryptionContext(suite, m, phase, size, root, j, c.ShareKeys[0])).ToArray();
        var parts = contexts.Select(at => PartialDecryption.Prove(at, c.Secrets[0], alpha, c.Random)).ToArray();
        Matrix(contexts.Length, (made, shown) => parts[made].Verify(contexts[shown], alpha));

        // complaints: meeting x dealer x recipient's key
        var shares = c.Shares[0] with { C = [.. c.Shares[0].C.Select(x => x + suite.Group.One)] };
        var complaints = (from m in manifests from i in new[] { 1, 2 } from j in new[] { 1, 2 } select (m, i, j)).ToArray();
        var raised = complaints.Select(p => TrusteeComplaint.Prove(suite, p.m, shares with { Dealer = p.i }, p.j, c.Identities[p.j - 1], c.Random)).ToArray();
        Matrix(complaints.Length, (made, shown) => (raised[made] with { Dealer = complaints[shown].i, Recipient = complaints[shown].j }).Judge(
            suite, complaints[shown].m, shares with { Dealer = complaints[shown].i }, c.Commitments[0], c.Keys[complaints[shown].j - 1]) != ComplaintVerdict.Refused);

        // signatures: meeting x type x body x key
        var entries = (from m in manifests
                       from type in new[] { "tally-ready", "decryption" }
                       from body in new byte[][] { [1], [1, 0] }
                       from j in new[] { 0, 1 }
                       select (m, type, body, j)).ToArray();
        var signatures = entries.Select(p => TrusteeSignature.Sign(suite, p.m, p.type, p.body, c.Identities[p.j].Secret, c.Random)).ToArray();
        Matrix(entries.Length, (made, shown) => TrusteeSignature.Verify(
            suite, entries[shown].m, entries[shown].type, entries[shown].body, c.Keys[entries[shown].j], signatures[made]));
    }

    private static void Matrix(int places, Func<int, int, bool> holds)
    {
        for (var made = 0; made < places; made++)
        {
            for (var shown = 0; shown < places; shown++)
                Assert.Equal((made, shown, made == shown), (made, shown, holds(made, shown)));
        }
    }

    private static SealedBallot Resign(BallotStatement statement, CardKey card, SealedBallot ballot, IRandomSource random)
    {
        var p = ballot.Proof;
        var transcript = new BallotTranscript(statement, ballot.Card, ballot.Supersedes, ballot.Ciphertexts, p.B);
        transcript.Commit(p.A, p.C, p.D, p.T1, p.T2, p.T3);
        transcript.Respond(p.F, p.ZA, p.ZC, p.ZT, p.ZW);
        transcript.Choose(BallotDomain.Cast, []);
        var k = statement.Suite.Group.RandomScalar(random);
        var r = statement.Suite.Group.Generator * k;
        return ballot with { R = r, S = k + (transcript.Sign(r) * card.Secret) };
    }

    private static T[] Swap<T>(IReadOnlyList<T> items, int i, int j)
    {
        T[] result = [.. items];
        (result[i], result[j]) = (result[j], result[i]);
        return result;
    }
}

using System.Text;
using static RecommendVote.Crypto.Tests.BallotDraft;

namespace RecommendVote.Crypto.Tests;

/// <summary>
/// Second verifiers of the trustees' proofs, from docs/spec/trustees.md and encodings.md, over a transcript that can leave items out.
/// The commitments are parameters without value until they are needed, so that a forger may solve for them after the challenge.
/// </summary>
internal static class PlainVerifiers
{
    /// <summary>Challenges y and e of a partial decryption.</summary>
    public static (Scalar[] Weights, Scalar E, List<string> Absorbed) Decryption(
        DecryptionContext at, IReadOnlyList<Point> alpha, Func<IReadOnlyList<Point>> d, Func<Point> tg, Func<Point> ta, Func<Point>? shareKey, params string[] omit)
    {
        var transcript = new AbsorbingTranscript(at.Suite, "RV1-decryption", at.ManifestHash.Span, omit);
        transcript.AddInt("phase", at.Phase);
        transcript.AddInt("size", at.Size);
        transcript.Add("root", () => at.Root.ToArray());
        transcript.AddInt("trustee", at.Trustee);
        transcript.Add("X", shareKey ?? (() => at.ShareKey));
        transcript.Add("alpha", () => alpha);
        transcript.Add("d", d);
        var weights = Weights.Expand(at.Suite, transcript.Challenge("y"), alpha.Count);
        transcript.Add("Tg", tg);
        transcript.Add("Ta", ta);
        return (weights, transcript.Challenge("e"), transcript.Absorbed);
    }

    public static bool Decryption(DecryptionContext at, IReadOnlyList<Point> alpha, PartialDecryption part, params string[] omit)
    {
        var (w, e, _) = Decryption(at, alpha, () => part.D, () => part.Tg, () => part.Ta, null, omit);
        return Times(at.Suite.Group.Generator, part.Z) == part.Tg + Times(at.ShareKey, e)
            && Times(Dot(alpha, w), part.Z) == part.Ta + Times(Dot(part.D, w), e);
    }

    public static (Scalar E, List<string> Absorbed) TrusteeKey(
        Suite suite, byte[] manifest, int index, string name, Func<Point> k, Func<IReadOnlyList<Point>> a, Func<IReadOnlyList<Point>> r, params string[] omit)
    {
        var transcript = new AbsorbingTranscript(suite, "RV1-trustee-key", manifest, omit);
        transcript.AddInt("trustee", index);
        transcript.Add("name", () => Encoding.UTF8.GetBytes(name));
        transcript.Add("K", k);
        transcript.Add("A", a);
        transcript.Add("R", r);
        return (transcript.Challenge("e"), transcript.Absorbed);
    }

    public static bool TrusteeKey(Suite suite, byte[] manifest, TrusteeKeyBody body, params string[] omit)
    {
        var (e, _) = TrusteeKey(suite, manifest, body.Index, body.Name, () => body.K, () => body.A, () => body.R, omit);
        Point[] keys = [body.K, .. body.A];
        return keys.Select((key, i) => Times(suite.Group.Generator, body.Z[i]) == body.R[i] + Times(key, e)).All(ok => ok);
    }

    public static (Scalar C, List<string> Absorbed) Complaint(
        Suite suite, byte[] manifest, int dealer, int recipient, Point e, Point key, Func<Point> s, Func<Point> tg, Func<Point> te, params string[] omit)
    {
        var transcript = new AbsorbingTranscript(suite, "RV1-trustee-complaint", manifest, omit);
        transcript.AddInt("dealer", dealer);
        transcript.AddInt("trustee", recipient);
        transcript.Add("E", () => e);
        transcript.Add("K", () => key);
        transcript.Add("S", s);
        transcript.Add("Tg", tg);
        transcript.Add("TE", te);
        return (transcript.Challenge("c"), transcript.Absorbed);
    }

    public static bool Complaint(Suite suite, byte[] manifest, TrusteeComplaint complaint, Point e, Point key, params string[] omit)
    {
        var tg = Times(suite.Group.Generator, complaint.Z) - Times(key, complaint.C);
        var te = Times(e, complaint.Z) - Times(complaint.S, complaint.C);
        return Complaint(suite, manifest, complaint.Dealer, complaint.Recipient, e, key, () => complaint.S, () => tg, () => te, omit).C == complaint.C;
    }

    public static (Scalar E, List<string> Absorbed) Signature(
        Suite suite, byte[] manifest, string type, byte[] body, Func<Point> key, Func<Point> r, params string[] omit)
    {
        var transcript = new AbsorbingTranscript(suite, "RV1-entry", manifest, omit);
        transcript.Add("type", () => Encoding.UTF8.GetBytes(type));
        transcript.Add("body", () => body);
        transcript.Add("key", key);
        transcript.Add("R", r);
        return (transcript.Challenge("e"), transcript.Absorbed);
    }

    public static bool Signature(Suite suite, byte[] manifest, string type, byte[] body, Point key, byte[] signature, params string[] omit) =>
        Point.TryDecode(suite, signature.AsSpan(0, 65), out var r) && Scalar.TryDecode(suite, signature.AsSpan(65), out var s)
        && Times(suite.Group.Generator, s) == r + Times(key, Signature(suite, manifest, type, body, () => key, () => r, omit).E);
}

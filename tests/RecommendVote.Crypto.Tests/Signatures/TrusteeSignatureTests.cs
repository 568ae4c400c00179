using Xunit;

namespace RecommendVote.Crypto.Tests;

public class TrusteeSignatureTests
{
    private static readonly byte[] Body = [.. "{\"nonce\":\"AAAA\"}"u8];

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A07")]
    public void A07_a_signature_holds_for_its_meeting_type_body_and_key_only(string name)
    {
        var suite = Suites.Get(name);
        var random = new SeededRandomSource("trustee");
        using var trustee = TrusteeIdentity.Generate(suite, random);
        using var other = TrusteeIdentity.Generate(suite, random);
        var manifest = suite.Hash("manifest"u8);
        var signature = TrusteeSignature.Sign(suite, manifest, "trustee-key", Body, trustee.Secret, random);
        Assert.Equal(TrusteeSignature.Length, signature.Length);
        Assert.True(TrusteeSignature.Verify(suite, manifest, "trustee-key", Body, trustee.PublicKey, signature));
        Assert.False(TrusteeSignature.Verify(suite, suite.Hash("x"u8), "trustee-key", Body, trustee.PublicKey, signature));
        Assert.False(TrusteeSignature.Verify(suite, manifest.AsSpan(0, 31), "trustee-key", Body, trustee.PublicKey, signature));
        Assert.False(TrusteeSignature.Verify(suite, manifest, "trustee-kez", Body, trustee.PublicKey, signature));
        Assert.False(TrusteeSignature.Verify(suite, manifest, "trustee-key", [.. Body, 0], trustee.PublicKey, signature));
        Assert.False(TrusteeSignature.Verify(suite, manifest, "trustee-key", Body, other.PublicKey, signature));
        Assert.False(TrusteeSignature.Verify(suite, manifest, "trustee-key", Body, suite.Group.Identity, signature));
        Assert.False(TrusteeSignature.Verify(Suites.Other(suite), manifest, "trustee-key", Body, trustee.PublicKey, signature));
        for (var i = 0; i < signature.Length; i += 3)
        {
            var changed = (byte[])signature.Clone();
            changed[i] ^= 1;
            Assert.False(TrusteeSignature.Verify(suite, manifest, "trustee-key", Body, trustee.PublicKey, changed));
        }
        foreach (var length in new[] { 0, 96, 98 })
            Assert.False(TrusteeSignature.Verify(suite, manifest, "trustee-key", Body, trustee.PublicKey, [.. signature.Concat(signature).Take(length)]));
        Assert.True(Scalar.TryDecode(suite, signature.AsSpan(65), out var s));
        Assert.False(TrusteeSignature.Verify(suite, manifest, "trustee-key", Body, trustee.PublicKey, [.. signature[..65], .. PlusOrder(suite, s)]));
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A05")]
    public void A05_no_key_can_be_made_to_fit_a_signature(string name)
    {
        // where K is not hashed, choose R and s freely and solve K = (s g - R) / e
        var suite = Suites.Get(name);
        var random = new SeededRandomSource("substitution");
        var manifest = suite.Hash("manifest"u8);
        var (s, k) = (suite.Group.RandomScalar(random), suite.Group.RandomScalar(random));
        var commitment = suite.Group.Generator * k;
        var transcript = new Transcript(suite, "RV1-entry", manifest);
        transcript.AppendText("type", "trustee-key");
        transcript.Append("body", Body);
        transcript.Append("R", commitment);
        var e = transcript.Challenge("e");
        var key = ((suite.Group.Generator * s) - commitment) * e.Invert();
        Assert.False(TrusteeSignature.Verify(suite, manifest, "trustee-key", Body, key, [.. commitment.Encode(), .. s.ToBytes()]));
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A08")]
    public void A08_a_repeating_generator_does_not_give_the_key_away(string name)
    {
        var suite = Suites.Get(name);
        using var trustee = TrusteeIdentity.Generate(suite, new SeededRandomSource("hedge"));
        var manifest = suite.Hash("manifest"u8);
        var stuck = new ConstantRandom(1);
        var a = TrusteeSignature.Sign(suite, manifest, "t", [1], trustee.Secret, stuck);
        var b = TrusteeSignature.Sign(suite, manifest, "t", [2], trustee.Secret, stuck);
        Assert.NotEqual(a[..65], b[..65]);
        Assert.Equal(a, TrusteeSignature.Sign(suite, manifest, "t", [1], trustee.Secret, stuck));
    }

    private static byte[] PlusOrder(Suite suite, Scalar s)
    {
        var sum = new System.Numerics.BigInteger(s.ToBytes(), true, true) + new System.Numerics.BigInteger(suite.Group.OrderBytes(), true, true);
        var raw = sum.ToByteArray(true, true);
        return raw.Length <= 32 ? [.. new byte[32 - raw.Length], .. raw] : raw;
    }
}

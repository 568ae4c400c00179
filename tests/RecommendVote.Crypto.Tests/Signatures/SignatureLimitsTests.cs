using System.Numerics;
using System.Text;
using Xunit;

namespace RecommendVote.Crypto.Tests;

/// <summary>Signatures that hold in the equation and are refused all the same, values that a signer must draw again, and keys of wrong lengths.</summary>
public class SignatureLimitsTests
{
    private static readonly Sm2StaffSignatures Sm2 = (Sm2StaffSignatures)Suite.Sm2.StaffSignatures;

    [Fact]
    public void The_schemes_say_what_they_are()
    {
        var (ed, sm2) = (Suite.P256.StaffSignatures, Suite.Sm2.StaffSignatures);
        Assert.Equal(("Ed25519", 32, 64), (ed.Name, ed.PublicKeyLength, ed.SignatureLength));
        Assert.Equal(("SM2", 65, 64), (sm2.Name, sm2.PublicKeyLength, sm2.SignatureLength));
        foreach (var length in new[] { 0, 31, 33, 64 })
        {
            Assert.Throws<ArgumentException>("privateKey", () => ed.FromPrivateKey(new byte[length]));
            Assert.Throws<ArgumentException>("privateKey", () => ed.Sign(new byte[length], "m"u8));
            Assert.Throws<ArgumentException>("privateKey", () => sm2.FromPrivateKey(new byte[length]));
            Assert.Throws<ArgumentException>("privateKey", () => sm2.Sign(new byte[length], "m"u8));
        }
        foreach (var bad in new[] { new byte[32], Suite.Sm2.Group.OrderBytes(), (-Suite.Sm2.Group.One).ToBytes() })
            Assert.Throws<ArgumentException>("privateKey", () => sm2.Sign(bad, "m"u8));
    }

    /// <summary>Key and signature lengths of Ed25519 by themselves: a cut or a longer key is no key.</summary>
    [Fact]
    public void Ed25519_keys_of_another_length_are_no_keys()
    {
        var scheme = Suite.P256.StaffSignatures;
        using var pair = scheme.Generate(new SeededRandomSource("lengths"));
        var (key, signature) = (pair.PublicKey.ToArray(), scheme.Sign(pair.PrivateKey.Span, "m"u8));
        Assert.True(scheme.Verify(key, "m"u8, signature));
        foreach (var length in new[] { 0, 31, 33, 64 })
        {
            byte[] other = [.. key.Concat(new byte[32]).Take(length)];
            Assert.False(scheme.Verify(other, "m"u8, signature));
            Assert.False(scheme.IsValidPublicKey(other));
        }
        // no point of the curve has this y
        Assert.False(scheme.IsValidPublicKey([2, .. new byte[31]]));
        Assert.False(scheme.Verify([2, .. new byte[31]], "m"u8, signature));
    }

    /// <summary>GB/T 32918.2, 6.1: r = 0, r + k = q and s = 0 ask for another k. The digest and the key are chosen so that each happens.</summary>
    [Fact]
    public void SM2_asks_for_another_nonce_where_the_standard_does()
    {
        var group = Suite.Sm2.Group;
        var (secret, k) = (group.FromInt(123_456_789), group.FromInt(987_654_321));
        var x = group.Reduce48([.. new byte[16], .. (group.Generator * k).Encode()[1..33]]);
        Assert.False(Sm2.TrySign(secret, group.Zero, group.One.ToBytes(), out var none));
        Assert.Empty(none);
        Assert.False(Sm2.TrySign(secret, k, (-x).ToBytes(), out _));
        Assert.False(Sm2.TrySign(secret, k, (-(x + k)).ToBytes(), out _));
        // s = (1 + d)^-1 (k - r d) = 0 for d = k / r
        var r = group.One + x;
        Assert.False(Sm2.TrySign(k * r.Invert(), k, group.One.ToBytes(), out none));
        Assert.Empty(none);
        Assert.True(Sm2.TrySign(secret, k, group.One.ToBytes(), out var signature));
        Assert.Equal(64, signature.Length);
        Assert.Equal(r.ToBytes(), signature[..32]);
    }

    /// <summary>GB/T 32918.2, 7.1 takes x of [s]G + [t]P. Whoever owns the key can make that the identity, which has no x.</summary>
    [Fact]
    public void SM2_refuses_a_signature_whose_point_is_the_identity()
    {
        var group = Suite.Sm2.Group;
        var d = group.FromInt(77);
        var key = (group.Generator * d).Encode();
        // s + (r + s) d = 0 with r the digest, as if x were 0
        var r = group.Reduce48([.. new byte[16], .. Sm2.MessageDigest(key, "m"u8)]);
        var s = -(r * d) * (group.One + d).Invert();
        Assert.True(group.MultiScalarMultiply([group.Generator, group.Generator * d], [s, r + s]).IsIdentity);
        Assert.False(Sm2.Verify(key, "m"u8, [.. r.ToBytes(), .. s.ToBytes()]));
    }

    [Fact]
    public void SM2_refuses_keys_that_are_no_points_and_signatures_that_are_no_scalars()
    {
        using var pair = Sm2.Generate(new SeededRandomSource("no points"));
        var (key, good) = (pair.PublicKey.ToArray(), Sm2.Sign(pair.PrivateKey.Span, "m"u8));
        Assert.True(Sm2.Verify(key, "m"u8, good));
        Assert.False(Sm2.Verify(new byte[65], "m"u8, good));
        Assert.False(Sm2.Verify([.. key[..64], (byte)(key[64] ^ 1)], "m"u8, good));
        Assert.False(Sm2.Verify([], "m"u8, good));
        byte[] above = [.. Enumerable.Repeat((byte)255, 32)];
        foreach (var bad in new byte[][] { [.. above, .. good[32..]], [.. good[..32], .. above], [.. new byte[32], .. good[32..]], [.. good[..32], .. new byte[32]], [.. good, 0], good[..63] })
            Assert.False(Sm2.Verify(key, "m"u8, bad));
    }

    /// <summary>A private key of q - 1 has no signatures, and the generator may not make it.</summary>
    [Fact]
    public void SM2_draws_again_where_the_secret_would_be_minus_one()
    {
        var group = Suite.Sm2.Group;
        byte[] minusOne = [.. new byte[16], .. (-group.One).ToBytes()], seven = [.. new byte[47], 7];
        using var pair = Sm2.Generate(new GivenRandom((byte[])[.. minusOne, .. seven]));
        Assert.Equal(group.FromInt(7).ToBytes(), pair.PrivateKey.ToArray());
    }

    /// <summary>The nonce is of the key and the message: without the key in it everybody could compute it, and from it the key.</summary>
    [Fact]
    [Trait("Attack", "A08")]
    public void A08_SM2_derives_its_nonce_from_the_key_and_the_message()
    {
        var suite = Suite.Sm2;
        using var pair = Sm2.Generate(new SeededRandomSource("nonce"));
        Assert.True(Scalar.TryDecode(suite, pair.PrivateKey.Span, out var secret));
        foreach (var message in new byte[][] { [], [1], [1, 2, 3] })
        {
            var digest = Sm2.MessageDigest(pair.PublicKey.Span, message);
            var nonce = suite.HashToScalar([.. pair.PrivateKey.Span, .. digest, 0], "sm2-nonce");
            Assert.True(Sm2.TrySign(secret, nonce, digest, out var expected));
            Assert.Equal(expected, Sm2.Sign(pair.PrivateKey.Span, message));
        }
    }

    /// <summary>A key that is not drawn is the same for everybody.</summary>
    [Fact]
    [Trait("Attack", "A08")]
    public void A08_an_Ed25519_key_is_32_bytes_of_its_source()
    {
        byte[] seed = [.. Enumerable.Range(7, 32).Select(i => (byte)i)];
        using var pair = Suite.P256.StaffSignatures.Generate(new GivenRandom(seed));
        Assert.Equal(seed, pair.PrivateKey.ToArray());
        using var again = Suite.P256.StaffSignatures.FromPrivateKey(seed);
        Assert.Equal(again.PublicKey.ToArray(), pair.PublicKey.ToArray());
    }

    /// <summary>Z_A and e of the standard, from the curve's published parameters.</summary>
    [Fact]
    public void SM2_hashes_the_identity_the_curve_and_the_key_before_the_message()
    {
        var key = (Suite.Sm2.Group.Generator * Suite.Sm2.Group.FromInt(5)).Encode();
        var curve = Hex.Bytes(
            "FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFC28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93"
            + "32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7BC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0");
        var z = Suite.Sm2.Hash([0x00, 0x80, .. "1234567812345678"u8, .. curve, .. key[1..]]);
        Assert.Equal(Suite.Sm2.Hash([.. z, .. "message"u8]), Sm2.MessageDigest(key, "message"u8));
    }

    /// <summary>Under the identity as a key every challenge drops out, so anybody signs.</summary>
    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A23")]
    [Trait("Attack", "A24")]
    public void A23_a_trustees_signature_under_the_identity_or_a_key_of_the_other_group_is_refused(string name)
    {
        var (suite, random) = (Suites.Get(name), new SeededRandomSource("identity"));
        var (m, body) = (suite.Hash("manifest"u8), "{}"u8.ToArray());
        var anybody = TrusteeSignature.Sign(suite, m, "t", body, suite.Group.Zero, random);
        Assert.True(PlainVerifiers.Signature(suite, m, "t", body, suite.Group.Identity, anybody));
        Assert.False(TrusteeSignature.Verify(suite, m, "t", body, suite.Group.Identity, anybody));
        using var trustee = TrusteeIdentity.Generate(suite, random);
        var signature = TrusteeSignature.Sign(suite, m, "t", body, trustee.Secret, random);
        Assert.Equal(97, TrusteeSignature.Length);
        Assert.True(TrusteeSignature.Verify(suite, m, "t", body, trustee.PublicKey, signature));
        Assert.True(PlainVerifiers.Signature(suite, m, "t", body, trustee.PublicKey, signature));
        Assert.False(TrusteeSignature.Verify(suite, m, "t", body, Suites.Other(suite).Group.Generator, signature));
        foreach (var length in new[] { 0, 31, 33 })
            Assert.False(TrusteeSignature.Verify(suite, new byte[length], "t", body, trustee.PublicKey, signature));
        Assert.False(TrusteeSignature.Verify(suite, m, "t", body, trustee.PublicKey, [4, .. new byte[64], .. signature[65..]]));
        Assert.False(TrusteeSignature.Verify(suite, m, "t", body, trustee.PublicKey, [.. signature[..65], .. suite.Group.OrderBytes()]));
        Assert.False(TrusteeSignature.Verify(suite, m, "t", body, trustee.PublicKey, [.. signature, 0]));
    }

    /// <summary>k = hash_to_scalar(sk || digest || 32 fresh bytes): the recipe itself, so that both implementations sign alike from the same bytes.</summary>
    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A08")]
    public void A08_the_nonce_is_hedged_with_the_secret_the_transcript_and_fresh_bytes(string name)
    {
        var suite = Suites.Get(name);
        var secret = suite.Group.FromInt(4711);
        var transcript = new Transcript(suite, "RV1-test", suite.Hash("m"u8));
        byte[] fresh = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];
        var expected = suite.HashToScalar([.. secret.ToBytes(), .. transcript.Digest(), .. fresh], "nonce");
        Assert.Equal(expected, HedgedNonce.Derive(transcript, secret, new GivenRandom(fresh)));
        Assert.Throws<ArgumentNullException>(() => HedgedNonce.Derive(transcript, secret, null!));
    }

    [Fact]
    public void A_transcript_takes_no_negative_numbers_and_a_manifest_hash_of_32_bytes()
    {
        foreach (var length in new[] { 0, 31, 33 })
            Assert.Throws<ArgumentException>("manifestHash", () => new Transcript(Suite.P256, "RV1-test", new byte[length]));
        var transcript = new Transcript(Suite.P256, "RV1-test", new byte[32]);
        Assert.Throws<ArgumentOutOfRangeException>(() => transcript.AppendInt("n", -1));
        transcript.AppendInt("n", 0);
        var other = new Transcript(Suite.P256, "RV1-test", new byte[32]);
        other.Append("n", new byte[4]);
        Assert.Equal(other.Digest(), transcript.Digest());
        Assert.Same(Suite.P256, transcript.Suite);
        // a scalar, and a vector of one, have the same bytes
        transcript.Append("s", Suite.P256.Group.FromInt(9));
        other.Append("s", new[] { Suite.P256.Group.FromInt(9) });
        Assert.Equal(other.Digest(), transcript.Digest());
    }

    /// <summary>expand_message_xmd of RFC 9380, 5.3.1 and 5.3.3, written out: one block, a part of one, many, and a tag that is too long for its length byte.</summary>
    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A05")]
    public void A05_expand_message_follows_RFC_9380_at_every_length(string name)
    {
        var suite = Suites.Get(name);
        foreach (var tag in new[] { "x", new string('y', 255), new string('z', 256), new string('z', 300) })
        {
            foreach (var length in new[] { 1, 31, 32, 33, 48, 96, 255 * 32 })
            {
                byte[] message = [.. "message"u8], dst = Encoding.ASCII.GetBytes(tag);
                var short255 = dst.Length > 255 ? suite.Hash([.. "H2C-OVERSIZE-DST-"u8, .. dst]) : dst;
                byte[] prime = [.. short255, (byte)short255.Length];
                var b0 = suite.Hash([.. new byte[64], .. message, (byte)(length >> 8), (byte)length, 0, .. prime]);
                var uniform = new List<byte>();
                byte[] previous = new byte[32];
                for (var i = 1; uniform.Count < length; i++)
                {
                    previous = suite.Hash([.. previous.Select((b, k) => (byte)(b ^ b0[k])), (byte)i, .. prime]);
                    uniform.AddRange(previous);
                }
                Assert.Equal(uniform.Take(length), ExpandMessage.Xmd(suite, message, dst, length));
            }
        }
        Assert.Throws<ArgumentException>("length", () => ExpandMessage.Xmd(suite, [], "x"u8, 0));
        Assert.Throws<ArgumentException>("length", () => ExpandMessage.Xmd(suite, [], "x"u8, (255 * 32) + 1));
        Assert.Throws<ArgumentException>("length", () => ExpandMessage.Xmd(suite, [], [], 32));
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    public void Weights_of_a_batch_have_128_bits_and_are_never_zero(string name)
    {
        var group = Suites.Get(name).Group;
        var big = new BigInteger(Weights.NonZero(group, new ConstantRandom(255)).ToBytes(), true, true);
        Assert.Equal((BigInteger.One << 128) - 1, big);
        Assert.Equal(group.One, Weights.NonZero(group, new GivenRandom((byte[])[.. new byte[16 * 7], .. new byte[15], 1])));
        Assert.Throws<InvalidOperationException>(() => Weights.NonZero(group, new ConstantRandom(0)));
        // eight attempts and no ninth
        Assert.Throws<InvalidOperationException>(() => Weights.NonZero(group, new GivenRandom((byte[])[.. new byte[16 * 8], .. new byte[15], 1])));
        Assert.Throws<ArgumentOutOfRangeException>(() => Weights.Expand(Suites.Get(name), group.One, -1));
    }
}

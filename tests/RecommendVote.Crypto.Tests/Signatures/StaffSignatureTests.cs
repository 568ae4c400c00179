using CsCheck;
using Xunit;

namespace RecommendVote.Crypto.Tests;

public class StaffSignatureTests
{
    /// <summary>All encodings of the eight points of small order, canonical and not (Chalkias, Garillot, Nikolaenko 2020, table 1 of the small points).</summary>
    public static TheoryData<string> SmallOrderKeys =>
    [
        "0100000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000080",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    ];

    [Theory]
    [MemberData(nameof(SmallOrderKeys))]
    public void Ed25519_refuses_keys_of_small_order_whatever_is_signed(string key)
    {
        var scheme = Suite.P256.StaffSignatures;
        Assert.False(scheme.IsValidPublicKey(Hex.Bytes(key)));
        // with A of small order, R = neutral and s = 0 satisfies the cofactored equation for any message
        Assert.False(scheme.Verify(Hex.Bytes(key), "anything"u8, Hex.Bytes("01" + new string('0', 126))));
        Assert.False(scheme.Verify(Hex.Bytes(key), "anything"u8, new byte[64]));
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    public void Signatures_verify_and_no_other_bytes_do(string name)
    {
        var scheme = Suites.Get(name).StaffSignatures;
        using var pair = scheme.Generate(new SeededRandomSource("staff"));
        using var other = scheme.Generate(new SeededRandomSource("other"));
        var signature = scheme.Sign(pair.PrivateKey.Span, "message"u8);
        Assert.Equal(scheme.SignatureLength, signature.Length);
        Assert.Equal(scheme.PublicKeyLength, pair.PublicKey.Length);
        Assert.Equal(signature, scheme.Sign(pair.PrivateKey.Span, "message"u8));
        Assert.True(scheme.IsValidPublicKey(pair.PublicKey.Span));
        Assert.True(scheme.Verify(pair.PublicKey.Span, "message"u8, signature));
        Assert.False(scheme.Verify(pair.PublicKey.Span, "messagf"u8, signature));
        Assert.False(scheme.Verify(other.PublicKey.Span, "message"u8, signature));
        for (var bit = 0; bit < signature.Length * 8; bit += 5)
        {
            var changed = (byte[])signature.Clone();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(scheme.Verify(pair.PublicKey.Span, "message"u8, changed));
        }
        foreach (var length in new[] { 0, 32, 63, 65, 128 })
            Assert.False(scheme.Verify(pair.PublicKey.Span, "message"u8, [.. signature.Concat(signature).Take(length)]));
        foreach (var length in new[] { 0, 31, 33, 64, 66 })
            Assert.False(scheme.IsValidPublicKey(new byte[length]));
    }

    [Fact]
    public void Ed25519_refuses_s_plus_L_and_other_second_spellings()
    {
        var scheme = Suite.P256.StaffSignatures;
        using var pair = scheme.Generate(new SeededRandomSource("malleable"));
        var signature = scheme.Sign(pair.PrivateKey.Span, "m"u8);
        var order = System.Numerics.BigInteger.Pow(2, 252) + System.Numerics.BigInteger.Parse("27742317777372353535851937790883648493", null);
        var s = new System.Numerics.BigInteger(signature.AsSpan(32), true) + order;
        var shifted = new byte[32];
        s.TryWriteBytes(shifted, out _, true);
        Assert.False(scheme.Verify(pair.PublicKey.Span, "m"u8, [.. signature[..32], .. shifted]));
    }

    [Fact]
    public void Ed25519_refuses_keys_whose_y_is_written_plus_p()
    {
        var scheme = Suite.P256.StaffSignatures;
        var prime = System.Numerics.BigInteger.Pow(2, 255) - 19;
        var valid = 0;
        for (var y = 2; y < 19; y++)
        {
            byte[] canonical = [(byte)y, .. new byte[31]], other = new byte[32];
            (prime + y).TryWriteBytes(other, out _, true);
            valid += scheme.IsValidPublicKey(canonical) ? 1 : 0;
            Assert.False(scheme.IsValidPublicKey(other));
        }
        Assert.True(valid > 3);
    }

    [Fact]
    public void Ed25519_refuses_a_component_of_small_order_in_the_key_that_a_cofactored_verifier_accepts()
    {
        // A' = A + T with T of order 8: the equation holds only after multiplication by 8, or by chance when k = 0 mod 8
        var scheme = Suite.P256.StaffSignatures;
        var (refused, libraryAccepted) = (0, 0);
        for (byte seed = 0; seed < 32; seed++)
        {
            var (key, signature) = MixedOrder.Forge(seed);
            refused += scheme.Verify(key, [seed], signature) ? 0 : 1;
            libraryAccepted += Org.BouncyCastle.Math.EC.Rfc8032.Ed25519.Verify(signature, 0, key, 0, [seed], 0, 1) ? 1 : 0;
        }
        Assert.InRange(refused, 20, 32);
        // the library takes them all, which is why its verification is not used
        Assert.Equal(32, libraryAccepted);
    }

    [Fact]
    public void SM2_refuses_r_and_s_out_of_range_and_r_plus_s_zero()
    {
        var suite = Suite.Sm2;
        var scheme = suite.StaffSignatures;
        using var pair = scheme.Generate(new SeededRandomSource("sm2"));
        var q = suite.Group.OrderBytes();
        var good = scheme.Sign(pair.PrivateKey.Span, "m"u8);
        Assert.True(Scalar.TryDecode(suite, good.AsSpan(0, 32), out var r));
        foreach (var part in new[] { new byte[32], q, Enumerable.Repeat((byte)255, 32).ToArray() })
        {
            Assert.False(scheme.Verify(pair.PublicKey.Span, "m"u8, [.. part, .. good[32..]]));
            Assert.False(scheme.Verify(pair.PublicKey.Span, "m"u8, [.. good[..32], .. part]));
        }
        Assert.False(scheme.Verify(pair.PublicKey.Span, "m"u8, [.. r.ToBytes(), .. (-r).ToBytes()]));
        Assert.Throws<ArgumentException>(() => scheme.Sign(new byte[32], "m"u8));
        Assert.Throws<ArgumentException>(() => scheme.FromPrivateKey((-suite.Group.One).ToBytes()));
        Assert.Throws<ArgumentException>(() => scheme.FromPrivateKey(q));
    }

    [Fact]
    public void SM2_signatures_verify_in_the_library_and_the_other_way_round()
    {
        var scheme = Suite.Sm2.StaffSignatures;
        var curve = Org.BouncyCastle.Asn1.GM.GMNamedCurves.GetByName("sm2p256v1");
        var domain = new Org.BouncyCastle.Crypto.Parameters.ECDomainParameters(curve);
        Gen.Byte.Array[0, 100].Sample(message =>
        {
            using var pair = scheme.Generate(new SeededRandomSource(message));
            var verifier = new Org.BouncyCastle.Crypto.Signers.SM2Signer(Org.BouncyCastle.Crypto.Signers.PlainDsaEncoding.Instance);
            verifier.Init(false, new Org.BouncyCastle.Crypto.Parameters.ECPublicKeyParameters(curve.Curve.DecodePoint(pair.PublicKey.ToArray()), domain));
            verifier.BlockUpdate(message, 0, message.Length);
            var signer = new Org.BouncyCastle.Crypto.Signers.SM2Signer(Org.BouncyCastle.Crypto.Signers.PlainDsaEncoding.Instance);
            signer.Init(true, new Org.BouncyCastle.Crypto.Parameters.ECPrivateKeyParameters(new Org.BouncyCastle.Math.BigInteger(1, pair.PrivateKey.ToArray()), domain));
            signer.BlockUpdate(message, 0, message.Length);
            return verifier.VerifySignature(scheme.Sign(pair.PrivateKey.Span, message))
                && scheme.Verify(pair.PublicKey.Span, message, signer.GenerateSignature());
        }, iter: 30);
    }

    [Fact]
    public void Ed25519_verification_agrees_with_the_library_on_honest_signatures()
    {
        var scheme = Suite.P256.StaffSignatures;
        Gen.Byte.Array[0, 100].Sample(message =>
        {
            using var pair = scheme.Generate(new SeededRandomSource(message));
            var signature = scheme.Sign(pair.PrivateKey.Span, message);
            return scheme.Verify(pair.PublicKey.Span, message, signature)
                && Org.BouncyCastle.Math.EC.Rfc8032.Ed25519.Verify(signature, 0, pair.PublicKey.ToArray(), 0, message, 0, message.Length);
        }, iter: 30);
    }
}

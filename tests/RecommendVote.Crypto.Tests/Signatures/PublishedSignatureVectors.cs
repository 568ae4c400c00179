using System.Text;
using Xunit;

namespace RecommendVote.Crypto.Tests;

/// <summary>RFC 8032 section 7.1 and the example of GM/T 0003.5 annex A.2 (GB/T 32918.5).</summary>
public class PublishedSignatureVectors
{
    public static TheoryData<string, string, string, string> Ed25519Vectors => new()
    {
        {
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
        },
        {
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        },
        {
            "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
        },
    };

    [Theory]
    [MemberData(nameof(Ed25519Vectors))]
    public void Ed25519_signs_and_verifies_the_vectors_of_RFC_8032(string seed, string publicKey, string message, string signature)
    {
        var scheme = Suite.P256.StaffSignatures;
        using var pair = scheme.FromPrivateKey(Hex.Bytes(seed));
        Assert.Equal(publicKey, Hex.Text(pair.PublicKey.Span));
        Assert.Equal(signature, Hex.Text(scheme.Sign(Hex.Bytes(seed), Hex.Bytes(message))));
        Assert.True(scheme.Verify(Hex.Bytes(publicKey), Hex.Bytes(message), Hex.Bytes(signature)));
        Assert.False(scheme.Verify(Hex.Bytes(publicKey), Hex.Bytes(message + "00"), Hex.Bytes(signature)));
    }

    [Fact]
    public void SM2_gives_the_signature_of_the_standards_example()
    {
        var scheme = Assert.IsType<Sm2StaffSignatures>(Suite.Sm2.StaffSignatures);
        var message = Encoding.ASCII.GetBytes("message digest");
        using var pair = scheme.FromPrivateKey(Hex.Bytes("3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8"));
        Assert.Equal(
            "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13",
            Hex.Text(pair.PublicKey.Span));
        var digest = scheme.MessageDigest(pair.PublicKey.Span, message);
        Assert.Equal("f0b43e94ba45accaace692ed534382eb17e6ab5a19ce7b31f4486fdfc0d28640", Hex.Text(digest));
        Assert.True(Scalar.TryDecode(Suite.Sm2, pair.PrivateKey.Span, out var secret));
        Assert.True(Scalar.TryDecode(Suite.Sm2, Hex.Bytes("59276E27D506861A16680F3AD9C02DCCEF3CC1FA3CDBE4CE6D54B80DEAC1BC21"), out var nonce));
        Assert.True(scheme.TrySign(secret, nonce, digest, out var signature));
        Assert.Equal(
            "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa",
            Hex.Text(signature));
        Assert.True(scheme.Verify(pair.PublicKey.Span, message, signature));
    }
}

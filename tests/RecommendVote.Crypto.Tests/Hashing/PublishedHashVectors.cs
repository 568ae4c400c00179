using System.Text;
using Xunit;

namespace RecommendVote.Crypto.Tests;

/// <summary>Values printed in the standards.</summary>
public class PublishedHashVectors
{
    private const string ExpandTag = "QUUX-V01-CS02-with-expander-SHA256-128";
    private const string CurveTag = "QUUX-V01-CS02-with-P256_XMD:SHA-256_SSWU_RO_";

    public static TheoryData<string, string, string> CurveVectors => new()
    {
        { "", "2c15230b26dbc6fc9a37051158c95b79656e17a1a920b11394ca91c44247d3e4", "8a7a74985cc5c776cdfe4b1f19884970453912e9d31528c060be9ab5c43e8415" },
        { "abc", "0bb8b87485551aa43ed54f009230450b492fead5f1cc91658775dac4a3388a0f", "5c41b3d0731a27a7b14bc0bf0ccded2d8751f83493404c84a88e71ffd424212e" },
        { "abcdef0123456789", "65038ac8f2b1def042a5df0b33b1f4eca6bff7cb0f9c6c1526811864e544ed80", "cad44d40a656e7aff4002a8de287abc8ae0482b5ae825822bb870d6df9b56ca3" },
        { "q128_" + new string('q', 128), "4be61ee205094282ba8a2042bcb48d88dfbb609301c49aa8b078533dc65a0b5d", "98f8df449a072c4721d241a3b1236d3caccba603f916ca680f4539d2bfb3c29e" },
        { "a512_" + new string('a', 512), "457ae2981f70ca85d8e24c308b14db22f3e3862c5ea0f652ca38b5e49cd64bc5", "ecb9f0eadc9aeed232dabc53235368c1394c78de05dd96893eefa62b0f4757dc" },
    };

    public static TheoryData<string, string> ExpandVectors => new()
    {
        { "", "68a985b87eb6b46952128911f2a4412bbc302a9d759667f87f7a21d803f07235" },
        { "abc", "d8ccab23b5985ccea865c6c97b6e5b8350e794e603b4b97902f53a8a0d605615" },
        { "abcdef0123456789", "eff31487c770a893cfb36f912fbfcbff40d5661771ca4b2cb4eafe524333f5c1" },
        { "q128_" + new string('q', 128), "b23a1d2b4d97b2ef7785562a7e8bac7eed54ed6e97e29aa51bfe3f12ddad1ff9" },
        { "a512_" + new string('a', 512), "4623227bcc01293b8c130bf771da8c298dede7383243dc0993d2d94823958c4c" },
    };

    [Theory]
    [MemberData(nameof(CurveVectors))]
    public void Hash_to_curve_gives_the_points_of_RFC_9380_appendix_J_1_1(string message, string x, string y) =>
        Assert.Equal("04" + x + y, Hex.Text(Suite.P256.HashToCurveRaw(Encoding.ASCII.GetBytes(message), Encoding.ASCII.GetBytes(CurveTag)).Encode()));

    [Theory]
    [MemberData(nameof(ExpandVectors))]
    public void Expand_message_gives_the_bytes_of_RFC_9380_appendix_K_1(string message, string expected) =>
        Assert.Equal(expected, Hex.Text(ExpandMessage.Xmd(Suite.P256, Encoding.ASCII.GetBytes(message), Encoding.ASCII.GetBytes(ExpandTag), 32)));

    [Fact]
    public void Expand_message_gives_the_128_bytes_of_RFC_9380_appendix_K_1() => Assert.Equal(
        "af84c27ccfd45d41914fdff5df25293e221afc53d8ad2ac06d5e3e29485dadbee0d121587713a3e0dd4d5e69e93eb7cd4f5df4cd103e188cf60cb02edc3edf18eda8576c412b18ffb658e3dd6ec849469b979d444cf7b26911a08e63cf31f9dcc541708d3491184472c2c29bb749d4286b004ceb5ee6b9a7fa5b646c993f0ced",
        Hex.Text(ExpandMessage.Xmd(Suite.P256, [], Encoding.ASCII.GetBytes(ExpandTag), 128)));

    [Theory]
    [InlineData("abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0")]
    [InlineData("abcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcd", "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732")]
    public void SM3_gives_the_values_of_GB_T_32905_annex_A(string message, string expected)
    {
        Assert.Equal(expected, Hex.Text(Suite.Sm2.Hash(Encoding.ASCII.GetBytes(message))));
        using var hasher = Suite.Sm2.CreateHasher();
        foreach (var letter in message)
        {
            hasher.Append([(byte)letter]);
            hasher.Current();
        }
        Assert.Equal(expected, Hex.Text(hasher.Finish()));
    }

    [Fact]
    public void SHA_256_gives_the_value_of_FIPS_180_4() =>
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Hex.Text(Suite.P256.Hash("abc"u8)));
}

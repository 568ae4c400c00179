using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace RecommendVote.Record;

public enum SignerRole
{
    Organizer,
    Issuer,
    Server,
    Officer,
    Teller,
    Trustee,
}

/// <summary>Who signed: <c>organizer</c>, <c>issuer</c>, <c>server</c>, <c>officer-K</c>, <c>teller-K</c> or <c>trustee-I</c>. Index is K or I, from 1; else 0.</summary>
public readonly record struct SignerId(SignerRole Role, int Index = 0)
{
    public static SignerId Organizer => new(SignerRole.Organizer);

    public static SignerId Issuer => new(SignerRole.Issuer);

    public static SignerId Server => new(SignerRole.Server);

    public static SignerId Officer(int index) => new(SignerRole.Officer, index);

    public static SignerId Teller(int index) => new(SignerRole.Teller, index);

    public static SignerId Trustee(int index) => new(SignerRole.Trustee, index);

    public static bool TryParse([NotNullWhen(true)] string? text, out SignerId id)
    {
        id = default;
        switch (text)
        {
            case "organizer": id = Organizer; return true;
            case "issuer": id = Issuer; return true;
            case "server": id = Server; return true;
            default:
                return TryIndexed(text, "officer-", SignerRole.Officer, out id)
                    || TryIndexed(text, "teller-", SignerRole.Teller, out id)
                    || TryIndexed(text, "trustee-", SignerRole.Trustee, out id);
        }
    }

    public override string ToString() => Role switch
    {
        SignerRole.Officer => "officer-" + Index.ToString(CultureInfo.InvariantCulture),
        SignerRole.Teller => "teller-" + Index.ToString(CultureInfo.InvariantCulture),
        SignerRole.Trustee => "trustee-" + Index.ToString(CultureInfo.InvariantCulture),
        SignerRole.Issuer => "issuer",
        SignerRole.Server => "server",
        _ => "organizer",
    };

    private static bool TryIndexed(string? text, string prefix, SignerRole role, out SignerId id)
    {
        id = default;
        if (text is null || !text.StartsWith(prefix, StringComparison.Ordinal))
            return false;
        var digits = text[prefix.Length..];
        if (digits.Length is 0 or > 2 || digits[0] == '0' || !digits.All(char.IsAsciiDigit))
            return false;
        id = new SignerId(role, int.Parse(digits, CultureInfo.InvariantCulture));
        return true;
    }
}

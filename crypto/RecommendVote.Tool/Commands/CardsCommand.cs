using System.CommandLine;
using System.Text;
using RecommendVote.Crypto;
using RecommendVote.Record;
using RecommendVote.Tool.Input;
using RecommendVote.Tool.Output;

namespace RecommendVote.Tool.Commands;

/// <summary>
/// <c>rv cards</c>: makes the seeds of a class's cards on the issuer's own machine. <c>seeds.txt</c> is what gets printed and then destroyed;
/// <c>cards.json</c> holds the public keys, sorted, and says nothing about which seed is whose.
/// </summary>
public static class CardsCommand
{
    public static Command Create()
    {
        var suite = CommonOptions.Suite();
        var meeting = new Option<string>("--meeting") { Description = "the meeting's id as in its manifest", Required = true, HelpName = "ID" };
        var address = new Option<string>("--address") { Description = "where phones reach the server, for example https://vote.example", Required = true, HelpName = "URL" };
        var organizer = new Option<string?>("--organizer") { Description = "the organizer's public key (hex or base64url); without it no QR text is made", HelpName = "KEY" };
        var count = CommonOptions.Count("--count", "how many cards", 1, 10_000);
        var output = new Option<string>("--out") { Description = "a folder for seeds.txt (mode 0600) and cards.json", Required = true, HelpName = "DIR" };
        var command = new Command("cards", "make card seeds, the text of their QR codes, and the public list") { suite, meeting, address, organizer, count, output };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(suite), parsed.GetRequiredValue(meeting), parsed.GetRequiredValue(address),
            parsed.GetValue(organizer), parsed.GetValue(count), parsed.GetRequiredValue(output)));
        return command;
    }

    private static int Run(Suite suite, string meeting, string address, string? organizer, int count, string folder)
    {
        if (!FieldRules.IsMeetingId(meeting))
            throw new ToolException($"'{meeting}' is not a meeting id: 3 to 40 of a-z, 0-9 and hyphen, not beginning with a hyphen");
        var origin = ServerAddress.Parse(address);
        var fingerprint = organizer is null ? null : CardLink.Fingerprint(suite, OrganizerKey(suite, organizer));
        var (seedsFile, cardsFile) = (Path.Combine(folder, "seeds.txt"), Path.Combine(folder, "cards.json"));
        if (File.Exists(seedsFile) || File.Exists(cardsFile))
            throw new ToolException($"{folder} holds cards already; seeds are never overwritten");
        CreateFolder(folder);

        var seeds = new StringBuilder();
        var keys = new List<Bytes>(count);
        Span<byte> seed = stackalloc byte[CardKey.SeedLength];
        for (var i = 0; i < count; i++)
        {
            SystemRandomSource.Instance.Fill(seed);
            using var key = CardKey.FromSeed(suite, seed, meeting);
            keys.Add(key.PublicKey.Encode());
            seeds.Append(CardSeedText.FormatGrouped(seed));
            if (fingerprint is not null)
                seeds.Append('\t').Append(origin).Append("/v/").Append(meeting).Append('#').Append(CardLink.FormatFragment(seed, fingerprint));
            seeds.Append('\n');
        }
        seed.Clear();
        keys.Sort();
        OutputFile.WriteSecret(seedsFile, Encoding.UTF8.GetBytes(seeds.ToString()));
        seeds.Clear();
        OutputFile.Write(cardsFile, Encoding.UTF8.GetBytes(
            JsonOutput.Format(new { suite = suite.Name, meeting, cards = keys.Select(key => key.ToString()) }) + "\n"));
        Console.Out.WriteLine($"{count} cards of {meeting} ({suite.Name})");
        Console.Out.WriteLine($"secret  {seedsFile}   print it once, then destroy it: whoever has a seed can vote with it");
        Console.Out.WriteLine($"public  {cardsFile}   sorted; goes into the cards entry");
        if (fingerprint is null)
            Console.Error.WriteLine("rv: no --organizer key, so no QR text: a phone could not tell a false manifest from the true one");
        return ExitCodes.Holds;
    }

    private static byte[] OrganizerKey(Suite suite, string text)
    {
        var scheme = suite.StaffSignatures;
        byte[]? key = null;
        if (text.Length == scheme.PublicKeyLength * 2 && text.All(char.IsAsciiHexDigit))
            key = Convert.FromHexString(text);
        else if (Bytes.TryParse(text, out var bytes))
            key = bytes.ToArray();
        return key is not null && scheme.IsValidPublicKey(key) ? key : throw new ToolException($"--organizer is not a public key of {scheme.Name}");
    }

    private static void CreateFolder(string folder)
    {
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(folder);
            else
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ToolException($"{folder} cannot be made: {fault.Message}", fault);
        }
    }
}

using System.Buffers.Text;
using System.CommandLine;
using RecommendVote.Crypto;
using RecommendVote.Documents;
using RecommendVote.Documents.Cards;
using RecommendVote.Documents.Drawing;
using RecommendVote.Record.Cards;
using RecommendVote.Tool.Cards;
using RecommendVote.Tool.Input;
using RecommendVote.Tool.Output;

namespace RecommendVote.Tool.Commands;

/// <summary>
/// <c>rv cards</c>: makes the cards of a meeting on the issuer's own machine. <c>cards.pdf</c> holds the seeds, is printed once and then
/// destroyed; <c>cards.json</c> holds the public keys, sorted, and goes to the server.
/// </summary>
public static class CardsCommand
{
    public const string SheetName = "cards.pdf";
    public const string ListName = "cards.json";

    public static Command Create()
    {
        var plan = new Argument<string>("PLAN") { Description = "the card plan of the meeting, from the console" };
        var output = new Option<string>("--out") { Description = $"a folder for {SheetName} (mode 0600) and {ListName}", Required = true, HelpName = "DIR" };
        var command = new Command("cards", "make a meeting's cards away from the server: the sheet to print and the public list") { plan, output };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(plan), parsed.GetRequiredValue(output)));
        return command;
    }

    private static int Run(string planFile, string folder)
    {
        if (!CardPlanFile.TryRead(InputFile.Read(planFile, CardPlanFile.MaxLength), out var plan, out var fault))
            throw new ToolException($"{planFile} is not a card plan: {fault}");
        var (sheetFile, listFile) = (Path.Combine(folder, SheetName), Path.Combine(folder, ListName));
        if (File.Exists(sheetFile) || File.Exists(listFile))
            throw new ToolException($"{folder} holds cards already; cards are never overwritten");
        var made = CardMaking.Make(plan, SystemRandomSource.Instance, DateTime.UtcNow);
        var list = made.List.ToBytes();
        var sheet = Print(made.Sheet);
        PrivateFolder.Create(folder);
        OutputFile.WriteSecret(sheetFile, sheet);
        OutputFile.Write(listFile, list);
        Console.Out.Write(Summary(plan, sheetFile, listFile, list));
        return ExitCodes.Holds;
    }

    private static byte[] Print(CardSheet sheet)
    {
        try
        {
            using var fonts = new DocumentFonts();
            return CardSheetPdf.Make(sheet, fonts);
        }
        catch (MissingGlyphException missing)
        {
            throw new ToolException("no font here can print " + missing.Message, missing);
        }
    }

    private static string Summary(CardPlanFile plan, string sheetFile, string listFile, byte[] list)
    {
        var meeting = plan.Meeting;
        List<string> lines =
        [
            .. meeting.Marks.Select(mark => $"marked     {mark.ToUpperInvariant()}"),
            $"meeting    {meeting.Title} ({meeting.Meeting}, {meeting.Suite.Name})",
            $"organizer  {meeting.Organizer.Name}, fingerprint {Base64Url.EncodeToString(plan.Fingerprint)}",
            "           请与组织人事部门当面核对此指纹，一致才可使用。 Compare it with the organizer in person before you use the cards.",
            .. plan.Classes.Select(item => $"class      {item.Name}: {item.Cards} cards, {item.Spares} of them spares"),
            $"secret     {sheetFile}   print it once, then destroy it: whoever knows a card can vote with it",
            $"public     {listFile}   upload it in the console and sign it as issuer",
        ];
        return string.Join('\n', lines) + "\n" + FileSums.Lines(list);
    }
}
